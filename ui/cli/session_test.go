package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"unroll/core/history"
	"unroll/core/preset"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/task/tasktest"
	"unroll/core/train"
	"unroll/sessions"
	"unroll/ui/draw/grid"
)

// aMeta is a session's with every field set.
func aMeta() sessions.Meta {
	r := recipe.Default()
	r.Model.Vocab, r.Text.Tokens, r.Text.Lines, r.Model.Embed, r.Model.Dropout, r.Seed = 1140, "word", true, 16, 0.25, 7
	return sessions.Meta{Format: sessions.Format, Name: "茶山", Created: time.Date(2024, 5, 17, 12, 0, 0, 0, time.Local), Program: "v1", Arch: "linux/amd64", Kernel: "avx2",
		Data:   sessions.Data{Name: "茶\x1b山.txt", Paths: []string{"/a/茶.txt", "/b/山.txt"}, Valid: "/c/v.txt", SHA256: "abc"},
		Preset: "d2l-rnn", Parent: &sessions.Parent{Session: "book", Branch: "lr", Step: 1200}, Recipe: r, Vocab: 1140, Parameters: 123456}
}

// aCheckpoint is after 50 updates at ln 8, with a validation and a number of changes of the learning rate.
func aCheckpoint(changes int) *train.Checkpoint {
	h := &history.History{}
	for s := range 50 {
		h.Append(history.Point{Step: s + 1, Tokens: 32, Loss: math.Log(8)})
	}
	h.AddValid(history.Valid{Step: 40, NLL: 100 * math.Log(4), Tokens: 100})
	for i := range changes {
		h.AddEvent(history.Event{Step: 10 + i, Knob: "lr", From: 1, To: 2})
	}
	return &train.Checkpoint{Step: 50, History: h.View(), Settings: recipe.DefaultSettings()}
}

// The law: a session is described in full, a line each, with harmless names and losses in one unit.
func TestSessionTable(t *testing.T) {
	const want = `
session     茶山
folder      kept/茶山
parent      step 1,200 of session book, branch lr
task        language
text        茶␛山.txt (/a/茶.txt, /b/山.txt), validated on /c/v.txt
sha256      abc
preset      d2l-rnn
tokens      words, one sequence per line, vocabulary 1,140
model       LSTM 1×128, embedding 16, dropout 0.25, init pytorch; 123,456 parameters
optimizer   adam, learning rate 0.002 (constant), clip 1
window      batch 32 × unroll 32
seed        7
step        50, 1,600 tokens
loss        2.08 nats/token, perplexity 8.00 (recent)
validation  1.39 nats/token, perplexity 4.00 at step 40, 10 updates ago
best        0.693 nats/token, perplexity 2.00 at step 30
changed     lr from 1 to 2 at step 10
changed     lr from 1 to 2 at step 11
created     2024-05-17 12:00
by          unroll v1 on linux/amd64, kernel avx2
`
	store := sessions.Store{Dir: "kept"}
	best := &train.Best{Step: 30, Loss: math.Log(2)}
	m := aMeta()
	got := strings.ReplaceAll("\n"+talk().sessionTable(store, m, aCheckpoint(2), best), `kept\`, "kept/")
	got, line, _ := strings.Cut(got, "line ")
	if got != want {
		t.Errorf("%swant%s", got, want)
	}
	if from := aCheckpoint(2); strings.TrimSpace(line) != m.Line(from.History.Events()).String() {
		t.Errorf("the run's line is %q", line)
	}
	bits := inBits().sessionTable(store, m, aCheckpoint(0), best)
	for _, row := range []string{"loss        3.00 bits/token, perplexity 8.00 (recent)", "validation  2.00 bits/token", "best        1.00 bits/token"} {
		if !strings.Contains(bits, row) || strings.Contains(bits, "nats") {
			t.Errorf("no row %q in\n%s", row, bits)
		}
	}
}

// The law: a session of a task without a vocabulary is described in the units and by the score of its task, and by no
// perplexity.
func TestSessionOfAnotherTask(t *testing.T) {
	was := task.Tasks
	task.Tasks = append(slices.Clone(was), tasktest.Regression)
	t.Cleanup(func() { task.Tasks = was })
	m, c := aMeta(), aCheckpoint(0)
	m.Recipe.Task, m.Vocab = tasktest.Regression.Name, 0
	m.Recipe.Model = tasktest.New(1, 10, 10).Fit(m.Recipe.Model)
	h := &history.History{}
	h.Append(history.Point{Step: 1, Tokens: 32, Loss: 0.25})
	h.AddValid(history.Valid{Step: 1, NLL: 4, Tokens: 100})
	c.History = h.View()
	got := inBits().sessionTable(sessions.Store{Dir: "kept"}, m, c, &train.Best{Step: 1, Loss: 0.04})
	for _, row := range []string{"task        regression\n", "embedding –,", "loss        0.250 ½ squared error, RMSE 0.500 (recent)\n", "validation  0.040 ½ squared error, RMSE 0.200 at step 1, 49 updates ago\n", "best        0.040 ½ squared error, RMSE 0.200 at step 1\n"} {
		if !strings.Contains(got, row) {
			t.Errorf("no %q in\n%s", row, got)
		}
	}
	if strings.Contains(got, "perplexity") || strings.Contains(got, "\ntokens") || strings.Contains(got, "vocabulary") {
		t.Errorf("words of a language model in\n%s", got)
	}
	list := []sessions.Summary{{Name: "x", Meta: m, Step: 1, Loss: 0.25, ValidLoss: 0.04}}
	if got := talk().summariesTable(list); !strings.Contains(got, "RMSE 0.200") {
		t.Errorf("listed as\n%s", got)
	}
	for _, of := range []any{summariesJSON(list), sessionJSON(m, c, &train.Best{Step: 1, Loss: 0.04})} {
		b, err := json.Marshal(of)
		if err != nil || !strings.Contains(string(b), `"valid_loss":0.04,"valid_ppl":null`) || strings.Contains(string(b), `ppl":1`) {
			t.Errorf("%s, %v", b, err)
		}
	}
}

