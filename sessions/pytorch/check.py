"""Checks that the model gives the same output in PyTorch as it gave in unroll: python3 check.py"""

import json
import pathlib
import sys

import torch
from torch.nn.utils import rnn

from model import BOS, PAD, load

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


def of_translation():
    pairs = check["pairs"]
    sources = [model.source.ids(p["source"]) for p in pairs]
    targets = [model.target.ids(p["target"]) for p in pairs]
    if any(x.tolist() != p["source_ids"] or y.tolist() != p["target_ids"] for x, y, p in zip(sources, targets, pairs)):
        return float("inf"), "sentences are read as other ids"
    if any(model.target.sentence(p["greedy"]) != p["translation"] for p in pairs):
        return float("inf"), "ids are written as other sentences"
    begun = [torch.cat([torch.tensor([BOS]), y[:-1]]) for y in targets]
    lengths = torch.tensor([len(x) for x in sources])
    with torch.no_grad():
        padded = model(rnn.pad_sequence(sources), rnn.pad_sequence(begun, padding_value=PAD), lengths)
        alone = [model(x.unsqueeze(1), y.unsqueeze(1)) for x, y in zip(sources, begun)]
    apart = []
    for b, p in enumerate(pairs):
        T, S = len(begun[b]), len(sources[b])
        for column, (logits, weights) in (b, padded), (0, alone[b]):
            apart.append((logits[:T, column] - torch.tensor(p["logits"])).abs().max())
            if weights is not None:
                apart.append((weights[:T, column, :S] - torch.tensor(p["attention"])).abs().max())
        apart.append(otherwise(sources[b], p["greedy"]))
    difference = torch.stack(apart).max().item()
    what = "the logits" if model.attention is None else "the logits and weights of attention"
    return difference, f"{len(pairs)} pairs read alone and padded, and translated; {what} differ by {difference:.2g} at the most"


def otherwise(source, greedy):
    """By how much logits differ where the likeliest token is another: 0 if it never is."""
    ours = model.greedy(source, len(greedy))
    for at, (a, b) in enumerate(zip(ours, greedy)):
        if a != b:
            with torch.no_grad():
                logits, _ = model(source.unsqueeze(1), torch.tensor([[BOS] + greedy[:at]]).T)
            return logits[-1, 0, a] - logits[-1, 0, b]
    return torch.tensor(0.0)


kinds = {"logits": of_language, "sentences": of_tagging, "forecasts": of_series, "pairs": of_translation}
difference, said = next(compare for key, compare in kinds.items() if key in check)()
agree = difference < 1e-4  # False for NaN
print(f"{said}: {'the same model' if agree else 'NOT the same model'}")
sys.exit(0 if agree else 1)
