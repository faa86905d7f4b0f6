package translation

import "math"

// MostBLEU is the longest n-grams that BLEU counts.
const MostBLEU = 4

// BLEU is what the BLEU of translations is made of (Papineni et al. 2002): counts over all of them, each against one reference.
// Index n−1 is of n-grams.
type BLEU struct {
	Matched   [MostBLEU]int // n-grams of the translations that are in the reference, each as often as it is there at most
	Total     [MostBLEU]int // n-grams of the translations; a sentence shorter than n has none
	Length    int           // tokens of the translations
	Reference int           // tokens of the references
}

// Precision is the share of n-grams that the references have, n from 1 to MostBLEU; NaN where the translations have none.
func (b BLEU) Precision(n int) float64 { return float64(b.Matched[n-1]) / float64(b.Total[n-1]) }

// Brevity is the factor for translations that are shorter than their references: exp(1 − references/translations), at most 1.
func (b BLEU) Brevity() float64 { return brevity(b.Reference, b.Length) }

func brevity(reference, length int) float64 {
	if length == 0 {
		return 0
	}
	return math.Exp(math.Min(0, 1-float64(reference)/float64(length)))
}

// Score is BLEU, from 0 to 1: the geometric mean of the precisions of 1- to 4-grams times Brevity, nothing smoothed. It is 0 if a
// precision is 0 or there is none; Without says which.
func (b BLEU) Score() float64 {
	if b.Without() > 0 {
		return 0
	}
	sum := 0.0
	for n := range MostBLEU {
		sum += math.Log(b.Precision(n + 1))
	}
	return b.Brevity() * math.Exp(sum/MostBLEU)
}

// Without is the smallest n of which no n-gram matches, for which Score is 0 whatever the others are; 0: there is none. Total tells
// whether the translations are too short to have any.
func (b BLEU) Without() int {
	for n, matched := range b.Matched {
		if matched == 0 {
			return n + 1
		}
	}
	return 0
}

// BookBLEU is the score of one sentence that Dive into Deep Learning calls BLEU:
//
//	exp(min(0, 1 − reference/length)) · Π_{n=1..k} p_n^(1/2ⁿ)
//
// with k = BookK there. A translation shorter than k has a product up to its length, as in the book's newest edition (the older ones
// divide by 0); an empty one has 0. k is from 1 to MostBLEU, and above it MostBLEU.
func (b BLEU) BookBLEU(k int) float64 {
	score := b.Brevity()
	for n := 1; n <= min(k, b.Length, MostBLEU); n++ {
		score *= math.Pow(b.Precision(n), math.Pow(0.5, float64(n)))
	}
	return score
}

// BookK is the longest n-grams of the book's score.
const BookK = 2

// A Score is how well sentences were translated, by decoding: the references were not seen.
type Score struct {
	Sentences int
	Exact     int     // the same as their references, token by token
	Tokens    int     // of the references, without <eos>
	Right     int     // of those, the translation has the same at the same place
	Book      float64 // Σ BookBLEU over sentences
	BLEU      BLEU
}

// ExactMatch is the share of translations that are the same as their references; NaN if there are none.
func (s Score) ExactMatch() float64 { return float64(s.Exact) / float64(s.Sentences) }

// TokenAccuracy is the share of the references' tokens that the translations have at the same place; NaN if there are none.
func (s Score) TokenAccuracy() float64 { return float64(s.Right) / float64(s.Tokens) }

// CorpusBLEU is BLEU.Score; NaN if there are no sentences.
func (s Score) CorpusBLEU() float64 {
	if s.Sentences == 0 {
		return math.NaN()
	}
	return s.BLEU.Score()
}

// BookBLEU is the mean over sentences of the book's score; NaN if there are none.
func (s Score) BookBLEU() float64 { return s.Book / float64(s.Sentences) }

// Plus is the score of both together.
func (s Score) Plus(o Score) Score {
	s.Sentences += o.Sentences
	s.Exact += o.Exact
	s.Tokens += o.Tokens
	s.Right += o.Right
	s.Book += o.Book
	for n := range MostBLEU {
		s.BLEU.Matched[n] += o.BLEU.Matched[n]
		s.BLEU.Total[n] += o.BLEU.Total[n]
	}
	s.BLEU.Length += o.BLEU.Length
	s.BLEU.Reference += o.BLEU.Reference
	return s
}

// Compare is the score of one translation, without <eos>, against its reference. Tokens are words or ids.
func Compare[T comparable](reference, translation []T) Score {
	s := Score{Sentences: 1, Tokens: len(reference), BLEU: BLEU{Length: len(translation), Reference: len(reference)}}
	for i, w := range reference[:min(len(reference), len(translation))] {
		if w == translation[i] {
			s.Right++
		}
	}
	if s.Right == len(reference) && len(reference) == len(translation) {
		s.Exact = 1
	}
	for n := 1; n <= MostBLEU; n++ {
		left := map[[MostBLEU]T]int{}
		eachGram(reference, n, func(g [MostBLEU]T) { left[g]++ })
		eachGram(translation, n, func(g [MostBLEU]T) {
			s.BLEU.Total[n-1]++
			if left[g] > 0 {
				left[g]--
				s.BLEU.Matched[n-1]++
			}
		})
	}
	s.Book = s.BLEU.BookBLEU(BookK)
	return s
}

// eachGram calls see with every n-gram of x, the rest of the array empty.
func eachGram[T comparable](x []T, n int, see func([MostBLEU]T)) {
	for i := range max(0, len(x)-n+1) {
		var g [MostBLEU]T
		copy(g[:], x[i:i+n])
		see(g)
	}
}
