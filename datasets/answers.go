package datasets

import (
	"crypto/sha256"
	"encoding/hex"
	"math/rand/v2"
	"strings"

	"unroll/core/text"
)

// answers is a source of lines with something to work out: what follows the marker is determined by what precedes it,
// so that a model that has found the rule has a loss of 0. Lines are sampled by a seed, the same on every machine.
//
// Two kinds of lines are held out: unseen ones of the lengths that are trained, if there are many of such a length (of a
// few, one that is missing would teach a wrong rule), and lines of lengths that are not trained, up to about twice the
// longest that is. A length is the number of characters before the marker.
type answers struct {
	name, title string
	score       string                             // of text.Options
	line        func(rng *rand.Rand, n int) string // one of length n, without its end
	from        int                                // the shortest length
	train       int                                // the longest trained
	beyond      int                                // the longest held out
	gaps        func(n int) bool                   // lengths of at most train that are not trained; nil: none
	lines       int                                // to train on
	hidden      int                                // of the Source
	lr          float64
}

const (
	answersSeed = 0x616e73776572 // "answer": streams used for nothing else
	perLength   = 24             // lines of each length that are held out, if there are so many
	many        = 4 * perLength  // different lines that a trained length must have for some to be held out
	tries       = 8 * many
)

// load is the Load of the source.
func (a answers) load() (Text, error) {
	rng := rand.New(rand.NewPCG(1, answersSeed))
	valid, held := a.holdOut(rng)
	train := a.sample(rng, held)
	t := Text{Name: a.name, Title: a.title, Train: train, Valid: &valid, Certain: a.score,
		Parts: []Part{madePart(Train, a.name, train), madePart(Valid, "valid", valid)}}
	t.seal()
	return t, nil
}

func madePart(role, name, s string) Part {
	sum := sha256.Sum256([]byte(s))
	return Part{Role: role, Name: name, SHA256: hex.EncodeToString(sum[:]), Bytes: int64(len(s))}
}

func (a answers) trains(n int) bool { return n <= a.train && (a.gaps == nil || !a.gaps(n)) }

// holdOut samples the validation text, by length, and the set of its lines.
func (a answers) holdOut(rng *rand.Rand) (valid string, held map[string]bool) {
	var b strings.Builder
	held = map[string]bool{}
	for n := a.from; n <= a.beyond; n++ {
		list := a.distinct(rng, n)
		take := min(perLength, len(list))
		if a.trains(n) && len(list) < many {
			take = 0
		}
		for _, line := range list[:take] {
			held[line] = true
			b.WriteString(line + "\n")
		}
	}
	return b.String(), held
}

// distinct samples different lines of one length, at most as many as are many.
func (a answers) distinct(rng *rand.Rand, n int) (list []string) {
	seen := map[string]bool{}
	for range tries {
		if line := a.line(rng, n); !seen[line] && len(list) < many {
			seen[line] = true
			list = append(list, line)
		}
	}
	return list
}

// sample samples the training text, without the lines that are held out. The smaller of two numbers decides the length:
// short lines, from which the rule is learned first, are more frequent.
func (a answers) sample(rng *rand.Rand, held map[string]bool) string {
	var b strings.Builder
	for range a.lines {
		for {
			n := a.from + min(rng.IntN(a.train-a.from+1), rng.IntN(a.train-a.from+1))
			if !a.trains(n) {
				continue
			}
			if line := a.line(rng, n); !held[line] {
				b.WriteString(line + "\n")
				break
			}
		}
	}
	return b.String()
}

// source makes a Source of it.
func (a answers) source(about, shows string) Source {
	return Source{Name: a.name, Title: a.title, About: about, Shows: shows, Load: a.load, Hidden: a.hidden, LR: a.lr,
		Options: text.Options{Tokens: "char", Lines: true, Score: a.score}}
}

// letters samples n of the first k letters.
func letters(rng *rand.Rand, n, k int) string {
	s := make([]byte, n)
	for i := range s {
		s[i] = 'a' + byte(rng.IntN(k))
	}
	return string(s)
}
