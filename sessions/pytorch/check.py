"""Checks that the model gives the same output in PyTorch as it gave in unroll: python3 check.py"""

import json
import pathlib
import sys

import torch

from model import load

here = pathlib.Path(__file__).resolve().parent
check = json.loads((here / "check.json").read_text(encoding="utf-8"))
ids = torch.tensor(check["ids"]).unsqueeze(1)  # one sequence
with torch.no_grad():
    logits, _ = load(here / "model.safetensors")(ids)
difference = (logits[-1, 0] - torch.tensor(check["logits"])).abs().max().item()
agree = difference < 1e-4  # False for NaN
print(f"{len(ids)} tokens read; the logits differ by {difference:.2g} at the most: {'the same model' if agree else 'NOT the same model'}")
sys.exit(0 if agree else 1)
