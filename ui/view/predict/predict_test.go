package predict

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"unroll/core/lm"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/draw/look"
	"unroll/ui/draw/theme"
	"unroll/ui/i18n"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
	"unroll/ui/view"
)

// on is a view on a paused run of a built-in dataset, with its initial model.
func on(t *testing.T, name string) (*Predict, *lm.Model) {
	t.Helper()
	source, err := datasets.Opener{}.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	r := sessions.RecipeFor(source)
	r.Model.Hidden, r.Settings.Unroll, r.Settings.Batch = 4, 4, 4
	run, err := sessions.Begin(source, r, train.Options{Threads: 1, Paused: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = run.End() })
	plain, _ := theme.Find("plain")
	p := New(context.Background(), &run.Subject, &look.Look{Theme: plain, Words: i18n.English}).(*Predict)
	for s := range run.Snapshots(context.Background()) {
		if s.Model != nil {
			return p, s.Language()
		}
	}
	t.Fatal("the run ended")
	return nil, nil
}

// answer does the only job and gives the view its result.
func answer(t *testing.T, p *Predict, jobs []event.Job) []event.Job {
	t.Helper()
	if len(jobs) != 1 {
		t.Fatalf("%d jobs", len(jobs))
	}
	return p.Message(jobs[0]())
}

// The law: what is drawn is the model's distribution, with the law's by id, and the language selected for
// comparison.
func TestReckonsWithARealRun(t *testing.T) {
	for _, name := range []string{"markov", "periodic", "names"} {
		p, m := on(t, name)
		if more := answer(t, p, p.See(dataOf("abac", m, panel.Named{Name: "itself", Is: m}), true)); len(more) != 0 {
			t.Fatalf("%s: answered and asked again", name)
		}
		sum := 0.0
		for _, c := range m.Predict("abac", 1, m.Len()).Top {
			if math.Abs(p.shape.q[c.ID]-c.P) > 1e-15 || math.Abs(float64(p.is.logits[c.ID])-c.Logit) > 0 {
				t.Errorf("%s: p(%q) = %v, want %v", name, c.Text, p.shape.q[c.ID], c.P)
			}
			sum += p.shape.q[c.ID]
		}
		if math.Abs(sum-1) > 1e-12 || len(p.is.terms) != 4 || len(p.is.greedy.IDs) == 0 || len(p.is.beam) == 0 {
			t.Errorf("%s: Σ %v, %d terms", name, sum, len(p.is.terms))
		}
		if (p.is.law != nil) != (name != "names") {
			t.Errorf("%s: a law %v", name, p.is.law)
		}
		answer(t, p, func() []event.Job { jobs, _ := p.Key(event.Key{Name: "b"}); return jobs }())
		if p.is.name != "itself" || math.Abs(p.is.beside[0]-p.is.p[0]) > 1e-6 {
			t.Errorf("%s: it is compared with %q, %v", name, p.is.name, p.is.beside)
		}
		whole(t, picture(p, 80, 24), 80, 24)
	}
}

func TestLawIsByID(t *testing.T) {
	p, m := on(t, "markov")
	answer(t, p, p.See(dataOf("ab", m), true))
	want := p.run.Law.Next([]string{"a", "b"})
	for i, symbol := range p.run.Law.Alphabet() {
		if got := p.is.law[m.Vocab.ID(symbol)]; got != want[i] {
			t.Errorf("p(%q) = %v, want %v", symbol, got, want[i])
		}
	}
	if math.Abs(p.shape.cross-p.shape.apart-lm.Entropy(want)) > 1e-12 {
		t.Errorf("cross-entropy %v, KL %v", p.shape.cross, p.shape.apart)
	}
}

// The law: one question is answered at a time; meanwhile only the newest is remembered; what has been answered is
// not asked again; nothing is asked while another view is shown.
func TestOneQuestionAtATime(t *testing.T) {
	p, m := on(t, "periodic")
	if jobs := p.See(dataOf("a", m), false); len(jobs) != 0 {
		t.Fatal("asked although the view is not shown")
	}
	jobs := p.See(dataOf("a", m), true)
	for _, s := range []string{"ab", "aba", "abac"} {
		if more := p.See(dataOf(s, m), true); len(more) != 0 {
			t.Fatal("asked while busy")
		}
	}
	jobs = answer(t, p, jobs)
	if jobs = answer(t, p, jobs); p.is.text != "abac" || len(jobs) != 0 {
		t.Errorf("ends with %q and %d jobs", p.is.text, len(jobs))
	}
	if jobs := p.See(dataOf("abac", m), true); len(jobs) != 0 {
		t.Error("asked although it is known")
	}
}

