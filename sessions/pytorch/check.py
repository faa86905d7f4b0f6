"""Checks that the model gives the same output in PyTorch as it gave in unroll: python3 check.py"""

import json
import pathlib
import sys

import torch
from torch.nn.utils import rnn

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


def of_tagging():
    sentences = check["sentences"]
    ids = [model.ids(s["words"]) for s in sentences]
    if any(x.tolist() != s["ids"] for x, s in zip(ids, sentences)):
        return float("inf"), "words are read as other ids"
    lengths = torch.tensor([len(x) for x in ids])
    with torch.no_grad():
        padded = model(rnn.pad_sequence(ids, padding_value=-1), lengths)
        packed, _ = rnn.pad_packed_sequence(model(rnn.pack_sequence(ids, enforce_sorted=False)))
        alone = [model(x.unsqueeze(1))[:, 0] for x in ids]
    apart = []
    for b, s in enumerate(sentences):
        want = torch.tensor(s["logits"])
        apart += [(x - want).abs().max() for x in (padded[: len(want), b], packed[: len(want), b], alone[b])]
    difference = torch.stack(apart).max().item()
    return difference, f"{len(ids)} sentences read alone, padded and packed; the logits differ by {difference:.2g} at the most"


kinds = {"logits": of_language, "sentences": of_tagging, "forecasts": of_series}
difference, said = next(compare for key, compare in kinds.items() if key in check)()
agree = difference < 1e-4  # False for NaN
print(f"{said}: {'the same model' if agree else 'NOT the same model'}")
sys.exit(0 if agree else 1)
