package train

import (
	"context"
	"errors"
	"iter"
	"slices"
	"testing"

	"unroll/core/history"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text/texttest"
)

// A pile is a spool in memory, or a recorder that can return rows.
type pile struct {
	rows []history.Row
	err  error // returned by Append and Save
	shut bool
}

func (p *pile) Append(rows iter.Seq[history.Row]) error {
	if p.err != nil {
		return p.err
	}
	p.rows = slices.AppendSeq(p.rows, rows)
	return nil
}

func (p *pile) Rows(from int) iter.Seq2[history.Row, error] {
	return func(yield func(history.Row, error) bool) {
		for _, r := range p.rows {
			if r.Point.Step >= from && !yield(r, nil) {
				return
			}
		}
	}
}

func (p *pile) Name() string { return "pile" }
func (p *pile) Close() error { p.shut = true; return nil }
func (p *pile) Save(c *Checkpoint) error {
	if p.err != nil {
		return p.err
	}
	var rows []history.Row // some of which may come from p itself
	for r, err := range c.Rows(0) {
		if err != nil {
			return err
		}
		rows = append(rows, r)
	}
	p.rows = rows
	return nil
}

// many is enough updates that a run has to drop some from memory.
const many = history.Recent + 3*spoolEvery

// quick is a trainer that is not running, whose updates take almost no time.
func quick(t *testing.T, o Options) *Trainer {
	t.Helper()
	r := tiny(func(r *recipe.Recipe) {
		r.Model.Hidden, r.Settings.Batch, r.Settings.Unroll, r.Settings.ValidEvery, r.Text.Valid = 1, 2, 2, 1000, 0.1
	})
	o.Threads = 1
	tr, err := New(r, task.Text{Corpus: corpusOf(t, r, texttest.Prose(10))}, o)
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

// to continues until a step, including its validation.
func (t *Trainer) to(step int) {
	for t.step < step || t.eval != nil || t.dueValidation() {
		t.proceed(context.Background())
	}
}

// checkRows checks that c has every row from step 0 to its last one, with the validations of those that were
// validated.
func checkRows(t *testing.T, c *Checkpoint) {
	t.Helper()
	next, valids := 0, 0
	for r, err := range c.Rows(0) {
		if err != nil {
			t.Fatalf("after %d rows: %v", next, err)
		}
		if r.Point.Step != next || (r.Validated && r.Valid.Step != next) {
			t.Fatalf("row %+v instead of step %d", r, next)
		}
		if r.Validated {
			valids++
		}
		next++
	}
	if next != c.Step+1 || valids != c.History.ValidLen() || valids < c.Step/1000 {
		t.Errorf("%d rows, %d validated, at step %d, which has %d", next, valids, c.Step, c.History.ValidLen())
	}
}

// The law: every row of an unrecorded run can be read; those that have left memory are in the spool. If there is no
// spool, or it fails, none leaves memory.
func TestNoRowIsLostBeforeARunIsRecorded(t *testing.T) {
	full := errors.New("full")
	spool, broken := &pile{}, &pile{err: full}
	for name, c := range map[string]struct {
		spool func() (Spool, error)
		flat  bool
	}{
		"a spool":                {func() (Spool, error) { return spool, nil }, true},
		"none":                   {nil, false},
		"none can be made":       {func() (Spool, error) { return nil, full }, false},
		"one that takes nothing": {func() (Spool, error) { return broken, nil }, false},
	} {
		t.Run(name, func(t *testing.T) {
			tr := quick(t, Options{Spool: c.spool})
			tr.to(many)
			if flat := tr.hist.View().WholeFrom() > 1; flat != c.flat {
				t.Errorf("flat is %v", flat)
			}
			checkRows(t, tr.checkpoint())
			kept := &pile{}
			tr.record(kept)
			if tr.saved.Err != nil || len(kept.rows) != many+1 || (c.flat && !spool.shut) {
				t.Errorf("%v: %d rows, spool closed: %v", tr.saved.Err, len(kept.rows), spool.shut)
			}
			tr.to(many + spoolEvery)
			checkRows(t, tr.checkpoint())
		})
	}
}

// The law: a recorded run keeps unsaved rows in memory, however long saves fail; after a successful save its
// memory use is flat again.
func TestNoRowIsLostBeforeASave(t *testing.T) {
	kept := &pile{}
	tr := quick(t, Options{})
	tr.record(kept)
	tr.to(history.Recent)
	tr.save()
	kept.err = errors.New("full")
	tr.to(many)
	tr.save()
	if from := tr.hist.View().WholeFrom(); from > history.Recent {
		t.Errorf("whole from %d", from)
	}
	checkRows(t, tr.checkpoint())
	kept.err = nil
	tr.save()
	if from := tr.hist.View().WholeFrom(); from < many-history.Recent-300 {
		t.Errorf("whole from %d after a save", from)
	}
	checkRows(t, tr.checkpoint())
	if tr.saved.Rows != Rows(kept) {
		t.Error("the snapshot does not say where to find rows")
	}
}

// The law: rows that a reader has asked to hold are kept until it asks for fewer.
func TestAReaderMissesNothing(t *testing.T) {
	kept := &pile{}
	tr := quick(t, Options{})
	tr.record(kept)
	tr.Hold(700)
	tr.to(many)
	tr.save()
	if from := tr.hist.View().WholeFrom(); from > 701 {
		t.Errorf("whole from %d though held from 700", from)
	}
	tr.Hold(many)
	tr.take()
	if from := tr.hist.View().WholeFrom(); from < many-history.Recent-300 {
		t.Errorf("whole from %d when released", from)
	}
}

// The law: lost rows are reported.
func TestRowsThatAreLostAreNamed(t *testing.T) {
	tr := quick(t, Options{})
	tr.to(many)
	tr.keep.kept = many - 1 // as if they had been stored
	tr.hold()
	for older, want := range map[*pile]string{nil: "the rows of steps 1 to", {rows: []history.Row{{}, {Point: history.Point{Step: 1}}}}: "the rows of steps 2 to"} {
		c := tr.checkpoint()
		if c.Older = nil; older != nil {
			c.Older = older
		}
		var last error
		for _, err := range c.Rows(0) {
			last = err
		}
		if last == nil || len(last.Error()) < len(want) || last.Error()[:len(want)] != want {
			t.Errorf("%v", last)
		}
	}
}
