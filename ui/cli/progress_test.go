package cli

import (
	"io"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/draw/grid"
)

// aSnapshot is of a run that has made some of its updates, each of 32 tokens at a loss of ln 8.
func aSnapshot(step int, change func(r *recipe.Recipe), valids ...history.Valid) train.Snapshot {
	r := recipe.Default()
	r.Model.Vocab, r.Steps = 21, 200
	if change != nil {
		change(&r)
	}
	h := &history.History{}
	for s := range step {
		h.Append(history.Point{Step: s + 1, Tokens: 32, Loss: math.Log(8), Factor: 1, LR: 0.002})
	}
	for _, v := range valids {
		h.AddValid(v)
	}
	return train.Snapshot{Recipe: r, Step: step, Epoch: float64(step) / 40, Settings: r.Settings, History: h.View(), Task: task.Language, Speed: 12000}
}

// The law: a line of progress has the step and the total, losses in one unit, speed and time left; the loss only
// if there is room.
func TestProgressParts(t *testing.T) {
	valid := history.Valid{Step: 40, NLL: 100 * math.Log(4), Tokens: 100}
	epochs := func(r *recipe.Recipe) { r.Steps, r.Epochs = 0, 2.5 }
	for _, c := range []struct {
		name string
		c    *call
		s    train.Snapshot
		wide bool
		want string
	}{
		{"nothing made", talk(), aSnapshot(0, nil), true, "0/200|12k tok/s"},
		{"narrow", talk(), aSnapshot(50, nil), false, "50/200|perplexity 8.00|12k tok/s"},
		{"wide", talk(), aSnapshot(50, nil), true, "50/200|loss 2.08 nats|perplexity 8.00|12k tok/s"},
		{"bits", inBits(), aSnapshot(50, nil), true, "50/200|loss 3.00 bits|perplexity 8.00|12k tok/s"},
		{"validated", talk(), aSnapshot(50, nil, valid), false, "50/200|perplexity 8.00|valid 4.00|12k tok/s"},
		{"epochs", talk(), aSnapshot(50, epochs), false, "50|epoch 1.25/2.5|perplexity 8.00|12k tok/s"},
	} {
		p := c.c.newProgress(false, text.Facts{})
		p.done0 = progressOf(c.s) // nothing yet to estimate the time left from
		if got := strings.Join(p.parts(c.s, c.wide), "|"); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// The law: the time left is estimated from the speed so far; there is none before the start or at the end.
func TestTimeLeft(t *testing.T) {
	p := talk().newProgress(false, text.Facts{})
	for _, c := range []struct {
		step int
		from float64
		ago  time.Duration
		want string
	}{
		{50, 0, time.Minute, "3:00"}, {100, 0, time.Minute, "1:00"}, {100, 0.25, time.Minute, "2:00"}, {150, 0, 90 * time.Second, "30 s"}, {50, 0.25, time.Minute, ""}, {200, 0, time.Minute, ""},
	} {
		p.began, p.done0 = time.Now().Add(-c.ago), c.from
		left, ok := p.left(aSnapshot(c.step, nil))
		got := ""
		if ok {
			got = talk().clock(left)
		}
		if got != c.want {
			t.Errorf("at step %d from %g: %q, want %q", c.step, c.from, got, c.want)
		}
	}
}

// The law: the fraction done is that of the steps or of the epochs, and never more than 1.
func TestProgressOf(t *testing.T) {
	endless := func(r *recipe.Recipe) { r.Steps = 0 }
	epochs := func(r *recipe.Recipe) { r.Steps, r.Epochs = 0, 5 }
	for _, c := range []struct {
		s    train.Snapshot
		want float64
	}{{aSnapshot(50, nil), 0.25}, {aSnapshot(400, nil), 1}, {aSnapshot(50, endless), 0}, {aSnapshot(50, epochs), 0.25}} {
		if got := progressOf(c.s); got != c.want {
			t.Errorf("step %d of %d, epoch %g of %g: %g, want %g", c.s.Step, c.s.Recipe.Steps, c.s.Epoch, c.s.Recipe.Epochs, got, c.want)
		}
	}
}

// The law: the opening gives the text, its tokens, the model and the length; for a resumed run also the step it
// starts from.
func TestOpening(t *testing.T) {
	facts := text.Facts{Train: 9000, Valid: 1000, Vocab: 21, Tokens: "word"}
	for _, c := range []struct {
		s    train.Snapshot
		want string
	}{
		{aSnapshot(0, nil), "茶␛山: 10,000 words, vocabulary 21; LSTM 1×128, 80k parameters; 200 updates\n"},
		{aSnapshot(7, nil), "茶␛山: 10,000 words, vocabulary 21; LSTM 1×128, 80k parameters; 200 updates, from step 7\n"},
		{aSnapshot(0, func(r *recipe.Recipe) { r.Steps = 1 }), "茶␛山: 10,000 words, vocabulary 21; LSTM 1×128, 80k parameters; 1 update\n"},
		{aSnapshot(0, func(r *recipe.Recipe) { r.Steps, r.Epochs = 0, 1 }), "茶␛山: 10,000 words, vocabulary 21; LSTM 1×128, 80k parameters; 1 epoch\n"},
		{aSnapshot(0, func(r *recipe.Recipe) { r.Steps, r.Epochs = 0, 2.5 }), "茶␛山: 10,000 words, vocabulary 21; LSTM 1×128, 80k parameters; 2.5 epochs\n"},
	} {
		p := talk().newProgress(false, facts)
		var out strings.Builder
		p.w = &out
		p.opening(c.s, &sessions.Subject{Text: datasets.Text{Title: "茶\x1b山"}})
		if out.String() != c.want {
			t.Errorf("%q, want %q", out.String(), c.want)
		}
		p = talk().newProgress(true, facts)
		p.w = &out
		p.opening(c.s, &sessions.Subject{})
		p.show(c.s)
		if out.String() != c.want {
			t.Errorf("a quiet run prints %q", strings.TrimPrefix(out.String(), c.want))
		}
	}
}

// The law: on a terminal the line is never wider than the terminal, is rewritten, and is erased before another
// line is written.
func TestProgressIsOneLine(t *testing.T) {
	f, err := os.Create(t.TempDir() + "/screen")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out strings.Builder
	p := talk().newProgress(false, text.Facts{})
	p.w, p.screen = &out, f // a file does not know its width: 80 columns
	p.show(aSnapshot(50, nil, history.Valid{Step: 40, NLL: 100 * math.Log(4), Tokens: 100}))
	line, ok := strings.CutPrefix(out.String(), "\r")
	line, ends := strings.CutSuffix(line, "\x1b[K")
	if !ok || !ends || grid.Width(line) > 79 || !strings.Contains(line, "50/200  perplexity 8.00  valid 4.00") || !strings.HasPrefix(line, "━━━") {
		t.Errorf("%q", out.String())
	}
	out.Reset()
	p.show(aSnapshot(51, nil)) // too soon
	if out.Len() > 0 {
		t.Errorf("%q within a tenth of a second", out.String())
	}
	p.say("a line")
	p.say("another")
	if got, want := out.String(), "\r\x1b[Ka line\nanother\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// The law: elsewhere there is a line for each validation and every ten seconds, without escape codes.
func TestProgressInAFile(t *testing.T) {
	var out strings.Builder
	p := talk().newProgress(false, text.Facts{})
	p.w, p.began = &out, time.Now()
	p.done0 = 1
	p.shownAt = time.Now().Add(-3 * time.Second)
	p.show(aSnapshot(10, nil))
	if out.Len() > 0 {
		t.Errorf("%q without a validation", out.String())
	}
	p.show(aSnapshot(50, nil, history.Valid{Step: 40, NLL: 100 * math.Log(4), Tokens: 100}))
	p.shownAt = time.Now().Add(-11 * time.Second)
	p.show(aSnapshot(60, nil))
	const want = "step 50/200  loss 2.08 nats  perplexity 8.00  valid 4.00  12k tok/s\nstep 60/200  loss 2.08 nats  perplexity 8.00  12k tok/s\n"
	if out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
}

// The law: the line says how many of all held-out words are right, if the task counts them and it is known.
func TestProgressSaysHowManyAreRight(t *testing.T) {
	for right, want := range map[int]string{75: "60.00 % right", 0: "0.00 % right", history.NotCounted: ""} {
		s := aSnapshot(50, nil, history.Valid{Step: 40, NLL: 100, Tokens: 100, Right: right})
		s.Task = task.Tagging
		p := talk().newProgress(false, text.Facts{Valid: 125})
		if got := strings.Join(p.parts(s, true), "  "); !strings.Contains(got, want) || strings.Contains(got, "right") != (want != "") {
			t.Errorf("%d right: %s", right, got)
		}
	}
}

func TestBar(t *testing.T) {
	for part, want := range map[float64]string{0: "----", 0.5: "##--", 0.6: "##--", 0.65: "###-", 1: "####"} {
		if got := bar(part, 4, '#', '-'); got != want {
			t.Errorf("%g: %s, want %s", part, got, want)
		}
	}
}

// aFollower follows a run that has reached s; its output goes to out.
func aFollower(c *call, s train.Snapshot, out io.Writer) *follower {
	w := &follower{call: c, last: s, bar: c.newProgress(false, text.Facts{})}
	w.bar.w = out
	corpus := &text.Corpus{Train: make([]int32, 900), Valid: make([]int32, 101)}
	w.run = &sessions.Run{Subject: sessions.Subject{Origin: sessions.OfText(datasets.Text{}), Corpus: corpus, Facts: text.Facts{Vocab: 21, Unigram: math.Log(16)}, Floor: math.NaN()}}
	return w
}

// The law: the summary says how long it took, how good the net is in one unit, what to compare that with, and
// where it is saved.
func TestSummary(t *testing.T) {
	for _, c := range []struct {
		name   string
		c      *call
		s      train.Snapshot
		change func(w *follower)
		took   time.Duration
		want   string
	}{
		{"not saved", talk(), aSnapshot(50, nil), func(*follower) {}, 1500 * time.Millisecond, `50 updates in 1.5 s, 1.1k tokens/s
recent training perplexity 8.00; nothing was held out for validation
for scale: untrained 21 · unigram 16.0
not saved: the same command with --save NAME repeats the run and saves it
`},
		{"saved, resumed, with a floor", talk(), aSnapshot(50, nil), func(w *follower) {
			w.kept, w.past, w.run.Floor = "x", historytest.Of([]history.Point{{Step: 1}}), math.Log(4)
		}, time.Minute, `49 updates in 1:00, 1.1k tokens/s
recent training perplexity 8.00; nothing was held out for validation
for scale: untrained 21 · unigram 16.0 · minimum 4.00
saved as session x: see unroll sample x, unroll train --resume x
`},
		{"interrupted: the error says where it is", talk(), aSnapshot(1, nil), func(w *follower) { w.kept, w.interrupted = "x", true }, 12 * time.Second, `1 update in 12 s, 1.1k tokens/s
recent training perplexity 8.00; nothing was held out for validation
for scale: untrained 21 · unigram 16.0
`},
		{"with a preset", talk(), aSnapshot(50, nil), func(w *follower) { w.kept, w.run.Preset = "x", "min-char-rnn" }, time.Second, `50 updates in 1.0 s, 1.1k tokens/s
recent training perplexity 8.00; nothing was held out for validation
for scale: untrained 21 · unigram 16.0
PRESET
saved as session x: see unroll sample x, unroll train --resume x
`},
	} {
		var out strings.Builder
		w := aFollower(c.c, c.s, &out)
		c.change(w)
		w.summary(ending{perSecond: 1100}, c.took)
		want := c.want
		if strings.Contains(want, "PRESET") {
			want = strings.ReplaceAll(want, "PRESET", w.published())
			if !strings.HasPrefix(w.published(), "preset min-char-rnn with --tokens") && !strings.Contains(w.published(), ": no figure was published: ") {
				t.Errorf("%s: %s", c.name, w.published())
			}
		}
		if out.String() != want {
			t.Errorf("%s:\n%swant\n%s", c.name, out.String(), want)
		}
	}
}
