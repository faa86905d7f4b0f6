package ask

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"

	"unroll/ui/screen/event"
)

// echo asks for its own key.
func echo(key int) Question[int, int] {
	return Question[int, int]{Key: key, Work: func(context.Context) int { return 10 * key }}
}

func patient(key int) Question[int, int] {
	q := echo(key)
	q.Patient = true
	return q
}

// one returns the only job.
func one(t *testing.T, jobs []event.Job) event.Job {
	t.Helper()
	if len(jobs) != 1 {
		t.Fatalf("%d jobs", len(jobs))
	}
	return jobs[0]
}

func none(t *testing.T, why string, jobs []event.Job) {
	t.Helper()
	if len(jobs) != 0 {
		t.Fatalf("%s: %d jobs", why, len(jobs))
	}
}

// taken is the answer that msg brings.
func taken(t *testing.T, a *Asker[int, int], msg any) *Answer[int, int] {
	t.Helper()
	answer, own := a.Take(msg)
	if !own {
		t.Fatal("its own message is taken for another Asker's")
	}
	return answer
}

// The law: one question is answered at a time; of those asked meanwhile only the newest is; what is known, or
// being computed, is not asked again.
func TestOneAtATimeAndTheLatestWins(t *testing.T) {
	var a Asker[int, int]
	first := one(t, a.Ask(echo(1)))
	none(t, "while busy", a.Ask(echo(2)))
	none(t, "while busy", a.Ask(echo(3)))
	if got := taken(t, &a, first()); got == nil || got.Key != 1 || got.Is != 10 {
		t.Fatalf("answered %+v", got)
	}
	second := one(t, a.Next())
	none(t, "what is being asked", a.Ask(echo(3)))
	if got := taken(t, &a, second()); got == nil || got.Key != 3 || got.Is != 30 {
		t.Fatalf("then %+v", got)
	}
	none(t, "nothing is left", a.Next())
	none(t, "what is known", a.Ask(echo(3)))
	third := one(t, a.Ask(echo(4)))
	none(t, "another", a.Ask(echo(5)))
	none(t, "and back", a.Ask(echo(4)))
	taken(t, &a, third())
	none(t, "the newest was the one at hand", a.Next())
}

// The law: an answer is taken once, and by the Asker that asked; the others do not change.
func TestForeignAndStaleAnswersAreRefused(t *testing.T) {
	var a, b Asker[int, int]
	mine, others := one(t, a.Ask(echo(1))), one(t, b.Ask(echo(1)))
	for _, msg := range []any{others(), nil, "a text", Answer[int, string]{}, Answer[int, int]{}, woken[int, int]{&b}} {
		if answer, own := a.Take(msg); answer != nil || own {
			t.Errorf("%+v was taken", msg)
		}
	}
	if !a.Busy() {
		t.Fatal("another Asker's answer has ended the question")
	}
	msg := mine()
	if taken(t, &a, msg) == nil {
		t.Fatal("its own answer is refused")
	}
	if taken(t, &a, msg) != nil {
		t.Error("an answer was taken twice")
	}
	next := one(t, a.Ask(echo(2)))
	if taken(t, &a, msg) != nil || !a.Busy() {
		t.Error("an old answer was taken for the expected one")
	}
	if got := taken(t, &a, next()); got == nil || got.Is != 20 {
		t.Errorf("then %+v", got)
	}
}

// The law: a cancelled question stops, its answer is refused, and nothing else is started before its job has
// returned; then the same may be asked again.
func TestCancelled(t *testing.T) {
	var a Asker[int, int]
	working := make(chan struct{})
	slow := Question[int, int]{Key: 1, Work: func(ctx context.Context) int {
		close(working)
		<-ctx.Done()
		return -1
	}}
	job := one(t, a.Ask(slow))
	none(t, "while busy", a.Ask(echo(2)))
	back := make(chan any)
	go func() { back <- job() }()
	<-working
	a.Cancel()
	none(t, "what was remembered is forgotten", a.Next())
	none(t, "while the old job is not back", a.Ask(echo(1)))
	if got := taken(t, &a, <-back); got != nil {
		t.Errorf("a cancelled question was answered: %+v", got)
	}
	if got := taken(t, &a, one(t, a.Next())()); got == nil || got.Is != 10 {
		t.Errorf("asked again: %+v", got)
	}
	a.Cancel()
	none(t, "what has been answered stays known", a.Ask(echo(1)))
}

// The law: an answer already on its way when its question is cancelled is also refused.
func TestCancelledWhenAnswered(t *testing.T) {
	var a Asker[int, int]
	msg := one(t, a.Ask(echo(1)))()
	a.Cancel()
	if got := taken(t, &a, msg); got != nil {
		t.Errorf("it is taken: %+v", got)
	}
}

