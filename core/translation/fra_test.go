package translation

import (
	"math"
	"os"
	"runtime"
	"testing"
	"time"
)

// fra reads the book's file of English and French pairs, which UNROLL_FRA names.
func fra(t testing.TB) []Line {
	t.Helper()
	name := os.Getenv("UNROLL_FRA")
	if name == "" {
		t.Skip("UNROLL_FRA does not name the file fra.txt of Dive into Deep Learning")
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	list, err := Read(f, name)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// The law: the book's vocabulary of the whole set (its code counts 17,851 words of French, since the empty string between two spaces is
// one), and the floors of its two subsets. The number of pairs is one more than its code
// says, which stops after the line with that number, counted from 0. The older edition learns from all 601; d2l 1.0 loads 641, counts
// words in all of them, and learns from the first 512.
func BenchmarkTheBooksFloors(b *testing.B) {
	lines := fra(b)
	c := corpus(b, lines, nil, Options{Prepare: true, MinFreq: 2})
	if len(c.Train) != 167_130 || c.Source.Vocab() != 10_012 || c.Target.Vocab() != 17_850 {
		b.Errorf("%d pairs, vocabularies of %d and %d", len(c.Train), c.Source.Vocab(), c.Target.Vocab())
	}
	earlier := Options{Prepare: true, MinFreq: 2, First: 601, Length: 10, Cut: true}
	later := Options{Prepare: true, MinFreq: 2, First: 641, Length: 9, Cut: true, All: true}
	for _, x := range []struct {
		Options
		train          int
		floor          float64
		tokens         int
		source, target int // vocabularies
	}{{earlier, 601, 0.16074820, 2541, 184, 201}, {later, 512, 0.16262973, 2136, 195, 214}} {
		list := x.Take(lines)
		c := corpus(b, list[:x.train], list[x.train:], x.Options)
		f := c.Floor()
		if math.Abs(f.Nats-x.floor) > 1e-8 || f.Tokens != x.tokens || c.Source.Vocab() != x.source || c.Target.Vocab() != x.target {
			b.Errorf("first %d: %+v, want %v; vocabularies of %d and %d", x.First, f, x.floor, c.Source.Vocab(), c.Target.Vocab())
		}
		if x.First == 641 {
			traps(b, c)
		}
		b.Logf("first %d: floor %.4f nats/token; over all %d positions %.4f", x.First, f.Nats, x.Length, f.Nats*float64(f.Tokens)/float64(x.train*x.Length))
	}
}

// traps: one held-out sentence occurs in the training part (more look the same once rare words are <unk>), and 13 % of what is scored in both parts is <unk>.
func traps(t testing.TB, c *Corpus) {
	learned, both, unknown, tokens := map[string]bool{}, 0, 0, 0
	for _, p := range c.Train {
		learned[c.Source.Join(c.Source.Spell(p.Source))] = true
	}
	for _, p := range c.Valid {
		if learned[c.Source.Join(c.Source.Spell(p.Source))] {
			both++
		}
	}
	for _, part := range [][]Pair{c.Train, c.Valid} {
		for _, p := range part {
			tokens += c.steps(p.Target)
			for _, w := range p.Target {
				if c.Target.ID(w) == Unk {
					unknown++
				}
			}
		}
	}
	if share := float64(unknown) / float64(tokens); both != 1 || math.Abs(share-0.13) > 0.005 {
		t.Errorf("%d sentences are in both parts; %.3f of the tokens are <unk>", both, share)
	}
}

// How long the whole file takes to open, and how much memory.
func BenchmarkFra(b *testing.B) {
	for b.Loop() {
		start := time.Now()
		lines := fra(b)
		read := time.Since(start)
		if _, err := NewCorpus(lines, nil, Options{Prepare: true, MinFreq: 2}); err != nil {
			b.Fatal(err)
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		b.ReportMetric(read.Seconds(), "s-read/op")
		b.ReportMetric(float64(m.Sys)/1e6, "MB")
	}
}

func corpus(t testing.TB, train, valid []Line, o Options) *Corpus {
	t.Helper()
	c, err := NewCorpus(train, valid, o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
