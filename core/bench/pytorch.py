"""The other side of the comparison in pytorch_test.go: updates of the same nets in PyTorch.

It reads requests as lines of JSON and answers each with one line. {"cell": ..., "layers": ..., ...} builds a net
and makes some updates; {"seconds": S} makes updates for S seconds and answers with the median time of one. An
update is: forward over T steps, cross-entropy, backward, clip_grad_norm_, a step of the optimizer; the state is
carried over. With "sentences", lists of the lengths of the sentences in each batch, the net is a tagger, which reads
padded batches, as they are or packed ("packed"); {"batches": [FROM, TO]} makes updates on those and answers with
the time that they took and that the processor spent. With "source" it is an encoder and a decoder. At the start the process reports its version and threads, and the error and the speed of its products.
"""
import json
import statistics
import sys
import time

import torch
from torch import nn

CELLS = {"rnn": nn.RNN, "gru": nn.GRU, "lstm": nn.LSTM}


class Model(nn.Module):
    def __init__(self, q):
        super().__init__()
        self.vocab, width = q["vocab"], q["embed"] or q["vocab"]
        self.embedding = nn.Embedding(self.vocab, width) if q["embed"] else None
        self.rnn = CELLS[q["cell"]](width, q["hidden"], q["layers"])
        self.linear = nn.Linear(q["hidden"], self.vocab)

    def forward(self, tokens, state):
        if self.embedding is None:
            x = nn.functional.one_hot(tokens, self.vocab).float()
        else:
            x = self.embedding(tokens)
        y, state = self.rnn(x, state)
        return self.linear(y.reshape(-1, y.shape[-1])), state


class Updates:
    """Windows of random tokens, T steps of B sequences; a few windows are used in turn."""

    def __init__(self, q):
        self.model, self.clip, self.state, self.made = Model(q), q["clip"], None, 0
        kind = {"adam": torch.optim.Adam, "sgd": torch.optim.SGD}[q["optimizer"]]
        self.optimizer = kind(self.model.parameters(), lr=q["lr"])
        self.windows = [torch.randint(q["vocab"], (q["unroll"] + 1, q["batch"])) for _ in range(8)]

    def update(self):
        w = self.windows[self.made % len(self.windows)]
        self.made += 1
        logits, state = self.model(w[:-1], self.state)
        self.state = tuple(s.detach() for s in state) if isinstance(state, tuple) else state.detach()
        loss = nn.functional.cross_entropy(logits, w[1:].reshape(-1))
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), self.clip)
        self.optimizer.step()
        return loss

    def measure(self, seconds):
        self.update()  # the process that ran before has left its data in the caches
        took, end = [], time.perf_counter() + seconds
        while not took or time.perf_counter() < end:
            start = time.perf_counter()
            self.update()
            took.append(time.perf_counter() - start)
        return {"seconds": statistics.median(took), "updates": len(took)}


class Tagger:
    """A tagger of batches of padded sentences of random words."""

    def __init__(self, q):
        self.packed, self.clip = q["packed"], q["clip"]
        self.embedding = nn.Embedding(q["vocab"], q["embed"])
        self.rnn = CELLS[q["cell"]](q["embed"], q["hidden"], q["layers"], bidirectional=True)
        self.linear = nn.Linear(2 * q["hidden"], q["tags"])
        self.model = nn.ModuleList([self.embedding, self.rnn, self.linear])
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=q["lr"], foreach=q["foreach"])
        self.batches = []
        for lengths in q["sentences"]:
            lengths = torch.tensor(sorted(lengths, reverse=True))  # as packing likes them
            words = torch.randint(q["vocab"], (int(lengths[0]), len(lengths)))
            tags = torch.randint(q["tags"], words.shape)
            tags[torch.arange(len(words)).unsqueeze(1) >= lengths] = -100  # not scored
            self.batches.append((words, tags.reshape(-1), lengths))

    def update(self, batch=0):
        words, tags, lengths = self.batches[batch]
        x = self.embedding(words)
        if self.packed:
            y, _ = self.rnn(nn.utils.rnn.pack_padded_sequence(x, lengths))
            y, _ = nn.utils.rnn.pad_packed_sequence(y)
        else:
            y, _ = self.rnn(x)
        loss = nn.functional.cross_entropy(self.linear(y.reshape(-1, y.shape[-1])), tags)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), self.clip)
        self.optimizer.step()
        return loss

    def measure(self, first, end):
        return timed(self.update, range(first, end))


