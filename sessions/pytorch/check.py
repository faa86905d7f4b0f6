"""Checks that the model gives the same output in PyTorch as it gave in unroll: python3 check.py"""

import json
import pathlib
import sys

import torch

from model import load

here = pathlib.Path(__file__).resolve().parent
check = json.loads((here / "check.json").read_text(encoding="utf-8"))
model = load(here / "model.safetensors")


def of_language():
    ids = torch.tensor(check["ids"]).unsqueeze(1)  # one sequence
    with torch.no_grad():
        logits, _ = model(ids)
    difference = (logits[-1, 0] - torch.tensor(check["logits"])).abs().max().item()
    return difference, f"{len(ids)} tokens read; the logits differ by {difference:.2g} at the most"


def of_series():
    rows = torch.tensor(check["rows"], dtype=torch.float64)
    forecasts = {"forecasts": lambda: model.forecast(rows)}
    if "low" in check:
        forecasts["low"] = lambda: model.forecast(rows, -check["z"])
        forecasts["high"] = lambda: model.forecast(rows, check["z"])
    if "run" in check:
        forecasts["run"] = lambda: model.run(rows, len(check["run"]))
    apart = []
    for name, compute in forecasts.items():
        both = torch.stack([compute(), torch.tensor(check[name], dtype=torch.float64)])
        if model.log:
            both = both.log()
        apart.append((both[0] - both[1]).abs().max() / model.deviations[model.target])
    difference = torch.stack(apart).max().item()
    return difference, f"{len(rows)} rows read; the forecasts differ by {difference:.2g} standard deviations at the most"


difference, said = of_language() if "logits" in check else of_series()
agree = difference < 1e-4  # False for NaN
print(f"{said}: {'the same model' if agree else 'NOT the same model'}")
sys.exit(0 if agree else 1)
