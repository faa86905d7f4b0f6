package train

import (
	"context"
	"os"
	"testing"
	"time"
	"fmt"

	"unroll/core/text"
)

func TestSmoke(t *testing.T) {
	b, _ := os.ReadFile("/usr/local/go/src/testdata/Isaac.Newton-Opticks.txt")
	r := DefaultRecipe()
	r.Steps = 100
	c, err := text.NewCorpus(string(b), nil, r.Text)
	if err != nil { t.Fatal(err) }
	for _, cell := range []string{"lstm","rnn","gru"} {
	r.Model.Cell = cell
	tr, err := New(r, c, Options{Threads: 2})
	if err != nil { t.Fatal(err) }
	start := time.Now()
	go tr.Run(context.Background())
	var s Snapshot
	for s = range tr.Snapshots() {
		if s.Phase == Finished && !s.Validating && len(s.History.Valids)>1 { tr.Send(Stop()) }
	}
	fmt.Println(cell, time.Since(start), s.Speed)
	for _, v := range s.History.Valids { fmt.Println(v.Step, Perplexity(v.Loss()), v.Tokens) }
	p := s.History.Points[len(s.History.Points)-1]
	fmt.Printf("%+v\n%q\n", p, s.Model.Sample("The ", 100, 0.5, 1))
	}
}
