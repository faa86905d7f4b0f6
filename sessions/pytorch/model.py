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

    tagger = load("model.safetensors")       # a model of tagged sentences; vocab.json must be beside it
    tagger.tag(["The", "tide", "turns"])     # a tag for each word
    ids = tagger.ids(["The", "tide"])        # T×W; negative where a word has fewer than W features
    logits = tagger(ids.unsqueeze(1))        # T×B×W to T×B×K, in the order of tagger.tags

reads sentences of several lengths side by side: padded, with their lengths, or packed.

    translator = load("model.safetensors")   # an encoder and a decoder; vocab.json must be beside it
    translator.translate("the tide turns")   # a sentence, made of the likeliest token every time
    source = translator.source.ids("the tide turns")       # S ids, the last of them <eos>
    logits, weights = translator(source, target, lengths)  # S×B, T×B and B to T×B×V and T×B×S

reads targets that begin with <bos>, the reference being the decoder's input; weights is None without attention.
"""

import functools
import json
import math
import pathlib
import re
import struct
import unicodedata

import torch
from torch import nn
from torch.nn import functional
from torch.nn.utils import rnn as sequences

class GRUBefore(nn.Module):
    """nn.GRU with the reset gate before the product: n = tanh(W_in x + b_in + W_hn (r * h) + b_hn)."""

    def __init__(self, width, hidden, layers, dropout=0, bidirectional=False):
        super().__init__()
        self.hidden, self.layers, self.ends = hidden, layers, ["", "_reverse"] if bidirectional else [""]
        self.dropout = nn.Dropout(dropout)
        for layer in range(layers):
            for end in self.ends:
                for name, *shape in ("weight_ih", 3 * hidden, width), ("weight_hh", 3 * hidden, hidden), ("bias_ih", 3 * hidden), ("bias_hh", 3 * hidden):
                    self.register_parameter(f"{name}_l{layer}{end}", nn.Parameter(torch.empty(shape).uniform_(-(hidden**-0.5), hidden**-0.5)))
            width = hidden * len(self.ends)

    def forward(self, x, state=None):
        """Read T×B×D, or a PackedSequence of it. It returns outputs T×B×H, or 2H, and the last states (layers·directions)×B×H."""
        packed = x if isinstance(x, sequences.PackedSequence) else None
        lengths = torch.full((x.shape[1],), len(x)) if packed is None else None
        if packed is not None:
            x, lengths = sequences.pad_packed_sequence(packed)
        there = torch.arange(len(x)).unsqueeze(1) < lengths
        if state is None:
            state = x.new_zeros(self.layers * len(self.ends), x.shape[1], self.hidden)
        last = []
        for layer in range(self.layers):
            read = x if layer == 0 else self.dropout(x)
            sides = [self.direction(f"l{layer}{end}", read, there, state[len(last) + i]) for i, end in enumerate(self.ends)]
            x = torch.cat([out for out, _ in sides], -1)
            last += [h for _, h in sides]
        if packed is not None:
            x = sequences.pack_padded_sequence(x, lengths, enforce_sorted=False)
        return x, torch.stack(last)

    def direction(self, name, x, there, h):
        """Outputs and the last state of a layer in one direction; where there is False (T×B), nothing is read."""
        w_h, b_h = getattr(self, f"weight_hh_{name}"), getattr(self, f"bias_hh_{name}")
        sums = functional.linear(x, getattr(self, f"weight_ih_{name}"), getattr(self, f"bias_ih_{name}"))
        out, gates = [None] * len(x), 2 * self.hidden
        for t in reversed(range(len(x))) if name.endswith("_reverse") else range(len(x)):
            r, z = torch.sigmoid(sums[t, :, :gates] + functional.linear(h, w_h[:gates], b_h[:gates])).chunk(2, -1)
            n = torch.tanh(sums[t, :, gates:] + functional.linear(r * h, w_h[gates:], b_h[gates:]))
            h = torch.where(there[t].unsqueeze(1), (1 - z) * n + z * h, h)
            out[t] = h * there[t].unsqueeze(1)
        return torch.stack(out), h


def one_bias(make, *sizes, **options):
    """A recurrent module with one bias a gate: the second is 0 and not learned."""
    module = make(*sizes, **options)
    for name, p in module.named_parameters():
        if name.startswith("bias_hh"):
            p.requires_grad_(False).zero_()
    return module


CELLS = {
    "rnn": nn.RNN,
    "rnn-relu": functools.partial(nn.RNN, nonlinearity="relu"),
    "lstm": nn.LSTM,
    "gru": nn.GRU,
    "gru-before": GRUBefore,
}
CELLS |= {f"{name}-1": functools.partial(one_bias, make) for name, make in CELLS.items()}

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


class Tagger(nn.Module):
    """Gives every word of a sentence a tag. vocab is what vocab.json holds."""

    def __init__(self, cell, embed, hidden, layers, dropout, bidirectional, vocab):
        super().__init__()
        self.tags, self.lower, self.suffixes = vocab["tags"], vocab["lower"], vocab["suffixes"]
        self.features = {name: number for number, name in enumerate(vocab["features"])}
        self.width = 6 if self.suffixes else 1
        width = len(self.features)
        self.embedding = nn.Embedding(width, embed) if embed else None
        self.rnn = CELLS[cell](embed or width, hidden, layers, dropout=dropout if layers > 1 else 0, bidirectional=bidirectional)
        self.linear = nn.Linear((2 if bidirectional else 1) * hidden, len(self.tags))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids, lengths=None):
        """Logits of padded ids, T×B×W to T×B×K, or of a PackedSequence of ids, which they are too.

        Sentences shorter than T need their lengths (B): what stands behind their ends is then not read.
        """
        if isinstance(ids, sequences.PackedSequence):
            out, _ = self.rnn(ids._replace(data=self.embed(ids.data)))
            return out._replace(data=self.linear(self.dropout(out.data)))
        x = self.embed(ids)
        if lengths is None:
            return self.linear(self.dropout(self.rnn(x)[0]))
        out, _ = self.rnn(sequences.pack_padded_sequence(x, lengths, enforce_sorted=False))
        out, _ = sequences.pad_packed_sequence(out, total_length=len(ids))
        return self.linear(self.dropout(out))

    def embed(self, ids):
        """The sum of the vectors of each word's features, …×W to …×E; negative ids are none."""
        there = (ids >= 0).unsqueeze(-1)
        if self.embedding is not None:
            return self.dropout((self.embedding(ids.clamp(min=0)) * there).sum(-2))
        return (functional.one_hot(ids.clamp(min=0), len(self.features)) * there).sum(-2).to(self.linear.weight.dtype)

    def ids(self, sentence):
        """The ids of a list of words, T×W: of the word, or 0 if training lacked it, then of its suffixes that training had."""
        return torch.tensor([self.word(w) for w in sentence])

    def word(self, word):
        # Letter by letter, since lower() of a whole word writes another sigma at its end.
        whole = "".join(letter.lower()[:1] for letter in word) if self.lower else word
        ids = [self.features.get("w" + whole, 0)]
        if self.suffixes:
            shape = {"Lu": "A", "Nd": "1"}.get(unicodedata.category(word[0]) if word else "", "a")
            ends = (word[len(word) - n :] for n in range(min(4, len(word)), -1, -1))
            ids += [self.features[name] for name in ("s" + shape + end for end in ends) if name in self.features]
        return ids + [-1] * (self.width - len(ids))

    @torch.no_grad()
    def tag(self, sentence):
        """The likeliest tag of each of a list of words."""
        return [self.tags[k] for k in self(self.ids(sentence).unsqueeze(1))[:, 0].argmax(-1)]


