package cli

import (
	"errors"
	"os"
	"strings"
	"testing"

	"unroll/core/history"
	"unroll/core/history/historytest"
	"unroll/core/task"
	"unroll/core/train"
)

// row is a short form of rows: p3 is an update, v3 a validation.
var row = rowForm{
	head:  "head\n",
	point: func(b []byte, p history.Point) []byte { return append(b, "p"+string(rune('0'+p.Step))+"\n"...) },
	valid: func(b []byte, v history.Valid) []byte { return append(b, "v"+string(rune('0'+v.Step))+"\n"...) },
	end:   func(b []byte, e ending) []byte { return append(b, "end "+e.session+"\n"...) },
}

// points returns n updates.
func points(n int) (list []history.Point) {
	for s := range n {
		list = append(list, history.Point{Step: s + 1})
	}
	return list
}

// The law: a file has a resumed run from its beginning, standard output what is done now; both end with the last
// line.
func TestLogsOfResumedRuns(t *testing.T) {
	valids := []history.Valid{{Step: 0, Tokens: 1}, {Step: 2, Tokens: 1}, {Step: 4, Tokens: 1}}
	from := &train.Checkpoint{Step: 3, History: historytest.Of(points(3), valids[:2]...)}
	name := t.TempDir() + "/rows"
	var out strings.Builder
	c := talk()
	c.stdout = &out
	for _, path := range []string{name, "-"} {
		l, err := c.openLog(path, row, from)
		if err != nil {
			t.Fatal(err)
		}
		if err := l.write(historytest.Of(points(4), valids...)); err != nil {
			t.Fatal(err)
		}
		if err := l.end(ending{session: "x"}); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(name)
	if want := "head v0 p1 p2 v2 p3 p4 v4 end x"; err != nil || strings.Join(strings.Split(strings.TrimSpace(string(b)), "\n"), " ") != want {
		t.Errorf("%q, %v, want %q", b, err, want)
	}
	if want := "head p4 v4 end x"; strings.Join(strings.Split(strings.TrimSpace(out.String()), "\n"), " ") != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
}

// The law: after a rewind the rows of the new branch follow those of the old, from the step where they diverge.
func TestLogAfterARewind(t *testing.T) {
	var out strings.Builder
	l := &rowLog{w: &out, form: row, valid: -1}
	h := historytest.History(points(4), history.Valid{Step: 0, Tokens: 1}, history.Valid{Step: 3, Tokens: 1})
	if err := l.write(h.View()); err != nil {
		t.Fatal(err)
	}
	h.CutBack(2)
	h.Append(history.Point{Step: 3})
	h.AddValid(history.Valid{Step: 3, Tokens: 1})
	if err := l.write(h.View()); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(strings.Fields(out.String()), " "), "v0 p1 p2 p3 v3 p4 p3 v3"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// The law: rows that are no longer in memory cause an error that names them, and are never omitted silently.
func TestLogMissesNoRow(t *testing.T) {
	h := historytest.Made(3 * history.Recent)
	l := &rowLog{w: &strings.Builder{}, form: jsonRows(task.Text{}), valid: -1}
	err := l.write(h.View())
	if err == nil || !strings.HasPrefix(err.Error(), "updates 1 to ") || !strings.HasSuffix(err.Error(), " are no longer in memory") {
		t.Errorf("%v", err)
	}
}

// The law: an error of a file names it; one of standard output has no file name.
func TestLogErrorsNameTheFile(t *testing.T) {
	c := talk()
	if _, err := c.openLog("nowhere/rows", row, nil); err == nil || !strings.HasPrefix(err.Error(), "nowhere/rows: ") || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%v", err)
	}
	name := t.TempDir() + "/rows"
	l, err := c.openLog(name, row, nil)
	if err != nil {
		t.Fatal(err)
	}
	l.file.Close()
	if err := l.write(historytest.Of(points(1))); err == nil || !strings.HasPrefix(err.Error(), name+": ") {
		t.Errorf("%v", err)
	}
	c.stdout = &collector{}
	if l, err := c.openLog("-", row, nil); err == nil || err.Error() != "full" {
		t.Errorf("%v, %v", l, err)
	}
}

// The law: an error of standard output names it, but a reader that has gone is distinguished, as that is not a
// failure.
func TestDataWriter(t *testing.T) {
	f, err := os.Create(t.TempDir() + "/out")
	if err != nil {
		t.Fatal(err)
	}
	w := &dataWriter{file: f}
	if n, err := w.Write([]byte("abc")); n != 3 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	f.Close()
	if _, err := w.Write([]byte("abc")); err == nil || !strings.HasPrefix(err.Error(), "standard output: ") || errors.Is(err, errPipe) {
		t.Errorf("%v", err)
	}
	in, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	in.Close()
	if _, err := (&dataWriter{file: out}).Write([]byte("abc")); !errors.Is(err, errPipe) {
		t.Errorf("%v", err)
	}
}
