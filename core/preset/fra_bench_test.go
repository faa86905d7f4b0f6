package preset

import (
	"os"
	"slices"
	"testing"

	"unroll/core/task"
	"unroll/core/translation"
)

// BenchmarkFra trains every preset of pairs with five seeds. The file is the book's fra.txt:
//
//	UNROLL_FRA=FILE go test -run '^$' -bench Fra -benchtime 1x -timeout 60m -v ./core/preset
func BenchmarkFra(b *testing.B) {
	name := os.Getenv("UNROLL_FRA")
	if name == "" {
		b.Skip("UNROLL_FRA does not name the file fra.txt of Dive into Deep Learning")
	}
	f, err := os.Open(name)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	lines, err := translation.Read(f, name)
	if err != nil {
		b.Fatal(err)
	}
	for _, p := range Presets {
		if p.OfPairs() {
			b.Run(p.Name, func(b *testing.B) {
				for b.Loop() {
					reproduce(b, p, pairsOf(b, p, lines))
				}
			})
		}
	}
}

// pairsOf is what p reads of the lines of its file.
func pairsOf(t testing.TB, p Preset, lines []translation.Line) *task.Pairs {
	t.Helper()
	list := p.Recipe.Pairs.Take(lines)
	n := len(list) - int(p.Recipe.Text.Valid*float64(len(list)))
	c, err := translation.NewCorpus(list[:n], list[n:], p.Recipe.Pairs)
	if err != nil {
		t.Fatal(err)
	}
	d := task.NewPairs(c)
	if c.TrainTokens() != p.Text.Train || d.HeldOut() != p.Text.Valid || c.Source.Vocab() != p.Text.Source || c.Target.Vocab() != p.Text.Vocab {
		t.Errorf("%s: %d and %d tokens, vocabularies of %d and %d, not %+v", p.Name, c.TrainTokens(), d.HeldOut(), c.Source.Vocab(), c.Target.Vocab(), p.Text)
	}
	return d
}

// reproduce trains p with five seeds, and says whether medians are within the published ranges, widened by their widths.
func reproduce(b *testing.B, p Preset, d *task.Pairs) {
	got := make([][]float64, len(p.Figures))
	var batches []float64
	for seed := range uint64(5) {
		r := p.Recipe
		r.Seed, r.Settings.Unroll = seed+1, d.Longest()
		end := finished(b, r, d)
		for i, f := range p.Figures {
			got[i] = append(got[i], f.Of(f.Reached(end.History), d))
		}
		if len(d.Valid) > 0 {
			batches = append(batches, asTheBook(b, end.Model.(*translation.Model), d))
		}
	}
	for i, f := range p.Figures {
		slices.Sort(got[i])
		at, wide := got[i][2], f.High-f.Low
		b.Logf("%s, %s: %.4f (%.4f to %.4f), published %g (%g to %g); nats/token: %.4f, published %.4f; floor of the training loss %.4f",
			p.Name, f.On, at, got[i][0], got[i][4], f.Value, f.Low, f.High, f.Loss(d)*at/f.Value, f.Loss(d), d.TrainFloor().Nats)
		if f.High > 0 && !(at >= f.Low-wide && at <= f.High+wide) {
			b.Logf("%s, %s: %.4f is OUTSIDE %g to %g, widened by its width", p.Name, f.On, at, f.Low, f.High)
		}
	}
	if slices.Sort(batches); len(batches) > 0 {
		b.Logf("%s, validation as the mean of a batch of 128 pairs and one of the last: %.4f nats/token (%.4f to %.4f)", p.Name, batches[2], batches[0], batches[4])
	}
}

// asTheBook is the validation loss as d2l 1.0 plots it: the mean of those of its batches, of 128 pairs and of the last pair alone.
func asTheBook(b *testing.B, m *translation.Model, d *task.Pairs) float64 {
	mean := 0.0
	for _, part := range [][]translation.Row{d.ValidRows[:128], d.ValidRows[128:]} {
		list, err := m.Read(b.Context(), part)
		if err != nil {
			b.Fatal(err)
		}
		sum, n := 0.0, 0
		for _, r := range list {
			sum += r.Loss()
			n += len(r.Nats)
		}
		mean += sum / float64(n) / 2
	}
	return mean
}
