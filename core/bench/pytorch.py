"""The other side of the comparison in pytorch_test.go: updates of the same nets in PyTorch.

It reads requests as lines of JSON and answers each with one line. {"cell": ..., "layers": ..., ...} builds a net
and makes some updates; {"seconds": S} makes updates for S seconds and answers with the median time of one. An
update is: forward over T steps, cross-entropy, backward, clip_grad_norm_, a step of the optimizer; the state is
carried over. With "sentences", lists of the lengths of the sentences in each batch, the net is a tagger, which reads
padded batches, as they are or packed ("packed"); {"batches": [FROM, TO]} makes updates on those and answers with
the time that they took and that the processor spent. At the start the process reports its version and threads, and the error and the speed of its products.
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
        start, cpu = time.perf_counter(), time.process_time()
        for batch in range(first, end):
            self.update(batch)
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
            updates = Tagger(q) if "sentences" in q else Updates(q)
            for _ in range(3):
                loss = updates.update()
            answer({"loss": loss.item(), "parameters": sum(p.numel() for p in updates.model.parameters())})
        elif "batches" in q:
            answer(updates.measure(*q["batches"]))
        else:
            answer(updates.measure(q["seconds"]))


if __name__ == "__main__":
    main()
