package cli

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/tagging"
	"unroll/core/task"
)

func TestJSONRows(t *testing.T) {
	point := history.Point{Step: 1, Tokens: 1024, Loss: 0.5, GradNorm: 0.83, Factor: 1, Clip: 1, LR: 0.002, Millis: 3.1}
	with := func(change func(p *history.Point)) history.Point { p := point; change(&p); return p }
	for _, c := range []struct {
		name, want string
		got        []byte
	}{
		{"update", `{"step":1,"tokens":1024,"loss":0.5,"ppl":1.6487212707001282,"grad_norm":0.83,"clip":1,"clipped":false,"lr":0.002,"ms":3.1}`,
			jsonPoint(nil, point, task.Language.Score)},
		{"clipped", `{"step":1,"tokens":1024,"loss":0.5,"ppl":1.6487212707001282,"grad_norm":2,"clip":1,"clipped":true,"lr":0.002,"ms":3.1}`,
			jsonPoint(nil, with(func(p *history.Point) { p.GradNorm, p.Factor = 2, 0.5 }), task.Language.Score)},
		{"clipping off", `{"step":1,"tokens":1024,"loss":0.5,"ppl":1.6487212707001282,"grad_norm":0.83,"clip":null,"clipped":false,"lr":1e-05,"ms":3.1}`,
			jsonPoint(nil, with(func(p *history.Point) { p.Clip, p.LR = math.Inf(1), 1e-5 }), task.Language.Score)},
		{"from disk", `{"step":1,"tokens":1024,"loss":0.5,"ppl":1.6487212707001282,"grad_norm":0.83,"clip":1,"clipped":false,"lr":0.002,"ms":null}`,
			jsonPoint(nil, with(func(p *history.Point) { p.Millis = 0 }), task.Language.Score)},
		{"not a number", `{"step":1,"tokens":1024,"loss":null,"ppl":null,"grad_norm":0.83,"clip":1,"clipped":false,"lr":0.002,"ms":3.1,"diverged":true}`,
			jsonPoint(nil, with(func(p *history.Point) { p.Loss = math.NaN() }), task.Language.Score)},
		{"too great", `{"step":1,"tokens":1024,"loss":1000,"ppl":null,"grad_norm":0.83,"clip":1,"clipped":false,"lr":0.002,"ms":3.1,"diverged":true}`,
			jsonPoint(nil, with(func(p *history.Point) { p.Loss = 1000 }), task.Language.Score)},
		{"validation", `{"step":100,"valid_loss":0.5,"valid_ppl":1.6487212707001282,"valid_tokens":10}`,
			jsonValid(nil, history.Valid{Step: 100, NLL: 5, Tokens: 10}, task.Language.Score, nil)},
		{"end", `{"done":true,"steps":3,"seconds":1.5,"tokens_per_second":2048,"session":null}`,
			jsonEnd(nil, ending{steps: 3, seconds: 1.5, perSecond: 2048})},
		{"interrupted", `{"done":true,"steps":3,"seconds":1.5,"tokens_per_second":2048,"session":"a\"b<c","interrupted":true}`,
			jsonEnd(nil, ending{steps: 3, seconds: 1.5, perSecond: 2048, session: `a"b<c`, interrupted: true})},
		{"diverged", `{"done":true,"steps":0,"seconds":0,"tokens_per_second":null,"session":"x","diverged":true}`,
			jsonEnd(nil, ending{session: "x", perSecond: math.NaN(), diverged: true})},
	} {
		if got := string(c.got); got != c.want+"\n" {
			t.Errorf("%s:\n%swant\n%s", c.name, got, c.want)
		}
		if !json.Valid(c.got) {
			t.Errorf("%s: not JSON: %s", c.name, c.got)
		}
	}
}