// The law: the questions end with the run: one not yet started is not computed, an incomplete answer is refused,
// and nothing more is asked.
func TestItEndsWithTheRun(t *testing.T) {
	run, end := context.WithCancel(context.Background())
	a := Asker[int, int]{Under: run}
	job := one(t, a.Ask(Question[int, int]{Key: 1, Work: func(context.Context) int {
		t.Error("computed for a run that has ended")
		return 0
	}}))
	end()
	if got := taken(t, &a, job()); got != nil {
		t.Errorf("answered %+v", got)
	}
	none(t, "the run has ended", a.Ask(echo(2)))
	run, end = context.WithCancel(context.Background())
	b := Asker[int, int]{Under: run}
	half := one(t, b.Ask(Question[int, int]{Key: 1, Work: func(context.Context) int { end(); return 5 }}))
	if got := taken(t, &b, half()); got != nil {
		t.Errorf("an incomplete answer was taken: %+v", got)
	}
}

// The law: a patient question waits until the Asker has rested, in one job however often it is asked, and then
// the newest is started; others do not wait.
func TestRest(t *testing.T) {
	at := time.Unix(1000, 0)
	a := Asker[int, int]{Now: func() time.Time { return at }}
	job := one(t, a.Ask(patient(1)))
	at = at.Add(time.Second)
	got := taken(t, &a, job())
	if got == nil || got.Took != time.Second {
		t.Fatalf("the first waited, or did not take a second: %+v", got)
	}
	a.Rest(time.Minute, got.Took)
	if one(t, a.Ask(patient(2))); a.Busy() || a.Free() {
		t.Fatal("a patient question does not wait")
	}
	none(t, "it waits already", a.Ask(patient(3)))
	early := woken[int, int]{&a}
	if taken(t, &a, early); a.Busy() {
		t.Fatal("woken too early it is started")
	}
	one(t, a.Next()) // it waits again
	at = at.Add(time.Minute)
	if taken(t, &a, early); !a.Free() {
		t.Fatal("it has not rested")
	}
	if got = taken(t, &a, one(t, a.Next())()); got == nil || got.Key != 3 {
		t.Fatalf("the newest is %+v", got)
	}
	a.Rest(time.Second, time.Minute)
	at = at.Add(3 * time.Minute)
	if one(t, a.Ask(patient(4))); a.Busy() {
		t.Error("it does not rest longer after a long computation")
	}
	if got = taken(t, &a, one(t, a.Ask(echo(5)))()); got == nil || got.Key != 5 {
		t.Errorf("a question that is not patient waits: %+v", got)
	}
}

// The law: a job that waits for the end of a rest ends when the questions are cancelled.
func TestACancelledRestEnds(t *testing.T) {
	a := Asker[int, int]{}
	a.Rest(1000*time.Hour, 0)
	wait := one(t, a.Ask(patient(1)))
	back := make(chan any)
	go func() { back <- wait() }()
	a.Cancel()
	taken(t, &a, <-back)
	none(t, "what waited is forgotten", a.Next())
	one(t, a.Ask(patient(2))) // it may wait again
}

// The law, in any order of events: at most one job works at a time; every answer taken is that of the last
// question that was started and not cancelled; and when all jobs are done, the newest question has been answered.
func TestAnyOrder(t *testing.T) {
	for seed := range uint64(200) {
		rng := rand.New(rand.NewPCG(seed, 1))
		var a, other Asker[int, int]
		var jobs []event.Job
		newest, answered := 0, 0
		for step := range 60 {
			switch rng.IntN(4) {
			case 0, 1:
				newest = rng.IntN(5)
				jobs = append(jobs, a.Ask(echo(newest))...)
			case 2:
				if len(jobs) > 0 {
					if got := taken(t, &a, jobs[0]()); got != nil {
						answered = got.Key
					}
					jobs = append(jobs[1:], a.Next()...)
				}
				other.Take(woken[int, int]{&a})
			case 3:
				if step%7 == 0 {
					a.Cancel()
					newest = answered
				}
			}
			if len(jobs) > 1 {
				t.Fatalf("seed %d: %d jobs at a time", seed, len(jobs))
			}
		}
		for len(jobs) > 0 {
			if got := taken(t, &a, jobs[0]()); got != nil {
				answered = got.Key
			}
			jobs = append(jobs[1:], a.Next()...)
		}
		if answered != newest {
			t.Errorf("seed %d: the newest question is %d, answered is %d", seed, newest, answered)
		}
	}
}
