package datasets

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"unroll/core/text"
)

// answerOf is what must follow the question of each source, found in another way than by its maker.
var answerOf = map[string]func(question string) string{
	"parity": func(q string) string { return strconv.Itoa(strings.Count(q, "1") % 2) },
	"addition": func(q string) string {
		a, b, _ := strings.Cut(q, "+")
		x, _ := strconv.Atoi(a)
		y, _ := strconv.Atoi(b)
		return strconv.Itoa(x + y)
	},
	"copy": func(q string) string { return strings.TrimRight(q, ".") },
	"reversal": func(q string) string {
		b := []byte(q)
		slices.Reverse(b)
		return string(b)
	},
	"dyck": func(q string) string { // remove matched pairs; turn around what is left
		for before := ""; before != q; {
			before = q
			for _, pair := range []string{"()", "[]", "{}"} {
				q = strings.ReplaceAll(q, pair, "")
			}
		}
		b := []byte(strings.NewReplacer("(", ")", "[", "]", "{", "}").Replace(q))
		slices.Reverse(b)
		return string(b)
	},
	"cycle": func(q string) string {
		return strconv.Itoa(((strings.Count(q, ">")-strings.Count(q, "<"))%5 + 5) % 5)
	},
	"anbn":   func(q string) string { return strings.Repeat("b", len(q)-1) },
	"anbncn": func(q string) string { return strings.Repeat("b", len(q)-1) + strings.Repeat("c", len(q)) },
}

func linesOf(s string) []string { return strings.Split(strings.TrimSuffix(s, "\n"), "\n") }

// scoredSources are the sources with a score, with their texts.
func scoredSources(t *testing.T) (list []Source, texts []Text) {
	for _, s := range Sources {
		if s.Options.Score != "" {
			list, texts = append(list, s), append(texts, load(t, s))
		}
	}
	if len(list) != len(answerOf) {
		t.Fatalf("%d sources with answers, %d known here", len(list), len(answerOf))
	}
	return list, texts
}

func TestEveryAnswerIsRight(t *testing.T) {
	list, texts := scoredSources(t)
	for i, s := range list {
		marker := strings.TrimPrefix(s.Options.Score, text.ScoreAfter)
		for _, line := range append(linesOf(texts[i].Train), linesOf(*texts[i].Valid)...) {
			q, a, ok := strings.Cut(line, marker)
			if !ok || a != answerOf[s.Name](q) {
				t.Fatalf("%s: %q, want the answer %q", s.Name, line, answerOf[s.Name](q))
			}
		}
	}
}

// undetermined is the first scored token of the lines that the tokens before it do not determine; "": all are.
func undetermined(c *text.Corpus) string {
	after := map[string]int32{}
	for _, part := range []*text.Sequences{c.TrainLines, c.ValidLines} {
		for _, x := range part.Spans {
			for i := x.From; i < x.To; i++ {
				if part.Targets[i] < 0 {
					continue
				}
				before := c.Vocab.Decode(part.Inputs[x.From+1 : i+1])
				if was, ok := after[before]; ok && was != part.Targets[i] {
					return before
				}
				after[before] = part.Targets[i]
			}
		}
	}
	return ""
}

// The law: the floor is 0 because every scored token follows from those before it; of other texts, other scores and
// other kinds of tokens nothing is known.
func TestTheFloorOfAnswers(t *testing.T) {
	list, texts := scoredSources(t)
	for i, s := range list {
		c, err := Corpus(texts[i], s.Options)
		if err != nil {
			t.Fatal(err)
		}
		if at := undetermined(c); at != "" || FloorFor(texts[i], c) != 0 {
			t.Errorf("%s: floor %v, but two tokens follow %q", s.Name, FloorFor(texts[i], c), at)
		}
	}
	a := answers{name: "twice", score: "after:=", line: func(rng *rand.Rand, n int) string { return strings.Repeat("a", n) + "=" + strconv.Itoa(rng.IntN(2)) },
		from: 1, train: 5, beyond: 8, lines: 50}
	x, _ := a.load()
	c, err := Corpus(x, text.Options{Tokens: "char", Lines: true, Score: "after:="})
	if err != nil || undetermined(c) == "" {
		t.Errorf("an answer by the toss of a coin counts as determined: %v", err)
	}
	p := load(t, parity)
	for _, o := range []text.Options{{Tokens: "char", Lines: true}, {Tokens: "char"}, {Tokens: "char", Lines: true, Score: "last"}} {
		if c, err := Corpus(p, o); err != nil || !math.IsNaN(FloorFor(p, c)) {
			t.Errorf("%+v: a floor, %v", o, err)
		}
	}
	m := load(t, markov)
	for _, o := range []text.Options{{Tokens: "char"}, {Tokens: "char", Lines: true, Score: "last"}} {
		c, err := Corpus(m, o)
		if err != nil {
			t.Fatal(err)
		}
		if got := FloorFor(m, c); o.Score == "" && got != m.Law.Rate() || o.Score != "" && !math.IsNaN(got) {
			t.Errorf("markov with %+v: floor %v", o, got)
		}
	}
	own, err := Opener{}.WithValid(p, "tide")
	if err != nil || own.Certain != "" {
		t.Errorf("a floor of another text's lines: %q, %v", own.Certain, err)
	}
}

// The law: no line that is held out is trained; held-out lengths go to twice those trained; short lengths with few lines
// are trained whole.
func TestWhatIsHeldOut(t *testing.T) {
	list, texts := scoredSources(t)
	for i, s := range list {
		marker := strings.TrimPrefix(s.Options.Score, text.ScoreAfter)
		trained, seen, longest := map[int]bool{}, map[string]bool{}, 0
		for _, line := range linesOf(texts[i].Train) {
			n := strings.Index(line, marker)
			trained[n], seen[line], longest = true, true, max(longest, n)
		}
		beyond, within := map[int]bool{}, map[int]bool{}
		for _, line := range linesOf(*texts[i].Valid) {
			n := strings.Index(line, marker)
			if seen[line] {
				t.Fatalf("%s: %q is held out and trained", s.Name, line)
			}
			if n > longest {
				beyond[n] = true
			} else {
				within[n] = true
			}
		}
		if len(beyond) < longest*3/4 || len(within) < longest/8 || !beyond[longest+1] {
			t.Errorf("%s, trained up to %d: %d lengths held out beyond, %d within", s.Name, longest, len(beyond), len(within))
		}
		for n := 1; n < longest; n++ {
			if !trained[n] && !within[n] && n > 3 {
				t.Errorf("%s: no line of length %d", s.Name, n)
			}
		}
	}
}

// A source of two parts is opened whole, and cannot be joined with another text.
func TestASourceWithItsOwnHeldOutLines(t *testing.T) {
	x, err := Opener{}.Open("parity")
	if err != nil || x.Valid == nil || len(x.Parts) != 2 {
		t.Fatalf("%d parts, %v", len(x.Parts), err)
	}
	if _, err := (Opener{}).Open("parity", "tide"); err == nil {
		t.Error("joined with another text")
	}
	if got := fmt.Sprint(x.Parts[0].Role, x.Parts[1].Role, x.Bytes); got != fmt.Sprint(Train, Valid, len(x.Train)+len(*x.Valid)) {
		t.Error(got)
	}
}