# Ids of a translator that are no words.
PAD, BOS, EOS = 1, 2, 3


class Side:
    """One language of a translator: how a sentence becomes ids, and ids a sentence."""

    def __init__(self, tokens, chars, prepare):
        self.tokens, self.chars, self.prepare = tokens, chars, prepare
        self.numbers = {token: number for number, token in enumerate(tokens) if number > EOS}

    def ids(self, sentence):
        """The ids of a sentence's tokens and of <eos>; 0 for a token that training lacked."""
        return torch.tensor([self.numbers.get(token, 0) for token in self.split(sentence)] + [EOS])

    def split(self, sentence):
        if self.prepare:
            sentence = prepared(sentence)
            if not self.chars:
                return [word for word in sentence.split(" ") if word]
        words = [word for word in SPACES.split(sentence) if word]
        return list(" ".join(words)) if self.chars else words

    def sentence(self, ids):
        """What ids say, without <eos>."""
        return ("" if self.chars else " ").join(self.tokens[number] for number in ids if number != EOS)


# Unicode's White_Space, which split() of a str exceeds.
SPACES = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")


def prepared(sentence):
    """In lower case, no-break spaces as spaces, and a space before each of , . ! ? that has none."""
    # Letter by letter, since lower() of a whole word writes another sigma at its end.
    sentence = "".join(" " if letter in "\u202f\xa0" else letter.lower()[:1] for letter in sentence)
    return re.sub("(?<=[^ ])([,.!?])", r" \1", sentence)


