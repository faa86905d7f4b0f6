package text

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// scoredOf is the scored tokens of each line of s, joined, with its length, by the sequences.
func scoredOf(c *Corpus, s *Sequences) (list []string, lengths []int) {
	for _, x := range s.Spans {
		var b strings.Builder
		for _, id := range s.Targets[x.From:x.To] {
			if id >= 0 {
				b.WriteString(c.Vocab.Token(id))
			}
		}
		list, lengths = append(list, b.String()), append(lengths, x.Length)
	}
	return list, lengths
}

// The law: after:X scores what follows the first X, with the end of the line; last scores the last token and nothing
// else; lines without an X, and empty ones, are not read.
func TestWhatIsScored(t *testing.T) {
	for _, c := range []struct {
		tokens, score, text, want string
		lengths                   []int
	}{
		{"char", "after:=", "01=1\n=0\n1=\n", "1\n|0\n|\n", []int{2, 0, 1}},
		{"char", "after:=", "a=b=c\nno\n\nx=y", "b=c\n|y\n", []int{1, 1}},
		{"char", "after:b", "ab\naabb\naaabbb\n", "\n|b\n|bb\n", []int{1, 2, 3}},
		{"char", "last", "011\n\n7\n10", "1|7|0", []int{2, 0, 1}},
		{"byte", "after:=", "1=é\n", "é\n", []int{1}},
		{"word", "after:is", "this is so it is\nis it\n", "soitis<eos>|it<eos>", []int{1, 0}},
		{"word", "last", "so it  is\n", "is", []int{2}},
	} {
		m, err := NewCorpus(c.text, nil, Options{Tokens: c.tokens, Lines: true, Score: c.score})
		if err != nil {
			t.Fatalf("%+v: %v", c, err)
		}
		got, lengths := scoredOf(m, m.TrainLines)
		if strings.Join(got, "|") != c.want || len(lengths) != len(c.lengths) {
			t.Errorf("%s of %q: %q, want %q", c.score, c.text, got, c.want)
			continue
		}
		for i, n := range c.lengths {
			if lengths[i] != n {
				t.Errorf("%s of %q: lengths %v, want %v", c.score, c.text, lengths, c.lengths)
			}
		}
	}
}

// The law: a sequence is what precedes its line and the line up to what is needed, each target is the token after its
// input, and no scored token is in two sequences. Line numbers count every line.
func TestSequencesAreLines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(rapid.StringOfN(rapid.SampledFrom([]rune("01=")), 0, 6, -1), 1, 12).Draw(t, "lines")
		score := rapid.SampledFrom([]string{"last", "after:=", "after:1"}).Draw(t, "score")
		s := strings.Join(lines, "\n") + "\n"
		c, err := NewCorpus(s, nil, Options{Tokens: "char", Lines: true})
		if err != nil {
			t.Fatal(err)
		}
		by, err := c.Vocab.Scoring(score)
		if err != nil {
			t.Fatal(err)
		}
		q := ScoredLines(c.Train, by)
		covered := 0
		for _, x := range q.Spans {
			if x.From < covered || x.Len() < 1 || q.Targets[x.To-1] < 0 || x.Unknown != 0 {
				t.Fatalf("%+v after row %d", x, covered)
			}
			covered = x.To
			if c.Vocab.Token(q.Inputs[x.From]) != "\n" {
				t.Fatalf("%+v begins with %q", x, c.Vocab.Token(q.Inputs[x.From]))
			}
			line := lines[x.Line-1] + "\n"
			n := 0
			for i := x.From; i < x.To; i++ {
				want := line[i-x.From : i-x.From+1]
				if id := q.Targets[i]; id >= 0 {
					n++
					if c.Vocab.Token(id) != want {
						t.Fatalf("target %d of line %q is %q", i-x.From, line, c.Vocab.Token(id))
					}
				}
				if i > x.From && c.Vocab.Token(q.Inputs[i]) != line[i-x.From-1:i-x.From] {
					t.Fatalf("input %d of line %q is %q", i-x.From, line, c.Vocab.Token(q.Inputs[i]))
				}
			}
			if n != x.Scored {
				t.Fatalf("%d scored in %+v", n, x)
			}
		}
	})
}

// The levels of a scored text are of its scored tokens alone.
func TestUnigramOfWhatIsScored(t *testing.T) {
	c, err := NewCorpus("001=1\n000=0\n", nil, Options{Tokens: "char", Lines: true, Score: "last"})
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Unigram(); math.Abs(got-math.Ln2) > 1e-12 {
		t.Errorf("%v nats instead of ln 2", got)
	}
	if got := c.Vocab.ScoredChars(c.TrainLines); got != 2 {
		t.Errorf("%d characters are scored, want 2", got)
	}
}

func TestScoresThatCountNothing(t *testing.T) {
	valid := "0-1\n"
	for _, c := range []struct {
		o     Options
		valid *string
		want  string
	}{
		{Options{Lines: true, Score: "first"}, nil, "after:X"},
		{Options{Lines: true, Score: "after:"}, nil, "single token"},
		{Options{Lines: true, Score: "after:=="}, nil, "single token"},
		{Options{Lines: true, Score: "after:\n"}, nil, "single token"},
		{Options{Lines: true, Score: "after:?"}, nil, "no line to learn from"},
		{Options{Score: "last"}, nil, "--lines"},
		{Options{Lines: true, Score: "after:="}, &valid, "held out"},
	} {
		c.o.Tokens = "char"
		if _, err := NewCorpus("01=1\n", c.valid, c.o); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v", c.o, err)
		}
	}
	unknown := Options{Tokens: "word", Lines: true, Score: "after:is"}
	if _, err := NewCorpus("it <unk> so\n", nil, unknown); err == nil {
		t.Error("<unk> is taken for a marker that the text does not have")
	}
	if _, err := NewCorpus("\n\n", nil, Options{Tokens: "char", Lines: true, Score: "last"}); err == nil {
		t.Error("a text of empty lines is accepted")
	}
}

// Empty lines have nothing to hold out.
func TestEmptyLinesHoldNothingOut(t *testing.T) {
	valid := "\n\n"
	c, err := NewCorpus("01\n", &valid, Options{Tokens: "char", Lines: true, Score: "last"})
	if err != nil || len(c.Valid) != 0 || c.ValidLines.Scored() != 0 {
		t.Errorf("%+v, %v", c, err)
	}
}

// A token that is not in the vocabulary is not scored, but noted: the answer cannot be right.
func TestUnknownAnswers(t *testing.T) {
	c, err := NewCorpus("01=1\n", nil, Options{Tokens: "char", Lines: true, Score: "after:="})
	if err != nil {
		t.Fatal(err)
	}
	stream, err := Sequence(c.Vocab, true, "0=7\n7=1\n")
	if err != nil {
		t.Fatal(err)
	}
	by, _ := c.Vocab.Scoring(c.Score)
	s := ScoredLines(stream, by)
	if len(s.Spans) != 2 || s.Spans[0].Unknown != 1 || s.Spans[0].Scored != 1 || s.Spans[1].Unknown != 0 || s.Spans[1].Scored != 2 {
		t.Errorf("%+v", s.Spans)
	}
}
