package train

import (
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"unroll/core/recipe"
	"unroll/core/tagging"
	"unroll/core/task"
)

// BenchmarkEnglishTags trains the net of the default recipe on UD English-EWT, with suffixes and on words alone, beside the simple
// taggers. The folder has the treebank's files en_ewt-ud-train.conllu and -dev.conllu, as they are:
//
//	UNROLL_EWT=FOLDER go test -run '^$' -bench EnglishTags -benchtime 1x -timeout 30m -v ./core/train
func BenchmarkEnglishTags(b *testing.B) {
	folder := os.Getenv("UNROLL_EWT")
	if folder == "" {
		b.Skip("UNROLL_EWT names no folder")
	}
	part := func(name string) []tagging.Sentence {
		f, err := os.Open(filepath.Join(folder, "en_ewt-ud-"+name+".conllu"))
		if err != nil {
			b.Fatal(err)
		}
		defer f.Close()
		list, err := tagging.Read(f, name, "")
		if err != nil {
			b.Fatal(err)
		}
		return list
	}
	learned, held := part("train"), part("dev")
	counts := tagging.Count(learned)
	for i, x := range tagging.Taggers(counts) {
		s := tagging.Judge(counts, x.Tagger, held)
		b.Logf("%s: %.2f %% of %d words, %.2f %% of those unseen, %.4f nats/word", x.ID, 100*s.Accuracy(), s.N, 100*s.AccuracyUnseen(), s.Loss())
		least, most := []float64{0, 0.8583, 0.8886, 0.9084}[i], []float64{1, 0.8643, 0.8946, 1}[i]
		if a := s.Accuracy(); a < least || a > most {
			b.Errorf("%s: %v, want %v to %v", x.ID, a, least, most)
		}
	}
	for _, suffixes := range []bool{true, false} {
		b.Run(map[bool]string{true: "suffixes", false: "words"}[suffixes], func(b *testing.B) {
			for b.Loop() {
				right := english(b, learned, held, suffixes)
				b.ReportMetric(100*right, "%right")
				if suffixes && !(right > 0.93) {
					b.Errorf("%v are right", right)
				}
			}
		})
	}
}

// english trains for ten epochs and returns the share of held-out words that are right after the last.
func english(b *testing.B, learned, held []tagging.Sentence, suffixes bool) float64 {
	b.Helper()
	r := recipe.Tagging()
	r.Tagging.Suffixes, r.Epochs = suffixes, 10
	c, err := tagging.NewCorpus(learned, held, r.Tagging)
	if err != nil {
		b.Fatal(err)
	}
	for _, x := range c.TrainRows.Spans {
		r.Settings.Unroll = max(r.Settings.Unroll, x.Len())
	}
	d := task.NewTagged(c, r.Model.Bidirectional)
	run, err := NewBench(r, d, 2)
	if err != nil {
		b.Fatal(err)
	}
	defer run.Close()
	start, s := time.Now(), tagging.Score{}
	for epoch := 1; float64(epoch) <= r.Epochs; epoch++ {
		for run.l.epochEnd() < float64(epoch) {
			if err := run.Update(); err != nil {
				b.Fatal(err)
			}
		}
		took := time.Since(start)
		if s, err = d.Model(run.l.net, run.l.step).(*tagging.Model).Score(b.Context(), held); err != nil {
			b.Fatal(err)
		}
		b.Logf("epoch %d: %.2f %% right, %.2f %% of words unseen, %.4f nats/word; %v, %d updates", epoch, 100*s.Accuracy(), 100*s.AccuracyUnseen(), s.Loss(), took.Round(time.Second), run.l.step)
	}
	if math.IsNaN(s.Loss()) {
		b.Error("it diverged")
	}
	return s.Accuracy()
}