// The law: what a session does not have gets no row, and of many changes the last are shown with the number of
// earlier ones.
func TestSessionTableLeavesOut(t *testing.T) {
	m := aMeta()
	m.Parent, m.Preset, m.Data.Paths, m.Data.Valid, m.Recipe.Text.Lines, m.Recipe.Model.Embed = nil, "", nil, "", false, 0
	got := talk().sessionTable(sessions.Store{Dir: "kept"}, m, aCheckpoint(1023+maxChanges), nil)
	for _, none := range []string{"\nparent", "\npreset", "\nbest", "one sequence per line", "validated on", "()"} {
		if strings.Contains(got, none) {
			t.Errorf("%q in\n%s", none, got)
		}
	}
	for _, row := range []string{"changed     1,023 earlier changes\nchanged     lr from 1 to 2 at step 1.0k\n", "embedding one-hot", "tokens      words, vocabulary 1,140\n"} {
		if row = strings.ReplaceAll(row, "1.0k", "1,033"); !strings.Contains(got, row) {
			t.Errorf("no %q in\n%s", row, got)
		}
	}
	if n := strings.Count(got, "\nchanged"); n != maxChanges+1 {
		t.Errorf("%d rows of changes", n)
	}
	m.Parent = &sessions.Parent{Session: "book", Step: 3}
	if got := talk().sessionTable(sessions.Store{Dir: "kept"}, m, aCheckpoint(0), nil); !strings.Contains(got, "parent      step 3 of session book\n") {
		t.Errorf("a fork of a main branch:\n%s", got)
	}
}

// The law: sessions are listed in columns whatever their names, with the perplexity of the last validation, and
// its step if that is not the last; damaged ones have the reason.
func TestSummariesTable(t *testing.T) {
	m := aMeta()
	m.Data.Name = "chashan"
	alone := m
	alone.Parent = nil
	at := time.Date(2024, 5, 17, 12, 0, 0, 0, time.Local)
	list := []sessions.Summary{
		{Name: "茶山", Meta: m, Step: 12000, Loss: math.Log(9), ValidLoss: math.Log(8), Saved: at},
		{Name: "a", Meta: alone, Step: 3, Loss: math.Log(9), ValidLoss: math.NaN(), Saved: at},
		{Name: "new", Meta: m, Loss: math.NaN(), ValidLoss: math.NaN(), Saved: at},
		{Name: "torn\x07", Err: &sessions.Damaged{Name: "torn", File: "a\x1b.json", Err: io.ErrUnexpectedEOF}},
	}
	const want = `
name   text     model         step  perplexity  parent     saved
茶山   chashan  LSTM 1×128  12,000   8.00 at 0  book@1200  2024-05-17 12:00
a      chashan  LSTM 1×128       3        9.00             2024-05-17 12:00
new    chashan  LSTM 1×128       0           –  book@1200  2024-05-17 12:00
torn␇                                                      session torn is damaged: a␛.json: unexpected EOF
`
	if got := "\n" + talk().summariesTable(list); got != want {
		t.Errorf("%swant%s", got, want)
	}
	c := talk()
	c.ink.width = 80
	for _, line := range lines(c.summariesTable(list)) {
		if grid.Width(line) > 80 {
			t.Errorf("%d columns: %s", grid.Width(line), line)
		}
	}
}