// The law: rows of a task that counts right rows have their share of all that is held out, also of those with a tag that training
// lacks; where that is not known there is none.
func TestRowsHaveTheAccuracy(t *testing.T) {
	say := func(tag string, n int) tagging.Sentence {
		return tagging.Sentence{Words: slices.Repeat([]string{"w"}, n), Tags: slices.Repeat([]string{tag}, n)}
	}
	c, err := tagging.NewCorpus([]tagging.Sentence{say("A", 3), say("B", 2)}, []tagging.Sentence{say("A", 6), say("C", 2)}, tagging.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d := task.NewTagged(c, false)
	for right, want := range map[int][2]string{3: {`,"valid_accuracy":0.375}`, ",0.375"}, 0: {`,"valid_accuracy":0}`, ",0"}, history.NotCounted: {`,"valid_accuracy":null}`, ","}} {
		v := history.Valid{Step: 1, NLL: 3, Tokens: 6, Right: right}
		json, csv := string(jsonRows(d).valid(nil, v)), string(csvRows(d).valid(nil, v))
		if !strings.HasSuffix(json, `"valid_tokens":6`+want[0]+"\n") || !strings.Contains(csv, ",3,6,") || !strings.HasSuffix(csv, want[1]+"\n") {
			t.Errorf("%d right:\n%s%s", right, json, csv)
		}
	}
	form := csvRows(d)
	n := strings.Count(form.head, ",")
	if row := string(form.point(nil, history.Point{Step: 1})); strings.Count(row, ",") != n || strings.Count(string(form.valid(nil, history.Valid{})), ",") != n || !strings.Contains(form.head, ",valid_tokens,valid_right,") || !strings.HasSuffix(form.head, ",valid_accuracy\n") {
		t.Errorf("%s%s", form.head, row)
	}
	if head := csvRows(task.Text{}).head; strings.Contains(head, "accuracy") {
		t.Errorf("of a text: %s", head)
	}
}

func TestCSVRowsReadBack(t *testing.T) {
	b := []byte(csvRows(task.Text{}).head)
	b = csvRows(task.Text{}).valid(b, history.Valid{Step: 0, NLL: 1, Tokens: 3})
	b = csvRows(task.Text{}).point(b, history.Point{Step: 1, Tokens: 9, Loss: 1.0 / 3, GradNorm: 1e-9, Factor: 0.1, Clip: math.Inf(1), LR: 1e9, Millis: 0.25})
	rows, err := csv.NewReader(strings.NewReader(string(b))).ReadAll() // requires the same number of fields in every row
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for i, want := range []float64{1, 9, 1.0 / 3, 1e-9, 0.1, math.Inf(1), 1e9, 0} {
		if got, err := strconv.ParseFloat(rows[2][i], 64); err != nil || got != want {
			t.Errorf("%s is %v, %v, want %v", rows[0][i], got, err, want)
		}
	}
}

// The law: --csv has the columns of a session's metrics.csv, in its order and with its values, before others.
func TestCSVHasTheColumnsOfTheSession(t *testing.T) {
	for _, data := range []string{"periodic", "weather"} { // weather counts right rows
		dir := t.TempDir()
		if got := run(t, "train", data, "--steps", "3", "--hidden", "4", "--quiet", "--save", "x", "--csv", dir+"/x.csv", "--sessions", dir); got.code != codeDone {
			t.Fatal(got.err)
		}
		read := func(path string) [][]string {
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			rows, err := csv.NewReader(strings.NewReader(string(b))).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			return rows
		}
		kept, log := read(dir+"/x/metrics.csv"), read(dir+"/x.csv")
		width := len(kept[0])
		joined := map[string][]string{} // rows of the log by step
		for _, row := range log {
			at := joined[row[0]]
			if at == nil {
				at = make([]string, width)
			}
			for i, cell := range row[:width] {
				if cell != "" {
					at[i] = cell
				}
			}
			joined[row[0]] = at
		}
		for _, want := range kept {
			if got := joined[want[0]]; !slices.Equal(got, want) {
				t.Errorf("%s, step %s: %q in --csv, %q in the session", data, want[0], got, want)
			}
		}
	}
}

// collector is a standard output that can fail.
type collector struct {
	b     strings.Builder
	after int // number of writes that succeed
}

func (c *collector) Write(b []byte) (int, error) {
	if c.after--; c.after < 0 {
		return 0, errors.New("full")
	}
	return c.b.Write(b)
}

// steps turns the rows back into their steps, with "v" before validations.
func steps(rows string) string {
	var list []string
	for line := range strings.Lines(rows) {
		var row struct {
			Step  int      `json:"step"`
			Valid *float64 `json:"valid_loss"`
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			return err.Error()
		}
		s := strconv.Itoa(row.Step)
		if row.Valid != nil {
			s = "v" + s
		}
		list = append(list, s)
	}
	return strings.Join(list, " ")
}

// TestLogWritesEveryStepOnce: however a history arrives, every step is written once and in order.
func TestLogWritesEveryStepOnce(t *testing.T) {
	var points []history.Point
	for s := range 6 {
		points = append(points, history.Point{Step: s + 1})
	}
	valids := []history.Valid{{Step: 0, Tokens: 1}, {Step: 2, Tokens: 1}, {Step: 6, Tokens: 1}}
	const want = "v0 1 2 v2 3 4 5 6 v6"
	for _, cuts := range [][][2]int{ // of points and validations known at a snapshot
		{{6, 3}},
		{{0, 0}, {0, 1}, {1, 1}, {2, 1}, {2, 2}, {5, 2}, {6, 2}, {6, 3}},
		{{2, 1}, {2, 1}, {6, 3}},
	} {
		out := &collector{after: 100}
		l := &rowLog{w: out, form: jsonRows(task.Text{}), valid: -1}
		for _, cut := range cuts {
			if err := l.write(historytest.Of(points[:cut[0]], valids[:cut[1]]...)); err != nil {
				t.Fatal(err)
			}
		}
		if got := steps(out.b.String()); got != want {
			t.Errorf("%v: %s, want %s", cuts, got, want)
		}
	}
}

func TestLogSaysThatItCannotWrite(t *testing.T) {
	l := &rowLog{w: &collector{}, form: jsonRows(task.Text{})}
	if err := l.write(historytest.Made(2000).View()); err == nil {
		t.Error("no error")
	}
}
