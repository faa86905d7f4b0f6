package ask

import (
	"context"
	"testing"
	"time"

	"pgregory.net/rapid"

	"unroll/ui/screen/event"
)

// desk is an Asker as a screen has it, with a clock that is moved by hand and the jobs that are out.
type desk struct {
	a       Asker[int, int]
	at      time.Time
	ready   time.Time // no patient question may be begun before
	work    []event.Job
	waiting int // jobs that wait for the end of a rest
	wanted  int // the newest asked; −1: none since the last cancel
	got     int // the last answered
	late    bool
}

// take puts jobs that the Asker has given where they belong: it has begun a question, or waits.
func (d *desk) take(t *rapid.T, jobs []event.Job, begins bool) {
	if len(jobs) > 1 {
		t.Fatalf("%d jobs at once", len(jobs))
	}
	if len(jobs) == 0 {
		return
	}
	if !begins {
		d.waiting++
	} else if d.work = append(d.work, jobs[0]); d.late && d.at.Before(d.ready) {
		t.Fatal("a patient question was begun before the rest was over")
	}
	if len(d.work) > 1 || d.waiting > 1 {
		t.Fatalf("%d jobs work and %d wait", len(d.work), d.waiting)
	}
}

func (d *desk) ask(t *rapid.T, key int, patient bool) {
	was := d.a.Busy()
	q := echo(key)
	q.Patient = patient
	d.wanted, d.late = key, patient
	jobs := d.a.Ask(q)
	d.take(t, jobs, d.a.Busy() && !was)
}

func (d *desk) next(t *rapid.T) {
	was := d.a.Busy()
	jobs := d.a.Next()
	d.take(t, jobs, d.a.Busy() && !was)
}

// TestAnyOrderWithPatience is the law over whatever order questions, answers, rests and cancellations come in: one job works and one waits at
// most; no patient question is begun during a rest; and when all is still and the rest is over, the newest is answered.
func TestAnyOrderWithPatience(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := &desk{at: time.Unix(1000, 0), wanted: -1, got: -1}
		d.a.Now = func() time.Time { return d.at }
		answer := func() {
			job := d.work[0]
			d.work = nil
			if got, own := d.a.Take(job()); !own {
				t.Fatal("its own answer is another's")
			} else if got != nil {
				if got.Is != 10*got.Key {
					t.Fatalf("%d is answered by %d", got.Key, got.Is)
				}
				d.got = got.Key
			}
			d.next(t)
		}
		wake := func() {
			d.waiting--
			if got, own := d.a.Take(woken[int, int]{&d.a}); got != nil || !own {
				t.Fatalf("the end of a rest is taken for %+v, own %v", got, own)
			}
			d.next(t)
		}
		for range rapid.IntRange(0, 40).Draw(t, "steps") {
			switch rapid.IntRange(0, 5).Draw(t, "what") {
			case 0:
				d.ask(t, rapid.IntRange(0, 4).Draw(t, "key"), rapid.Bool().Draw(t, "patient"))
			case 1:
				if len(d.work) > 0 {
					answer()
				}
			case 2:
				least, took := time.Duration(rapid.IntRange(0, 5).Draw(t, "least")), time.Duration(rapid.IntRange(0, 2).Draw(t, "took"))
				d.a.Rest(least, took)
				d.ready = d.at.Add(max(least, 4*took))
			case 3:
				d.at = d.at.Add(time.Duration(rapid.IntRange(0, 4).Draw(t, "later")))
			case 4:
				if d.waiting > 0 {
					wake()
				}
			case 5:
				if d.a.Cancel(); d.wanted != d.got {
					d.wanted = d.got
				}
				if d.a.Busy() != (len(d.work) > 0) {
					t.Fatal("a cancelled job that is not back is forgotten")
				}
			}
			if free := d.a.Free(); free != (len(d.work) == 0 && !d.at.Before(d.ready)) {
				t.Fatalf("free: %v, with %d jobs", free, len(d.work))
			}
		}
		d.at = d.at.Add(time.Hour)
		for len(d.work) > 0 || d.waiting > 0 {
			if len(d.work) > 0 {
				answer()
			} else {
				wake()
			}
		}
		if d.got != d.wanted {
			t.Fatalf("the newest is %d, answered is %d", d.wanted, d.got)
		}
	})
}

