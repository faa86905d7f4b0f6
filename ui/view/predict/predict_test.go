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

// The law: a setting that is off is switched on at its usual value by +, and one that drops nothing is off.
func TestPlusSwitchesOn(t *testing.T) {
	p := still(t)
	if press(p, "tab", "+"); p.set.cut.TopK != 5 { // V is 11
		t.Errorf("top-k %d", p.set.cut.TopK)
	}
	if press(p, "tab", "+"); p.set.cut.TopP != 0.9 {
		t.Errorf("top-p %v", p.set.cut.TopP)
	}
	if press(p, "+", "+", "+"); p.set.cut.TopP != 1 {
		t.Errorf("at the end top-p is %v", p.set.cut.TopP)
	}
	p.is.order = make([]int32, 100)
	if p.set.cut.TopK = 0; true {
		p.turnTopK(+1)
	}
	if p.set.cut.TopK != 40 {
		t.Errorf("of 100 tokens top-k %d", p.set.cut.TopK)
	}
}

// The law: the continuations fill the page after a change of its size, although no newer model comes.
func TestContinuationsFollowTheSize(t *testing.T) {
	p, m := on(t, "periodic")
	jobs := p.See(dataOf("abac", m), true)
	picture(p, 200, 40)
	answer(t, p, answer(t, p, jobs))
	wide := len(p.is.greedy.IDs)
	if more := p.Message(event.Resized{}); len(more) != 0 {
		t.Error("asked although nothing has changed")
	}
	picture(p, 80, 24)
	answer(t, p, p.Message(event.Resized{}))
	if narrow := len(p.is.greedy.IDs); wide != p.fitOf(200, 40) || narrow != p.fitOf(80, 24) || narrow >= wide {
		t.Errorf("%d tokens on 200 columns, %d on 80", wide, narrow)
	}
	for y, row := range strings.Split(picture(p, 80, 24), "\n") {
		if y > 0 && y < 9 && !strings.HasSuffix(row, " │") {
			t.Errorf("no blank before the frame: %q", row)
		}
	}
}

// fitOf is how many tokens of one column a continuation has on a page of w×h cells.
func (p *Predict) fitOf(w, h int) int { return arrange(w, h, p.set.width).goOn.W - 3 - textAt }

// The law: numbers never run into each other or lose their end: they lose decimals.
func TestNumbersFit(t *testing.T) {
	for _, c := range []struct {
		v     float64
		width int
		want  string
	}{{-404.14, 7, "-404.14"}, {-1404.14, 7, "-1404.1"}, {60377.12, 6, "60377"}, {404.14, 5, "404.1"}, {6037712.5, 6, "6.0M"}, {math.Inf(1), 5, "∞"}} {
		if got := fitted(c.v, c.width); got != c.want {
			t.Errorf("%v in %d columns is %q, want %q", c.v, c.width, got, c.want)
		}
	}
	p := still(t)
	p.is.beam[1].LogP = -404.14
	if all := picture(p, 80, 24); !strings.Contains(all, "│ 2 -404.14  ") {
		t.Errorf("a rank runs into a number in\n%s", all)
	}
}

// The law: the facts say how many of the likeliest tokens have 90 % together, with separators.
func TestHowManyReach(t *testing.T) {
	p := still(t)
	if got := p.facts(80)[0]; got != "vocabulary 11 · 4 tokens reach 90 %" {
		t.Error(got)
	}
	p.shape.most = 1
	if got := p.facts(80)[0]; got != "vocabulary 11 · 1 token reaches 90 %" {
		t.Error(got)
	}
	p.is.order, p.shape.most, p.shape.kept = make([]int32, 25671), 1234, 20000
	if got := p.facts(80)[0]; got != "vocabulary 25,671 · 1,234 tokens reach 90 % · 20,000 of 25,671 kept" {
		t.Error(got)
	}
}

// The law: the chain rule marks that more of it is above, and its sum in the frame is not negative unless it is
// called log P; an infinite one is written as elsewhere.
func TestTheChainSaysWhatIsAbove(t *testing.T) {
	p := still(t)
	if all := picture(p, 80, 24); strings.Contains(all, "↑") || !strings.Contains(all, "chain rule ────────── Σ 7.96 nats") || !strings.Contains(all, "start") {
		t.Errorf("the whole chain:\n%s", all)
	}
	if all := picture(p, 80, 18); !strings.Contains(all, "│↑") {
		t.Errorf("the end of the chain:\n%s", all)
	}
	p.is.terms[3].Sum, p.is.terms[4].Sum, p.is.terms[4].Perplexity = math.Inf(1), math.Inf(1), math.Inf(1)
	if all := picture(p, 120, 36); !strings.Contains(all, "log P -∞ nats · perplexity ∞") {
		t.Errorf("an impossible prefix:\n%s", all)
	}
}

// The law: the stable way shows its own log Σ, what m adds to it, and what m is; a sum of rounding errors is 0.
func TestTheStableWayAddsItsMaximum(t *testing.T) {
	p := still(t)
	press(p, "s")
	all := picture(p, 80, 24)
	k := p.micro.kinds[1].stable
	for _, want := range []string{"c = 0 ", "m = max x = 5.00", "m + log Σ", fmt.Sprintf("%.3f", math.Log(k.sum)), fmt.Sprintf("%.3f", 5+math.Log(k.sum)), "sums to 0", "target “z”"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in\n%s", want, all)
		}
	}
	if press(p, "+"); !strings.Contains(picture(p, 80, 24), "m = max x = 15.00") {
		t.Error("m does not follow c")
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