// The law: a newer model waits its turn and is not forgotten; a key does not wait.
func TestNewerModelsWaitTheirTurn(t *testing.T) {
	p, m := on(t, "periodic")
	at := time.Unix(1000, 0)
	p.asker.Now = func() time.Time { return at }
	answer(t, p, p.See(dataOf("a", m), true))
	newer := *m
	newer.Step++
	jobs := p.See(dataOf("a", &newer), true)
	if len(jobs) != 1 || p.asker.Busy() {
		t.Fatal("a newer model does not wait")
	}
	if more := p.See(dataOf("a", &newer), true); len(more) != 0 {
		t.Error("it waits twice")
	}
	if more := p.See(dataOf("ab", m), true); len(more) != 1 || !p.asker.Busy() {
		t.Fatal("another prefix waits")
	} else {
		answer(t, p, more)
	}
	at = at.Add(rest)
	if more := p.See(dataOf("ab", &newer), true); len(more) != 1 || !p.asker.Busy() {
		t.Error("its turn has come but nothing is asked")
	} else if answer(t, p, more); p.known.step != newer.Step {
		t.Errorf("step %d is shown", p.known.step)
	}
}

// The law: a newer model that waits is asked once the rest is over, even if nothing else happens.
func TestWhoWaitsIsNotForgotten(t *testing.T) {
	p, m := on(t, "periodic")
	at := time.Unix(1000, 0)
	p.asker.Now = func() time.Time { return at }
	answer(t, p, p.See(dataOf("a", m), true))
	newer := *m
	newer.Step++
	p.asker.Rest(time.Nanosecond, 0)
	wait := p.See(dataOf("a", &newer), true)
	at = at.Add(time.Nanosecond)
	if answer(t, p, answer(t, p, wait)); p.known.step != newer.Step {
		t.Errorf("step %d is shown", p.known.step)
	}
}

// The law: everything shown is computed from the lab's one reading. Here that reading belongs to another text
// than it says, so reading the prefix again would be noticed.
func TestNothingIsReadAgain(t *testing.T) {
	p, m := on(t, "markov")
	d := dataOf("ab", m)
	changed, other := *d.Prefix.Read, m.Read("ca", true, nil)
	changed.After, changed.Logits = other.After, other.Logits
	d.Prefix.Read = &changed
	answer(t, p, p.See(d, true))
	got := fmt.Sprint(p.is.p, p.is.logits, p.is.order, p.is.terms, p.is.greedy, p.is.drawn, p.is.beam)
	answer(t, p, p.See(dataOf("ca", m), true))
	if want := fmt.Sprint(p.is.p, p.is.logits, p.is.order, p.is.terms, p.is.greedy, p.is.drawn, p.is.beam); got != want {
		t.Errorf("of the reading it was given\n%s\nis shown, want\n%s", got, want)
	}
}

// The law: a view that is no longer shown asks nothing: its question is cancelled, and asked again when it comes
// back; what it knows it keeps.
func TestAViewThatHasGoneIsNotAsked(t *testing.T) {
	p, m := on(t, "periodic")
	d := dataOf("abac", m)
	jobs := p.See(d, true)
	if more := p.See(dataOf("a", m), false); len(more) != 0 {
		t.Fatal("asked although the view is not shown")
	}
	if more := answer(t, p, jobs); len(more) != 0 || p.is != nil {
		t.Fatalf("it took an answer while not shown, and asked %d more times", len(more))
	}
	answer(t, p, p.See(d, true))
	if p.is == nil || p.is.text != "abac" {
		t.Fatal("it does not ask again when it comes back")
	}
	p.See(d, false)
	if more := p.See(d, true); len(more) != 0 {
		t.Error("asked although it is known")
	}
}

// The law: the questions end with the run.
func TestNothingIsAskedOfARunThatHasEnded(t *testing.T) {
	p, m := on(t, "periodic")
	ctx, end := context.WithCancel(context.Background())
	p.asker.Under = ctx
	jobs := p.See(dataOf("abac", m), true)
	end()
	if more := answer(t, p, jobs); len(more) != 0 || p.is != nil {
		t.Errorf("answered, and asked %d more times", len(more))
	}
	if more := p.See(dataOf("ab", m), true); len(more) != 0 {
		t.Error("asked of a run that has ended")
	}
}

func wanted(t *testing.T, p *Predict, key string) (view.Prefix, bool) {
	t.Helper()
	jobs, taken := p.Key(event.Key{Name: key})
	if !taken {
		t.Fatalf("%q is not taken", key)
	}
	if len(jobs) == 0 {
		return view.Prefix{}, false
	}
	return jobs[0]().(view.Prefix), true
}

// The law: enter appends the token under the cursor to the prefix, backspace removes the last one; neither acts
// on a picture of another prefix.
func TestSteeringByHand(t *testing.T) {
	p := still(t)
	press(p, "down")
	token := p.is.vocab.Vocab.Token(p.is.order[1])
	if got, _ := wanted(t, p, "enter"); got != (view.Prefix{From: "ab 光x", To: "ab 光x" + token}) {
		t.Errorf("enter: %+v", got)
	}
	if got, _ := wanted(t, p, "backspace"); got.To != "ab 光" {
		t.Errorf("backspace: %+v", got)
	}
	p.seen.text = "another"
	if _, asked := wanted(t, p, "enter"); asked {
		t.Error("enter acted on the picture of another prefix")
	}
}

