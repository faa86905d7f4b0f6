package translation

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"unroll/core/random"
)

// The law: an English sentence decides which meaning is translated, whatever was drawn: the law of a sentence is one.
func TestChineseHasOneLaw(t *testing.T) {
	templates := map[string]string{}
	rng := random.Stream(3, "test", 0)
	for range 40_000 {
		s := sentenceOf(rng)
		key := lawKey(s.Source)
		if before, ok := templates[key]; ok && before != s.Target {
			t.Fatalf("%s: %s, %s", s.Source, before, s.Target)
		}
		templates[key] = s.Target
		for _, r := range s.Target {
			if !unicode.Is(unicode.Han, r) && !strings.ContainsRune("。？，[|]0123456789", r) {
				t.Fatalf("%s: %q", s.Target, r)
			}
		}
		sum, texts := 0.0, map[string]bool{}
		for _, w := range ways(s.Target) {
			sum += w.P
			texts[w.Target] = true
		}
		if !near(sum, 1) || len(texts) != len(ways(s.Target)) {
			t.Fatalf("%s: probabilities add up to %v, or a translation is there twice", s.Target, sum)
		}
	}
}

// The law: enough pairs, some ambiguous and some not; translations come as often as the law says; the best fit to the training part is
// not worse there than the law itself, and the law's loss is what it expects, but for chance.
func TestChineseFollowsItsLaw(t *testing.T) {
	s, _ := Find("chinese")
	train, valid := tenth(s)
	law, pairs, often := s.Law(), map[Line]bool{}, map[float64][2]float64{}
	for _, x := range slices.Concat(train, valid) {
		pairs[x] = true
		list := law.Ways(x.Source)
		if !slices.ContainsFunc(list, func(w Way) bool { return w.Target == x.Target }) {
			t.Fatalf("%q is not in the law: %v", x, list)
		}
		for _, w := range list {
			n := often[w.P]
			if n[0]++; w.Target == x.Target {
				n[1]++
			}
			often[w.P] = n
		}
	}
	if len(pairs) < 10_000 {
		t.Errorf("%d different pairs", len(pairs))
	}
	for p, n := range often {
		if math.Abs(n[1]-n[0]*p) > 5*math.Sqrt(n[0]*p*(1-p))+1e-9 {
			t.Errorf("of probability %v: %v of %v", p, n[1], n[0])
		}
	}
	c := corpus(t, train, valid, s.Options)
	floor, fit, held := c.Floor(), s.Exact(c, c.Train), s.Exact(c, c.Valid)
	t.Logf("%d pairs, %d sentences, %d of them ambiguous; floor of the training loss %.4f, the law's %.4f there and %.4f held out", len(pairs), floor.Sources, floor.Ambiguous, floor.Nats, fit.Nats, held.Nats)
	if floor.Nats > fit.Loss || math.Abs(fit.Loss/fit.Nats-1) > 0.02 || math.Abs(held.Loss/held.Nats-1) > 0.06 {
		t.Errorf("floor %+v, law %+v, held out %+v", floor, fit, held)
	}
	if right := likeliestIsThere(law, train); math.Abs(right-fit.Match) > 0.02 || fit.Match < 0.5 {
		t.Errorf("the likeliest translation is right for %v, and the law expects %v", right, fit.Match)
	}
	if share := float64(floor.Ambiguous) / float64(floor.Sources); share < 0.3 || share > 0.7 {
		t.Errorf("%v of the sentences are ambiguous", share)
	}
	for _, o := range []Options{{Source: Words, Target: Chars, Prepare: true, Length: 8, Cut: true}, {Source: Words, Target: Chars, MinFreq: 1000}} {
		c := corpus(t, train, nil, o)
		if got := s.Exact(c, c.Train); !math.IsNaN(got.Nats) {
			t.Errorf("%+v: %+v, which nobody can know", o, got)
		}
	}
}

// likeliestIsThere is how often the likeliest translation is the one that is there.
func likeliestIsThere(law Law, lines []Line) float64 {
	right := 0
	for _, x := range lines {
		if law.Ways(x.Source)[0].Target == x.Target {
			right++
		}
	}
	return float64(right) / float64(len(lines))
}

// The law: phrases move as the sources say, and each template stands for what it says.
func TestChineseMovesPhrases(t *testing.T) {
	s, _ := Find("chinese")
	law := s.Law()
	for _, pattern := range []struct{ source, target string }{
		{`^.* (bought|wrote|drew|sold) .* (in|at|by) .* yesterday \.$`, `^.*昨天在.*(买|写|画|卖)了?.*。$`},
		{`^the \w+ that .* (bought|wrote|drew|sold) .*\.$`, `^.*(买|写|画|卖)的.*(很|非常|不).*。$`},
		{`^(did|will|do|does|is|are) .*\?$`, `^.*吗？$`},
		{`^what did .*\?$`, `^.*了什么？$`},
		{`^where did .*\?$`, `^.*在(哪里|哪儿).*的？$`},
		{`^there (is|are) .*\.$`, `^.*(上|下面|后面|里|前面|附近|河边)有.*。$`},
		{`^.* because .*\.$`, `^因为.*，所以.*。$`},
		{`^.* than .*\.$`, `^.*比.*。$`},
	} {
		source, target, n := regexp.MustCompile(pattern.source), regexp.MustCompile(pattern.target), 0
		for sentence, list := range law {
			if !source.MatchString(sentence) {
				continue
			}
			n++
			for _, w := range list {
				if !target.MatchString(w.Target) {
					t.Errorf("%s: %s", sentence, w.Target)
				}
			}
		}
		if n < 50 {
			t.Errorf("%s: %d sentences", pattern.source, n)
		}
	}
	if got := ways("[你6|您4]没[有5|5]来"); !slices.Equal(got, []Way{{"你没有来", 0.3}, {"你没来", 0.3}, {"您没有来", 0.2}, {"您没来", 0.2}}) {
		t.Errorf("%v", got)
	}
}
