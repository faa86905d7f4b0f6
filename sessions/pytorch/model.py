"""A model trained by unroll, for PyTorch.

    from model import load
    lm = load("model.safetensors")
    logits, state = lm(ids)        # a language model: ids T×B, logits T×B×V
    logits, state = lm(ids, state) # continues from there

vocab.json has the tokens in the order of their ids; for bytes, a token's id is the byte. A model of
single lines (lm.lines) reads each line from a state of 0, beginning with the end-of-line token before it.

    series = load("model.safetensors")
    series.forecast(rows)          # a model of a series: rows in data units, T×C, columns series.columns

standardises the rows, takes logarithms and differences where the model was trained on them, and
gives the forecast of the value after each row, in data units.
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

# Models without a state: what follows each hidden layer.
FEED_FORWARD = {
    "linear": None,
    "mlp": functional.relu,
}

# Heads of real numbers: the outputs of a target.
HEADS = {
    "squared": 1,
    "gaussian": 2,
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


class Series(nn.Module):
    """Predicts the next value of column `target` from the last `lags` rows of columns `inputs`.

    means and deviations are those of the columns in the training part, after logarithms and differences.
    """

    def __init__(self, cell, hidden, layers, dropout, head, lags, columns, means, deviations, inputs, target, log, difference):
        super().__init__()
        self.head, self.lags, self.columns, self.inputs, self.target = head, lags, columns, inputs, target
        self.log, self.difference = log, difference
        self.means, self.deviations = (torch.tensor(x, dtype=torch.float64) for x in (means, deviations))
        width = lags * len(inputs)
        self.rnn = self.hidden = None
        if cell in CELLS:
            self.rnn, width = CELLS[cell](width, hidden, layers, dropout=dropout if layers > 1 else 0), hidden
        else:
            widths, self.activation = [width] + [hidden] * layers, FEED_FORWARD[cell]
            self.hidden, width = nn.ModuleList(nn.Linear(a, b) for a, b in zip(widths, widths[1:])), widths[-1]
        self.linear = nn.Linear(width, HEADS[head])
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, state=None):
        """Read standardised rows, T×B×(lags·inputs); the outputs are T×B×1, with head "gaussian" T×B×2."""
        if self.rnn is not None:
            out, state = self.rnn(x, state)
            return self.linear(self.dropout(out)), state
        for layer in self.hidden:
            x = self.dropout(self.activation(layer(x)))
        return self.linear(x), None

    def examples(self, rows):
        """What the model reads at each step, N×(lags·inputs): N = T − lags + 1, one less with differences."""
        x = rows.double()
        if self.log:
            x = x.log()
        if self.difference:
            x = x[1:] - x[:-1]
        x = ((x - self.means) / self.deviations).float()[:, self.inputs]
        return x.unfold(0, self.lags, 1).transpose(1, 2).reshape(-1, self.lags * len(self.inputs))

    def scaled(self, outputs, before, z=0):
        """In data units the mean that outputs (…×1 or …×2) say, or with head "gaussian" z standard deviations above it."""
        v = outputs[..., 0].double()
        if z:
            v = v + z * (functional.softplus(outputs[..., 1].double()) + 1e-6).sqrt()
        v = v * self.deviations[self.target] + self.means[self.target]
        if self.difference:
            v = v + (before.log() if self.log else before)
        return v.exp() if self.log else v

    @torch.no_grad()
    def forecast(self, rows, z=0):
        """The value after each row from the first that has enough rows before it: N forecasts, the last of the future."""
        outputs, _ = self(self.examples(rows).unsqueeze(1))
        return self.scaled(outputs[:, 0], rows[-len(outputs) :, self.target].double(), z)

    @torch.no_grad()
    def run(self, rows, n):
        """The next n values, each forecast being read as the next value: for models that read only what they predict."""
        if self.inputs != [self.target]:
            raise ValueError("the model reads other columns than the one it predicts, and their future is not known")
        x, value, values = self.examples(rows), rows[-1, self.target].double(), []
        outputs, state = self(x.unsqueeze(1))
        window = x[-1]
        for _ in range(n):
            value = self.scaled(outputs[-1, 0], value)
            values.append(value)
            window = torch.cat([window[1:], outputs[-1, 0, :1]])
            outputs, state = self(window[None, None], state)
        return torch.stack(values)


MODELS = {"language": LM, "series": Series}


def load(path):
    """Load a model from a file exported by unroll, ready for inference."""
    sizes, tensors = read(path)
    model = MODELS[sizes.pop("task", "language")](**sizes)
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