class Reader(nn.Module):
    """An embedding and what reads it: an encoder, or a decoder, which reads `beside` numbers besides."""

    def __init__(self, cell, vocab, embed, hidden, layers, dropout, beside=0, bidirectional=False):
        super().__init__()
        self.embedding = nn.Embedding(vocab, embed)
        self.rnn = CELLS[cell](embed + beside, hidden, layers, dropout=dropout if layers > 1 else 0, bidirectional=bidirectional)


class Attention(nn.Module):
    """Weights on the source: vᵀ tanh(W_q q + W_k h), or qᵀ k / √H with k = W_k h, or h if it is as wide."""

    def __init__(self, kind, hidden, width):
        super().__init__()
        additive = kind == "additive"
        self.W_k = nn.Linear(width, hidden, bias=False) if additive or width != hidden else None
        self.W_q = nn.Linear(hidden, hidden, bias=False) if additive else None
        self.w_v = nn.Linear(hidden, 1, bias=False) if additive else None

    def forward(self, query, encoded, there):
        """Queries B×H and encoder outputs S×B×W, of which those `there` (S×B) exist, to weights S×B."""
        keys = encoded if self.W_k is None else self.W_k(encoded)
        if self.w_v is not None:
            scores = self.w_v(torch.tanh(self.W_q(query) + keys)).squeeze(-1)
        else:
            scores = (query * keys).sum(-1) / math.sqrt(query.shape[-1])
        return scores.masked_fill(~there, -math.inf).softmax(0)