// The law: a divergence says where it happened and which settings to change; a saved session is named.
func TestDivergedHints(t *testing.T) {
	for _, c := range []struct {
		clip recipe.Limit
		kept string
		want string
	}{
		{recipe.Off, "", "try a lower --lr than 0.002, or clip gradients: --clip 1"},
		{5, "", "try a lower --lr than 0.002, or clip gradients: --clip 1"},
		{1, "", "try a lower --lr than 0.002"},
		{1, "x", "try a lower --lr than 0.002; session x has step 50"},
		{recipe.Off, "x", "try a lower --lr than 0.002, or clip gradients: --clip 1; session x has step 50"},
	} {
		w := &follower{call: talk(), last: aSnapshot(50, nil), kept: c.kept}
		w.last.Settings.Clip = c.clip
		var e *hinted
		if err := w.diverged(); !errors.As(err, &e) || !errors.Is(err, train.ErrDiverged) || !strings.HasPrefix(err.Error(), "at step 51: ") || e.hint.Error() != c.want {
			t.Errorf("clip %v, session %q: %v, hint %v", c.clip, c.kept, err, e.hint)
		}
	}
}

// The law: a resumed run goes to the given end, or its own, and an endless one 2,000 updates further; its settings change first.
func TestResumedRuns(t *testing.T) {
	for _, c := range []struct {
		name, line string
		steps      int // of the recipe
		epochs     float64
		want       string // steps and epochs of the plan, changes; or the error
	}{
		{"to its own end", "", 80, 0, "80 0 0"},
		{"past its end", "", 50, 0, "50 0 0"},
		{"an endless one", "", 0, 0, "2050 0 0"},
		{"to a step", "--steps 60", 80, 0, "60 0 0"},
		{"to an epoch", "--epochs 3", 80, 0, "0 3 0"},
		{"of epochs, to a step", "--steps 60", 0, 2, "60 0 0"},
		{"of epochs, to its own end", "", 0, 2, "0 2 0"},
		{"with changes", "--lr 1e-4 --clip off --steps 60", 80, 0, "60 0 2"},
		{"no further", "--steps 50", 80, 0, "50 0 0"},
	} {
		r := recipe.Default()
		r.Steps, r.Epochs = c.steps, c.epochs
		var e edits
		fs := pflag.NewFlagSet("test", pflag.ContinueOnError)
		talk().addRecipe(fs, &e)
		if err := fs.Parse(strings.Fields(c.line)); err != nil {
			t.Fatal(err)
		}
		p := plan{recipe: r, from: aCheckpoint(0)}
		got := ""
		if err := talk().goOn(&p, fs, e); err != nil {
			got = err.Error()
		} else {
			got = strings.Join([]string{show(&p.recipe.Steps), show(&p.recipe.Epochs)}, " ") + " " + string(rune('0'+len(p.settings)))
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// The law: a preset is described by what it is, where it comes from, its figure and the differences; the command
// that repeats it is one line, even on a terminal.
func TestPresetTable(t *testing.T) {
	for _, p := range preset.Presets {
		for _, c := range []*call{talk(), inBits()} {
			c.ink.width = 80
			got := c.presetTable(p)
			same := "\nsame as    unroll train " + dataOf(p) + " " + strings.Join(recipeAsFlags(p.Recipe), " ") + "\n"
			for _, part := range []string{"name       " + p.Name + "\n", "\ntitle      ", "\nsource     ", "\nsplit      ", same} {
				if !strings.Contains("\n"+got, part) {
					t.Errorf("%s: no %q in\n%s", p.Name, part, got)
				}
			}
			if n := strings.Count(got, "\npublished  "); n != max(1, len(p.Figures)) {
				t.Errorf("%s: %d rows of figures", p.Name, n)
			}
			if n := strings.Count(got, "\ndiffers    "); n != len(p.Differences) {
				t.Errorf("%s: %d rows of differences", p.Name, n)
			}
			if strings.Contains(got, " (from memory)") != strings.Contains(c.firstFigure(p), "~") && len(p.Figures) == 1 {
				t.Errorf("%s: from memory or not: %s\n%s", p.Name, c.firstFigure(p), got)
			}
		}
	}
}

func TestAsPrinted(t *testing.T) {
	for v, want := range map[float64]string{1: "1.0", 7.3: "7.3", 121.39: "121.39", 1000: "1000.0"} {
		if got := asPrinted(v); got != want {
			t.Errorf("%g: %s, want %s", v, got, want)
		}
	}
}

// The law: successive changes of one setting are one change, from the first value to the last; others stay apart.
func TestSuccessiveChangesAreOne(t *testing.T) {
	var got []string
	for _, c := range changesOf([]history.Event{
		{Step: 10, Knob: "unroll", From: 32, To: 64}, {Step: 12, Knob: "unroll", From: 64, To: 128}, {Step: 13, Knob: "lr", From: 0.002, To: 0.001},
		{Step: 14, Knob: "lr", From: 0.001, To: 0.0005}, {Step: 500, Knob: "lr", From: 0.0005, To: 0.00025}, {Step: 501, Knob: "clip", From: 1, To: math.Inf(1)},
	}) {
		got = append(got, fmt.Sprintf("%s %s %s %d-%d", c.Knob, valueOf(c.From), valueOf(c.To), c.Step, c.last))
	}
	if want := "unroll 32 128 10-12, lr 0.002 0.0005 13-14, lr 0.0005 0.00025 500-500, clip 1 off 501-501"; strings.Join(got, ", ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, ", "), want)
	}
}