// The law: a rest is as long as was said or four times what the answer took, to the nanosecond, and ends by itself.
func TestHowLongARestIs(t *testing.T) {
	at := time.Unix(1000, 0)
	for _, c := range []struct{ least, took, rests time.Duration }{{100, 10, 100}, {100, 25, 100}, {100, 26, 104}, {0, 0, 0}, {0, 7, 28}} {
		now := at
		a := Asker[int, int]{Now: func() time.Time { return now }}
		a.Rest(c.least, c.took)
		if now = at.Add(max(0, c.rests-1)); c.rests > 0 && a.Free() {
			t.Errorf("%+v: free before the end", c)
		}
		if one(t, a.Ask(patient(1))); a.Busy() != (c.rests == 0) {
			t.Errorf("%+v: begun before the end: %v", c, a.Busy())
		}
		if now = at.Add(c.rests); c.rests > 0 {
			if !a.Free() {
				t.Errorf("%+v: not free at the end", c)
			}
			if one(t, a.Next()); !a.Busy() {
				t.Errorf("%+v: not begun at the end", c)
			}
		}
	}
}

// The law: a question of a person takes the place of one that waits, and is begun at once; the end of the rest then begins nothing.
func TestAPersonDoesNotWaitBehindAModel(t *testing.T) {
	at := time.Unix(1000, 0)
	a := Asker[int, int]{Now: func() time.Time { return at }}
	a.Rest(time.Hour, 0)
	one(t, a.Ask(patient(1)))
	job := one(t, a.Ask(echo(2)))
	if !a.Busy() {
		t.Fatal("a person waits")
	}
	at = at.Add(time.Hour)
	taken(t, &a, woken[int, int]{&a})
	none(t, "what waited has lost its place", a.Next())
	if got := taken(t, &a, job()); got == nil || got.Key != 2 || got.Took != time.Hour {
		t.Errorf("answered %+v", got)
	}
	none(t, "and is forgotten", a.Next())
	one(t, a.Ask(patient(1)))
}

// The law: what is asked after a cancellation has a context of its own, and cancelling nothing, or twice, changes nothing.
func TestCancellingNothing(t *testing.T) {
	var a Asker[int, int]
	a.Cancel()
	a.Cancel()
	if a.Busy() || !a.Free() {
		t.Fatal("nothing was asked")
	}
	alive := Question[int, int]{Key: 1, Work: func(ctx context.Context) int {
		if ctx.Err() != nil {
			return -1
		}
		return 7
	}}
	job := one(t, a.Ask(alive))
	a.Cancel()
	a.Cancel()
	if got := taken(t, &a, job()); got != nil {
		t.Fatalf("cancelled twice it is answered: %+v", got)
	}
	if got := taken(t, &a, one(t, a.Ask(alive))()); got == nil || got.Is != 7 {
		t.Errorf("asked again: %+v", got)
	}
}

// The law: a question whose answer is nothing is answered all the same, and the key of nothing is a key like others until it is asked.
func TestZeroKeysAndZeroAnswers(t *testing.T) {
	var a Asker[int, int]
	job := one(t, a.Ask(echo(0)))
	if got := taken(t, &a, job()); got == nil || got.Key != 0 || got.Is != 0 {
		t.Fatalf("answered %+v", got)
	}
	none(t, "now it is known", a.Ask(echo(0)))
}

// The law: with the run the end of a rest is not waited for either.
func TestARestEndsWithTheRun(t *testing.T) {
	run, end := context.WithCancel(context.Background())
	a := Asker[int, int]{Under: run}
	a.Rest(1000*time.Hour, 0)
	wait := one(t, a.Ask(patient(1)))
	back := make(chan any)
	go func() { back <- wait() }()
	end()
	if got := taken(t, &a, <-back); got != nil {
		t.Errorf("answered %+v", got)
	}
	none(t, "the run has ended", a.Next())
	none(t, "for a person too", a.Ask(echo(2)))
	if a.Busy() {
		t.Error("busy for a run that has ended")
	}
}
