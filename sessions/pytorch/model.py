"""A language model trained by unroll, for PyTorch.

    from model import load
    lm = load("model.safetensors")
    logits, state = lm(ids)        # ids: T×B, logits: T×B×V
    logits, state = lm(ids, state) # continues from there

vocab.json has the tokens in the order of their ids; for bytes, a token's id is the byte. A model of
single lines (lm.lines) reads each line from a state of 0, beginning with the end-of-line token before it.
"""

import functools
import json
import struct

import torch
from torch import nn
from torch.nn import functional

CELLS = {
    "rnn": nn.RNN,
    "rnn-relu": functools.partial(nn.RNN, nonlinearity="relu"),
    "lstm": nn.LSTM,
    "gru": nn.GRU,
}


class LM(nn.Module):
    def __init__(self, cell, vocab, embed, hidden, layers, dropout, lines):
        super().__init__()
        self.vocab, self.lines = vocab, lines
        self.embedding = nn.Embedding(vocab, embed) if embed else None
        self.rnn = CELLS[cell](embed or vocab, hidden, layers, dropout=dropout if layers > 1 else 0)
        self.linear = nn.Linear(hidden, vocab)
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids, state=None):
        if self.embedding is not None:
            x = self.dropout(self.embedding(ids))
        else:
            x = functional.one_hot(ids, self.vocab).to(self.linear.weight.dtype)
        out, state = self.rnn(x, state)
        return self.linear(self.dropout(out)), state


def load(path):
    """Load a model from a file exported by unroll, ready for inference."""
    sizes, tensors = read(path)
    model = LM(**sizes)
    model.load_state_dict(tensors)
    return model.eval()


def read(path):
    """Read the sizes and the tensors from a safetensors file of float32.

    Eight bytes give the length of the header; the numbers follow it.
    """
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        numbers = torch.frombuffer(bytearray(file.read()), dtype=torch.float32)
    sizes = json.loads(header.pop("__metadata__")["model"])
    tensors = {}
    for name, entry in header.items():
        begin, end = (offset // 4 for offset in entry["data_offsets"])
        tensors[name] = numbers[begin:end].reshape(entry["shape"])
    return sizes, tensors
