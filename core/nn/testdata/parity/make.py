"""Makes the references of parity_test.go with PyTorch in float64: python3 make.py [FOLDER]

For every cell a file, in it every net, in it a run with every optimizer: ten updates over
consecutive windows of the same tokens, the state carried on and detached, every gradient clipped
by min(1, theta/norm). Numbers are base64 of little-endian float64, so that they are exact.

For every cell a file both-NAME.json: the same with nets that read in both directions, on sequences of
several lengths that are padded (and packed, for PyTorch), each window on its own, and plain gradient
descent.

For every cell a file pairs-NAME.json: the same with an encoder and a decoder, on sources and targets of
several lengths; both ways, depths, and what the decoder sees of the source.

For every cell and every model without a state another file, real-NAME.json: the same with real
vectors in and out, some rows not scored, with every head for them, and plain gradient descent.

And all of these for the variants of the cells: NAME-1 has one bias a gate, of which PyTorch's second is 0 and not
learned; gru-before is a GRU of our own, with the reset gate before the product.
"""

import base64
import functools
import json
import pathlib
import struct
import sys

import torch
from torch import nn
from torch.nn import functional

V, H, E, B, T, UPDATES = 7, 5, 3, 3, 4, 10
D, K = 3, 2  # numbers in and out


class GRUBefore(nn.Module):
    """nn.GRU with the reset gate before the product, one sequence and one step at a time."""

    def __init__(self, d, h, layers, bidirectional=False):
        super().__init__()
        self.h, self.layers, self.ends = h, layers, ["", "_reverse"] if bidirectional else [""]
        for l in range(layers):
            for end in self.ends:
                for name, shape in ("weight_ih", (3 * h, d)), ("weight_hh", (3 * h, h)), ("bias_ih", (3 * h,)), ("bias_hh", (3 * h,)):
                    self.register_parameter(f"{name}_l{l}{end}", nn.Parameter(torch.empty(shape).uniform_(-(h**-0.5), h**-0.5)))
            d = h * len(self.ends)

    def direction(self, l, end, x, h):
        """Outputs of one sequence (steps×D) from state h (H), in the order in which they are read."""
        w_ih, w_hh, b_ih, b_hh = (getattr(self, f"{name}_l{l}{end}") for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"))
        made = []
        for step in x:
            at = w_ih @ step + b_ih
            r, z = torch.sigmoid(at[: 2 * self.h] + w_hh[: 2 * self.h] @ h + b_hh[: 2 * self.h]).chunk(2)
            n = torch.tanh(at[2 * self.h :] + w_hh[2 * self.h :] @ (r * h) + b_hh[2 * self.h :])
            h = (1 - z) * n + z * h
            made.append(h)
        return torch.stack(made)

    def sequence(self, x, first):
        """Outputs and last states of one sequence; first has its states, one for each layer and direction."""
        last = []
        for l in range(self.layers):
            sides = []
            for i, end in enumerate(self.ends):
                out = self.direction(l, end, x.flip(0) if end else x, first[l * len(self.ends) + i])
                last.append(out[-1])
                sides.append(out.flip(0) if end else out)
            x = torch.cat(sides, 1)
        return x, torch.stack(last)

    def forward(self, x, state=None):
        packed = isinstance(x, nn.utils.rnn.PackedSequence)
        x, lengths = nn.utils.rnn.pad_packed_sequence(x) if packed else (x, torch.full((x.shape[1],), len(x)))
        if state is None:
            state = torch.zeros(self.layers * len(self.ends), x.shape[1], self.h)
        done = [self.sequence(x[:n, b], state[:, b]) for b, n in enumerate(lengths)]
        out, last = nn.utils.rnn.pad_sequence([o for o, _ in done]), torch.stack([s for _, s in done], 1)
        return (nn.utils.rnn.pack_padded_sequence(out, lengths, enforce_sorted=False) if packed else out), last


def one_bias(make):
    """make, with the second biases 0 and not learned."""

    def made(*sizes, **options):
        module = make(*sizes, **options)
        for name, p in module.named_parameters():
            if name.startswith("bias_hh"):
                p.requires_grad_(False).zero_()
        return module

    return made


# With each cell a threshold that most of its gradients exceed, and not all.
CELLS = {
    "rnn": (0.37, lambda d, layers, h=H, **o: nn.RNN(d, h, layers, nonlinearity="tanh", **o)),
    "rnn-relu": (0.25, lambda d, layers, h=H, **o: nn.RNN(d, h, layers, nonlinearity="relu", **o)),
    "lstm": (0.2, lambda d, layers, h=H, **o: nn.LSTM(d, h, layers, **o)),
    "gru": (0.25, lambda d, layers, h=H, **o: nn.GRU(d, h, layers, **o)),
}
LOWER = 0.8  # a threshold of the variants is so many times that of the plain cell: they have fewer gradients
CELLS["gru-before"] = (0.25 * LOWER, lambda d, layers, h=H, **o: GRUBefore(d, h, layers, **o))
CELLS |= {f"{name}-1": (theta * LOWER, one_bias(make)) for name, (theta, make) in CELLS.items()}


def named(cell):
    """The cell of a name, with its variant."""
    name, reset, biases = cell, "", 0
    if name.endswith("-1"):
        name, biases = name[:-2], 1
    if name.endswith("-before"):
        name, reset = name[:-7], "before"
    return {"cell": name} | ({"reset": reset} if reset else {}) | ({"biases": biases} if biases else {})


def lower(cell, theta):
    """A threshold that most gradients of a plain cell exceed, for the cell or its variant."""
    return theta if cell == named(cell)["cell"] else theta * LOWER


def learned(model):
    """The parameters that are learned, with their names."""
    return [(name, p) for name, p in model.named_parameters() if p.requires_grad]


OPTIMIZERS = {
    "sgd": (0.5, lambda p: torch.optim.SGD(p, 0.5)),
    "momentum": (0.2, lambda p: torch.optim.SGD(p, 0.2, momentum=0.9)),
    "rmsprop": (0.01, lambda p: torch.optim.RMSprop(p, 0.01)),
    "adam": (0.02, lambda p: torch.optim.Adam(p, 0.02)),
}


# Models without a state: the widths that a row has before the read-out.
FEED_FORWARD = {"linear": lambda layers: [D], "mlp": lambda layers: [D] + [H] * layers}

# For every head of real numbers how many outputs a target has, and the losses of all targets.
HEADS = {
    "squared": (1, lambda o, y: (o - y) ** 2 / 2),
    "gaussian": (
        2,
        lambda o, y: functional.gaussian_nll_loss(
            o[..., :K], y, functional.softplus(o[..., K:]) + 1e-6, full=True, eps=1e-12, reduction="none"
        ),
    ),
}


class LM(nn.Module):
    def __init__(self, cell, layers, embed):
        super().__init__()
        self.embedding = nn.Embedding(V, embed) if embed else None
        self.rnn = CELLS[cell][1](embed or V, layers)
        self.linear = nn.Linear(H, V)

    def forward(self, tokens, state):
        x = self.embedding(tokens) if self.embedding else functional.one_hot(tokens, V).to(torch.float64)
        out, state = self.rnn(x, state)
        return self.linear(out), state


class Both(nn.Module):
    """A net that reads in both directions; lengths are those of the sequences of a window."""

    def __init__(self, cell, layers, embed):
        super().__init__()
        self.embedding = nn.Embedding(V, embed) if embed else None
        self.rnn = CELLS[cell][1](embed or V, layers, bidirectional=True)
        self.linear = nn.Linear(2 * H, V)

    def forward(self, window, state):
        tokens, lengths = window
        x = self.embedding(tokens) if self.embedding else functional.one_hot(tokens, V).to(torch.float64)
        packed = nn.utils.rnn.pack_padded_sequence(x, lengths, enforce_sorted=False)
        out, _ = nn.utils.rnn.pad_packed_sequence(self.rnn(packed)[0], total_length=T)
        padding = torch.arange(T)[:, None] >= lengths[None, :]
        return self.linear(out).masked_fill(padding[..., None], 0), None


class Attention(nn.Module):
    """What a query sees of the encoder's outputs (S, B, W), of which absent ones (S, B) do not exist."""

    def __init__(self, kind, width):
        super().__init__()
        self.additive = kind == "additive"
        if self.additive or width != PAIR_H:
            self.W_k = nn.Linear(width, PAIR_H, bias=False)
        if self.additive:
            self.W_q, self.w_v = nn.Linear(PAIR_H, PAIR_H, bias=False), nn.Linear(PAIR_H, 1, bias=False)

    def forward(self, query, outputs, absent):
        keys = self.W_k(outputs) if hasattr(self, "W_k") else outputs
        if self.additive:
            scores = self.w_v(torch.tanh(self.W_q(query) + keys)).squeeze(2)
        else:
            scores = (query * keys).sum(2) / PAIR_H**0.5
        weights = torch.softmax(scores.masked_fill(absent, -torch.inf), 0)
        return (weights[..., None] * outputs).sum(0)


class Reader(nn.Module):
    """Embedded tokens and a recurrent net: an encoder, or a decoder that reads so many numbers more."""

    def __init__(self, cell, layers, vocab, more=0, **options):
        super().__init__()
        self.embedding = nn.Embedding(vocab, PAIR_E)
        self.rnn = CELLS[cell][1](PAIR_E + more, layers, h=PAIR_H, **options)


class Pairs(nn.Module):
    """An encoder and a decoder, which sees "context", "additive", "dot" or nothing of the source beside its first state."""

    def __init__(self, cell, layers, both, sees):
        super().__init__()
        self.layers, self.both, self.sees = layers, both, sees
        width = 2 * PAIR_H if both else PAIR_H
        self.encoder = Reader(cell, layers, SOURCE, bidirectional=both)
        self.decoder = Reader(cell, layers, V, width if sees else 0)
        if both:
            states = "hc" if named(cell)["cell"] == "lstm" else "h"
            self.bridge = nn.ModuleDict({f"{s}_l{l}": nn.Linear(width, PAIR_H) for l in range(layers) for s in states})
        if sees in ("additive", "dot"):
            self.attention = Attention(sees, width)
        self.linear = nn.Linear(PAIR_H, V)

    def hand_over(self, last, state):
        """The decoder's first state of the encoder's last one; state is the name of both."""
        if not self.both:
            return last
        sides = [torch.cat([last[2 * l], last[2 * l + 1]], 1) for l in range(self.layers)]
        return torch.stack([self.bridge[f"{state}_l{l}"](x) for l, x in enumerate(sides)])

    def forward(self, window, _):
        (source, of), (tokens, lengths) = window
        packed = nn.utils.rnn.pack_padded_sequence(self.encoder.embedding(source), of, enforce_sorted=False)
        outputs, last = self.encoder.rnn(packed)
        outputs, _ = nn.utils.rnn.pad_packed_sequence(outputs, total_length=S)
        h = last[0] if isinstance(last, tuple) else last
        state = self.hand_over(h, "h")
        if isinstance(last, tuple):
            state = (state, self.hand_over(last[1], "c"))
        context = torch.cat([h[-2], h[-1]], 1) if self.both else h[-1]
        absent = torch.arange(S)[:, None] >= of[None, :]
        made = []
        for x in self.decoder.embedding(tokens):
            if self.sees in ("additive", "dot"):
                context = self.attention((state[0] if isinstance(state, tuple) else state)[-1], outputs, absent)
            y, state = self.decoder.rnn((torch.cat([x, context], 1) if self.sees else x)[None], state)
            made.append(self.linear(y[0]))
        padding = torch.arange(T)[:, None] >= lengths[None, :]
        return torch.stack(made).masked_fill(padding[..., None], 0), None


class Real(nn.Module):
    def __init__(self, cell, layers, outputs):
        super().__init__()
        self.rnn = self.hidden = None
        if cell in CELLS:
            self.rnn, width = CELLS[cell][1](D, layers), H
        else:
            widths = FEED_FORWARD[cell](layers)
            self.hidden, width = nn.ModuleList(nn.Linear(a, b) for a, b in zip(widths, widths[1:])), widths[-1]
        self.linear = nn.Linear(width, outputs)

    def forward(self, x, state):
        if self.rnn is not None:
            x, state = self.rnn(x, state)
            return self.linear(x), state
        for layer in self.hidden:
            x = torch.relu(layer(x))
        return self.linear(x), None


def detached(state):
    if state is None:
        return None
    return tuple(s.detach() for s in state) if isinstance(state, tuple) else state.detach()


def clip(parameters, theta):
    """The textbook's factor: clip_grad_norm_ would divide by norm + 1e-6."""
    norm = torch.sqrt(sum((p.grad**2).sum() for p in parameters))
    factor = min(1.0, theta / norm.item())
    for p in parameters:
        p.grad *= factor
    return norm.item()


def exact(numbers):
    numbers = [float(x) for x in numbers]
    return base64.b64encode(struct.pack(f"<{len(numbers)}d", *numbers)).decode()


def tensors(named):
    return {name: {"shape": list(t.shape), "data": exact(t.detach().flatten())} for name, t in named}


def of_tokens(tokens, i):
    """Window i of a text, and its mean loss given the logits."""
    window = tokens[i * T : (i + 1) * T + 1]
    return window[:-1], lambda logits: functional.cross_entropy(logits.reshape(-1, V), window[1:].reshape(-1))


def of_sequences(tokens, tags, lengths, i):
    """Window i of sequences, each with its length, and the mean loss of their steps given the logits."""
    window, want, of = tokens[i * T : (i + 1) * T], tags[i * T : (i + 1) * T], lengths[i]
    real = torch.arange(T)[:, None] < of[None, :]
    return (window, of), lambda logits: functional.cross_entropy(logits[real], want[real])


def of_pairs(sources, tokens, tags, i):
    """Window i of pairs, and the mean loss of the steps of their targets given the logits."""
    source, of = sources
    target, loss_of = of_sequences(tokens, tags[0], tags[1], i)
    return ((source[i * S : (i + 1) * S], of[i]), target), loss_of


def of_numbers(series, head, i):
    """Window i of a series, and the mean loss of its scored rows given the outputs."""
    x, y, scored = (s[i * T : (i + 1) * T] for s in series)
    return x, lambda o: HEADS[head][1](o, y)[scored].sum() / scored.sum()


def run(model, window, optimizer, theta):
    """Ten updates; returns what they did, and of the first the logits and the gradients."""
    lr, make = OPTIMIZERS[optimizer]
    parameters = [p for _, p in learned(model)]
    opt = make(parameters)
    state, losses, norms, first = None, [], [], None
    for i in range(UPDATES):
        x, loss_of = window(i)
        logits, state = model(x, state)
        state = detached(state)
        loss = loss_of(logits)
        opt.zero_grad()
        loss.backward()
        if first is None:
            first = {
                "logits": exact(logits.detach().flatten()),
                "gradients": tensors((n, p.grad) for n, p in learned(model)),
            }
        losses.append(loss.item())
        norms.append(clip(parameters, theta))
        opt.step()
    fired = sum(norm > theta for norm in norms)
    assert UPDATES // 2 < fired, f"clipping fires in {fired} updates only"
    done = {
        "optimizer": optimizer,
        "lr": lr,
        "momentum": 0.9,
        "losses": exact(losses),
        "norms": exact(norms),
        "weights": tensors(learned(model)),
    }
    return done, first, fired


def net(cell, layers, embed, tokens):
    made = {"layers": layers, "embed": embed, "runs": []}
    for optimizer in OPTIMIZERS:
        torch.manual_seed(7)  # every run begins with the same weights
        model = LM(cell, layers, embed)
        made["weights"] = tensors(learned(model))
        done, first, fired = run(model, functools.partial(of_tokens, tokens), optimizer, CELLS[cell][0])
        made["runs"].append(done)
        made.update(first)
        print(f"{cell} layers={layers} embed={embed} {optimizer}: clipped in {fired} of {UPDATES} updates")
    return made


REAL_CLIP = 0.35  # a threshold that most gradients exceed


def real_net(cell, layers, head, series):
    torch.manual_seed(7)
    model = Real(cell, layers, K * HEADS[head][0])
    made = {"layers": layers, "embed": 0, "head": head, "weights": tensors(learned(model))}
    done, first, fired = run(model, functools.partial(of_numbers, series, head), "sgd", lower(cell, REAL_CLIP))
    print(f"{cell} layers={layers} {head}: clipped in {fired} of {UPDATES} updates")
    return {**made, **first, "runs": [done]}


def real(cell):
    """The reference of a cell, or a model without a state, that reads and predicts numbers."""
    torch.manual_seed(2)
    x, y = torch.randn(UPDATES * T, B, D), torch.randn(UPDATES * T, B, K)
    scored = torch.rand(UPDATES * T, B) < 0.7
    depths = [0] if cell == "linear" else [1, 2]
    return {
        "torch": torch.__version__,
        **named(cell),
        "inputs": D,
        "outputs": K,
        "hidden": 0 if cell == "linear" else H,
        "batch": B,
        "unroll": T,
        "clip": lower(cell, REAL_CLIP),
        "reals": exact(x.flatten()),
        "realTargets": exact(y.flatten()),
        "scored": scored.flatten().tolist(),
        "nets": [real_net(cell, layers, head, (x, y, scored)) for layers in depths for head in HEADS],
    }


def both_net(cell, layers, embed, sequences):
    torch.manual_seed(7)
    model = Both(cell, layers, embed)
    made = {"layers": layers, "embed": embed, "weights": tensors(learned(model))}
    done, first, fired = run(model, functools.partial(of_sequences, *sequences), "sgd", lower(cell, BOTH_CLIP))
    print(f"both directions: {cell} layers={layers} embed={embed}: clipped in {fired} of {UPDATES} updates")
    return {**made, **first, "runs": [done]}


BOTH_CLIP = 0.15  # a threshold that most gradients exceed


def both(cell):
    """The reference of a cell in both directions, on padded sequences of 1 to T steps."""
    torch.manual_seed(3)
    tokens, tags = torch.randint(V, (UPDATES * T, B)), torch.randint(V, (UPDATES * T, B))
    lengths = torch.randint(1, T + 1, (UPDATES, B))
    return {
        "torch": torch.__version__,
        **named(cell),
        "vocab": V,
        "hidden": H,
        "batch": B,
        "unroll": T,
        "clip": lower(cell, BOTH_CLIP),
        "tokens": tokens.flatten().tolist(),
        "tags": tags.flatten().tolist(),
        "lengths": lengths.tolist(),
        "nets": [both_net(cell, layers, embed, (tokens, tags, lengths)) for layers in (1, 2, 3) for embed in (0, E)],
    }


# An encoder and a decoder: small, and every two of these choices together in some net.
PAIR_H, PAIR_E, S, SOURCE = 3, 2, 5, 6
PAIR_CLIP = {"rnn": 0.75, "rnn-relu": 0.65, "lstm": 0.4, "gru": 0.6}
PAIRS = [
    (1, False, ""),
    (2, True, ""),
    (2, False, "context"),
    (1, True, "context"),
    (1, False, "additive"),
    (2, True, "additive"),
    (2, False, "dot"),
    (1, True, "dot"),
]


def pair_net(cell, layers, both, sees, sequences):
    torch.manual_seed(7)
    model = Pairs(cell, layers, both, sees)
    with torch.no_grad():
        for p in model.parameters():
            p *= 2  # so that what is seen of the source counts
    made = {
        "layers": layers,
        "embed": PAIR_E,
        "bidirectional": both,
        "context": sees == "context",
        "attention": "" if sees == "context" else sees,
        "weights": tensors(learned(model)),
    }
    done, first, fired = run(model, functools.partial(of_pairs, *sequences), "sgd", lower(cell, PAIR_CLIP[named(cell)["cell"]]))
    print(f"pairs: {cell} layers={layers} both={both} {sees}: clipped in {fired} of {UPDATES} updates")
    return {**made, **first, "runs": [done]}


def pairs(cell):
    """The reference of a cell as encoder and decoder, on sources of 1 to S steps and targets of 1 to T."""
    torch.manual_seed(4)
    sources, of = torch.randint(SOURCE, (UPDATES * S, B)), torch.randint(1, S + 1, (UPDATES, B))
    tokens, tags = torch.randint(V, (UPDATES * T, B)), torch.randint(V, (UPDATES * T, B))
    lengths = torch.randint(1, T + 1, (UPDATES, B))
    sequences = (sources, of), tokens, (tags, lengths)
    return {
        "torch": torch.__version__,
        **named(cell),
        "vocab": V,
        "hidden": PAIR_H,
        "batch": B,
        "unroll": T,
        "clip": lower(cell, PAIR_CLIP[named(cell)["cell"]]),
        "tokens": tokens.flatten().tolist(),
        "tags": tags.flatten().tolist(),
        "lengths": lengths.tolist(),
        "source": SOURCE,
        "sourceUnroll": S,
        "sourceTokens": sources.flatten().tolist(),
        "sourceLengths": of.tolist(),
        "nets": [pair_net(cell, *choice, sequences) for choice in PAIRS],
    }


def main():
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    torch.manual_seed(1)
    tokens = torch.randint(V, (UPDATES * T + 1, B))  # a column is a sequence
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent)
    for cell in CELLS:
        reference = {
            "torch": torch.__version__,
            **named(cell),
            "vocab": V,
            "hidden": H,
            "batch": B,
            "unroll": T,
            "clip": CELLS[cell][0],
            "tokens": tokens.flatten().tolist(),
            "nets": [net(cell, layers, embed, tokens) for layers in (1, 2) for embed in (0, E)],
        }
        (folder / f"{cell}.json").write_text(json.dumps(reference) + "\n")
    for cell in CELLS:
        (folder / f"both-{cell}.json").write_text(json.dumps(both(cell)) + "\n")
    for cell in CELLS:
        (folder / f"pairs-{cell}.json").write_text(json.dumps(pairs(cell)) + "\n")
    for cell in [*CELLS, *FEED_FORWARD]:
        (folder / f"real-{cell}.json").write_text(json.dumps(real(cell)) + "\n")


main()