// The law: words are separated, and the end of a line is a line end.
func TestWordsAreSetApart(t *testing.T) {
	p := still(t)
	p.seen.words = true
	for _, c := range [][3]string{{"", "to", "to"}, {"to", "be", "to be"}, {"to ", "be", "to be"}, {"to", "<eos>", "to\n"}, {"to\n", "be", "to\nbe"}} {
		if got := c[0] + p.written(c[0], c[1]); got != c[2] {
			t.Errorf("%q and %q: %q", c[0], c[1], got)
		}
	}
	for _, c := range [][3]string{{"to be", "be", "to"}, {"to be ", "be", "to"}, {"to\n", "<eos>", "to"}, {"to", "to", ""}} {
		p.seen.text, p.is.text = c[0], c[0]
		p.is.prefix = []lm.Token{{Text: c[1]}}
		if got, _ := wanted(t, p, "backspace"); got.To != c[2] {
			t.Errorf("%q without %q: %q", c[0], c[1], got.To)
		}
	}
}

// The law: the cursor stays on its token when the order changes, and returns to the likeliest for another prefix.
func TestTheCursorStaysOnItsToken(t *testing.T) {
	p := still(t)
	press(p, "down", "down")
	chosen := p.is.order[2]
	other := *p.is
	other.order = append([]int32{chosen}, p.is.order[:2]...)
	other.order = append(other.order, p.is.order[3:]...)
	p.answered(&other)
	if p.at() != 0 || p.chosen != chosen {
		t.Errorf("it is in row %d", p.at())
	}
	next := other
	next.text = "ab"
	p.answered(&next)
	if p.chosen != nobody {
		t.Error("it stays for another prefix")
	}
}

// The law: the key for edges goes to where float32 and float64 overflow and underflow, explained in words, and
// back to where nothing fails; the stable way never fails.
func TestEdgesBreakWhatTheySay(t *testing.T) {
	p := still(t)
	press(p, "s")
	for i, want := range [][2]string{{"overflows", "agree"}, {"overflows", "overflows"}, {"underflows", "agree"}, {"underflows", "underflows"}, {"agree", "agree"}} {
		press(p, "e")
		said := p.verdicts()
		if !strings.Contains(said[0].text, want[0]) || !strings.Contains(said[1].text, want[1]) {
			t.Errorf("edge %d, c = %v: %v", i, p.set.c, said)
		}
		for _, k := range p.micro.kinds {
			if math.Abs(k.stable.loss-p.micro.loss) > 1e-3 || math.Abs(k.stable.logSum-p.set.c-p.micro.loss-float64(p.is.logits[p.micro.y])) > 1e-3 {
				t.Errorf("%s, c = %v: log Σ %v, loss %v", k.name, p.set.c, k.stable.logSum, k.stable.loss)
			}
		}
	}
	if math.Abs(p.micro.sum) > 1e-14 {
		t.Errorf("softmax(o) − y sums to %v", p.micro.sum)
	}
}

// The law: settings change both ways within their bounds, 0 restores the initial value, and esc belongs to the
// lab except on the second page.
func TestKnobs(t *testing.T) {
	p := still(t)
	for range knobs {
		for range 60 {
			press(p, "+")
		}
		for range 120 {
			press(p, "-")
		}
		press(p, "tab")
	}
	if s := p.set; s.cut != (lm.Truncation{Temperature: 0, TopK: 1, TopP: 0.1}) || s.width != 1 || s.seed != 0 {
		t.Errorf("decreased they are %+v", s)
	}
	for range knobs {
		press(p, "0", "tab")
	}
	if p.set != firstSettings {
		t.Errorf("reset they are %+v", p.set)
	}
	if _, taken := p.Key(event.Key{Name: "esc"}); taken {
		t.Error("esc is taken on the first page")
	}
	press(p, "s", "esc")
	if p.page != distribution {
		t.Error("esc stays on the second page")
	}
}

// The law: a click chooses the token under it.
func TestClickChooses(t *testing.T) {
	p := still(t)
	for y, row := range strings.Split(picture(p, 80, 24), "\n") {
		if strings.Contains(row, p.label(p.is.order[3], 9)+" ") && y > 3 && p.spot.at.Y+3 == y {
			p.Mouse(event.Mouse{Kind: event.Press, X: 4, Y: y})
		}
	}
	if p.at() != 3 {
		t.Errorf("row %d is chosen", p.at())
	}
}

func TestScience(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 1: "1", 308: "308", 0.0875: "0.0875", 1.23e-5: "1.23e-5", 3.4e38: "3.40e38", 1.5e300: "1.50e300", -2.5e-16: "-2.50e-16", 5e-324: "4.94e-324", 1234: "1.23e3"} {
		if got := science(v); got != want {
			t.Errorf("%g is %q, want %q", v, got, want)
		}
	}
}