class Translator(nn.Module):
    """An encoder and a decoder that begins with its last states. vocab is what vocab.json holds.

    With context the decoder reads the encoder's last state beside every token, with attention what it looks at in the source.
    """

    def __init__(self, cell, embed, hidden, layers, dropout, bidirectional, context, attention, vocab):
        super().__init__()
        self.source, self.target = (Side(vocab[side]["tokens"], vocab[side]["chars"], vocab["prepare"]) for side in ("source", "target"))
        self.context, width = context, (2 if bidirectional else 1) * hidden
        self.encoder = Reader(cell, len(self.source.tokens), embed, hidden, layers, dropout, bidirectional=bidirectional)
        self.bridge = None
        if bidirectional:
            names = [f"{state}_l{layer}" for layer in range(layers) for state in ("hc" if cell.startswith("lstm") else "h")]
            self.bridge = nn.ModuleDict({name: nn.Linear(width, hidden) for name in names})
        beside = width if context or attention else 0
        self.decoder = Reader(cell, len(self.target.tokens), embed, hidden, layers, dropout, beside)
        self.attention = Attention(attention, hidden, width) if attention else None
        self.linear = nn.Linear(hidden, len(self.target.tokens))
        self.dropout = nn.Dropout(dropout)

    def forward(self, source, target, lengths=None):
        """Logits T×B×V, and weights T×B×S or None, of sources S×B and of what the decoder reads, T×B.

        Sources shorter than S need their lengths (B): what comes after their ends is then not read.
        """
        seen, state = self.encode(source, lengths)
        logits, weights = [], []
        for tokens in target:
            outputs, looked, state = self.step(tokens, seen, state)
            logits.append(outputs)
            weights.append(looked)
        return torch.stack(logits), None if self.attention is None else torch.stack(weights)

    def encode(self, source, lengths=None):
        """Read sources. It returns what the decoder sees of them, and its first state."""
        if lengths is None:
            lengths = torch.full(source.shape[1:], len(source))
        x = sequences.pack_padded_sequence(self.dropout(self.encoder.embedding(source)), lengths, enforce_sorted=False)
        out, state = self.encoder.rnn(x)
        out, _ = sequences.pad_packed_sequence(out, total_length=len(source))
        there = torch.arange(len(source)).unsqueeze(1) < lengths
        states = state if isinstance(state, tuple) else (state,)
        ways = 2 if self.bridge is not None else 1
        last = torch.cat(list(states[0][-ways:]), -1)  # of the top layer
        if self.bridge is not None:
            states = tuple(self.bridged(name, both) for name, both in zip("hc", states))
        return (out, there, last), states if isinstance(state, tuple) else states[0]

    def bridged(self, name, both):
        """The decoder's first states, L×B×H, of the last ones of both directions, 2L×B×H."""
        pairs = both.unflatten(0, (-1, 2)).unbind()
        return torch.stack([self.bridge[f"{name}_l{layer}"](torch.cat(list(pair), -1)) for layer, pair in enumerate(pairs)])

    def step(self, tokens, seen, state):
        """Read a token of each target (B). It returns logits B×V, weights B×S or None, and the next state."""
        encoded, there, last = seen
        x, weights = [self.dropout(self.decoder.embedding(tokens))], None
        if self.attention is not None:
            query = (state[0] if isinstance(state, tuple) else state)[-1]
            weights = self.attention(query, encoded, there).T
            x.append(torch.einsum("bs,sbw->bw", weights, encoded))
        elif self.context:
            x.append(last)
        out, state = self.decoder.rnn(torch.cat(x, -1).unsqueeze(0), state)
        return self.linear(self.dropout(out[0])), weights, state

    @torch.no_grad()
    def greedy(self, source, most=100):
        """The likeliest token every time, <pad> and <bos> never, until <eos> or most tokens, for the ids of one source."""
        seen, state = self.encode(source.unsqueeze(1))
        ids = [BOS]
        while len(ids) <= most and ids[-1] != EOS:
            logits, _, state = self.step(torch.tensor(ids[-1:]), seen, state)
            logits[:, [PAD, BOS]] = -math.inf
            ids.append(logits.argmax().item())
        return ids[1:]

    def translate(self, sentence, most=100):
        """A translation of at most so many tokens."""
        return self.target.sentence(self.greedy(self.source.ids(sentence), most))


MODELS = {"language": LM, "series": Series, "tagging": Tagger, "translation": Translator}


def load(path):
    """Load a model from a file exported by unroll, ready for inference."""
    sizes, tensors = read(path)
    kind = sizes.pop("task", "language")
    if kind in ("tagging", "translation"):
        sizes["vocab"] = json.loads(pathlib.Path(path).with_name("vocab.json").read_text(encoding="utf-8"))
    model = MODELS[kind](**sizes)
    fixed = {name: p.data for name, p in model.named_parameters() if not p.requires_grad}
    model.load_state_dict({**fixed, **tensors})
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