class Translator:
    """An encoder and a decoder of pairs of random tokens, none of them padded; the last source is the context of every step, or with
    attention, additive or dot, what each step looks at. Ways to write the same: "cells" takes the layers of a step one by one, "bmm"
    weights the source by a batched product."""

    def __init__(self, q):
        self.attention, self.cells, self.bmm, self.clip = q["attention"], q["cells"], q["bmm"], q["clip"]
        E, H, L, T, B = q["embed"], q["hidden"], q["layers"], q["unroll"], q["batch"]
        self.sources, self.targets = nn.Embedding(q["source"], E), nn.Embedding(q["vocab"], E)
        self.encoder = CELLS[q["cell"]](E, H, L)
        self.decoder = CELLS[q["cell"]](E + H, H, L)
        if self.cells:
            self.decoder = nn.ModuleList(nn.GRUCell(H if l else E + H, H) for l in range(L))
        self.linear = nn.Linear(H, q["vocab"])
        parts = [self.sources, self.targets, self.encoder, self.decoder, self.linear]
        if self.attention == "additive":
            self.W_k, self.W_q, self.w_v = nn.Linear(H, H, bias=False), nn.Linear(H, H, bias=False), nn.Linear(H, 1, bias=False)
            parts += [self.W_k, self.W_q, self.w_v]
        self.model = nn.ModuleList(parts)
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=q["lr"], foreach=q["foreach"])
        random = lambda V: torch.randint(V, (T, B))
        self.batches = [(random(q["source"]), random(q["vocab"]), random(q["vocab"]).reshape(-1)) for _ in range(8)]

    def forward(self, source, tokens):
        outputs, state = self.encoder(self.sources(source))
        x = self.targets(tokens)
        if not self.attention:
            context = state[-1:].expand(len(x), -1, -1)
            return self.decoder(torch.cat([x, context], 2), state)[0]
        additive, made = self.attention == "additive", []
        keys = self.W_k(outputs) if additive else outputs / outputs.shape[-1] ** 0.5
        across, down = outputs.transpose(0, 1), keys.permute(1, 2, 0)  # B×S×H, B×H×S
        layers = list(state)
        for step in x:
            query = layers[-1] if self.cells else state[-1]
            if additive:
                weights = torch.softmax(self.w_v(torch.tanh(self.W_q(query) + keys)).squeeze(2), 0)
            elif self.bmm:
                weights = torch.softmax(torch.bmm(query.unsqueeze(1), down).squeeze(1), 1).t()
            else:
                weights = torch.softmax((query * keys).sum(2), 0)
            if self.bmm:
                context = torch.bmm(weights.t().unsqueeze(1), across).squeeze(1)
            else:
                context = (weights.unsqueeze(2) * outputs).sum(0)
            y = torch.cat([step, context], 1)
            if self.cells:
                for l, cell in enumerate(self.decoder):
                    y = layers[l] = cell(y, layers[l])
                made.append(y)
            else:
                y, state = self.decoder(y.unsqueeze(0), state)
                made.append(y[0])
        return torch.stack(made)

    def update(self, batch=0):
        source, tokens, targets = self.batches[batch % len(self.batches)]
        y = self.forward(source, tokens)
        loss = nn.functional.cross_entropy(self.linear(y.reshape(-1, y.shape[-1])), targets)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), self.clip)
        self.optimizer.step()
        return loss

    def measure(self, first, end):
        return timed(self.update, range(first, end))


def timed(update, batches):
    start, cpu = time.perf_counter(), time.process_time()
    for batch in batches:
        update(batch)
    return {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu}


def products_off():
    """The largest error in products of the shapes that are used, relative to their largest number."""
    worst = 0.0
    for m, n, k in [(32, 1024, 256), (1024, 1024, 256), (256, 1024, 1024), (50, 2048, 512), (400, 10000, 200), (13, 37, 101)]:
        a, b = torch.randn(m, k), torch.randn(k, n)
        exact = a.double() @ b.double()
        for c in (a @ b, a.t().contiguous().t() @ b, a @ b.t().contiguous().t()):
            worst = max(worst, ((c.double() - exact).abs().max() / exact.abs().max()).item())
    return worst


def gflops():
    """The speed of a product of 256×1024 and 1024×1024, the best of a few, by the processor's time of one thread or more."""
    a, b, best = torch.randn(256, 1024), torch.randn(1024, 1024), float("inf")
    for _ in range(5):
        start = time.process_time()
        a @ b
        best = min(best, time.process_time() - start)
    return 2e-9 * 256 * 1024 * 1024 / best


def answer(what):
    print(json.dumps(what), flush=True)


def main():
    torch.manual_seed(1)
    torch.set_num_threads(int(sys.argv[1]))
    answer({"version": torch.__version__, "threads": torch.get_num_threads(), "off": products_off(), "gflops": gflops()})
    updates = None
    for line in sys.stdin:
        q = json.loads(line)
        if "cell" in q:
            kind = Tagger if "sentences" in q else Translator if "source" in q else Updates
            updates = kind(q)
            for _ in range(3):
                loss = updates.update()
            answer({"loss": loss.item(), "parameters": sum(p.numel() for p in updates.model.parameters())})
        elif "batches" in q:
            answer(updates.measure(*q["batches"]))
        else:
            answer(updates.measure(q["seconds"]))


if __name__ == "__main__":
    main()
