package translation

import (
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"

	"unroll/core/random"
)

// again is how often a sentence with several translations comes, each time with one that is drawn.
const again = 4

// chinese makes n pairs of the grammar below. The pairs of a sentence come one after another.
func chinese(seed uint64, n int) []Line {
	rng := random.Stream(seed, "translation source chinese drawn", 0)
	list := make([]Line, 0, n)
	for s := range sentencesOf(seed) {
		times := 1
		translations := ways(s.Target)
		if len(translations) > 1 {
			times = again
		}
		for range times {
			if len(list) == n {
				return list
			}
			list = append(list, Line{s.Source, drawnWay(rng, translations)})
		}
	}
	return list
}

// chineseLaw is the law of the first n pairs.
func chineseLaw(seed uint64, n int) Law {
	law := Law{}
	for s := range sentencesOf(seed) {
		if n <= 0 {
			break
		}
		translations := ways(s.Target)
		law[lawKey(s.Source)] = translations
		if n--; len(translations) > 1 {
			n -= again - 1
		}
	}
	return law
}

func drawnWay(rng *rand.Rand, list []Way) string {
	u := rng.Float64()
	for _, w := range list {
		if u -= w.P; u < 0 {
			return w.Target
		}
	}
	return list[0].Target
}

// sentencesOf are different sentences with the templates of their translations, without end as far as anybody asks.
func sentencesOf(seed uint64) func(yield func(Line) bool) {
	return func(yield func(Line) bool) {
		rng, seen := random.Stream(seed, "translation source chinese", 0), map[string]bool{}
		for {
			s := sentenceOf(rng)
			if seen[s.Source] {
				continue
			}
			seen[s.Source] = true
			if !yield(s) {
				return
			}
		}
	}
}

// sentenceOf draws a sentence, with a template of its translations.
func sentenceOf(rng *rand.Rand) Line {
	total := 0
	for _, p := range patterns {
		total += p.weight
	}
	at := rng.IntN(total)
	for _, p := range patterns {
		if at -= p.weight; at < 0 {
			s := p.make(rng)
			first, size := utf8.DecodeRuneInString(s.Source)
			return Line{string(unicode.ToUpper(first)) + s.Source[size:], s.Target}
		}
	}
	panic("weights")
}

// patterns are the kinds of sentences, with how often they come.
var patterns = []struct {
	weight int
	make   func(rng *rand.Rand) Line
}{
	{20, did}, {12, will}, {10, habit}, {8, asksDid}, {8, asksWill}, {6, didNot}, {6, asksWhat}, {6, asksWhere}, {4, asksWho},
	{12, thatIs}, {5, whoIs}, {10, thereIs}, {8, compared}, {12, travels}, {8, gives}, {6, because},
}

// did: who bought what, where, when. Chinese says who, when, where, bought what.
func did(rng *rand.Rand) Line {
	who, v, time := pick(rng, people), pick(rng, verbs), pick(rng, pasts)
	what, where := v.thing(rng), v.place(rng)
	return Line{join(who.en, v.past, what.en, where.en, time.en) + ".", who.zh + time.zh + where.zh + v.zh + "了" + what.zh + "。"}
}

func will(rng *rand.Rand) Line {
	who, v, time := pick(rng, people), pick(rng, verbs[:intended]), pick(rng, futures)
	what, where := v.thing(rng), v.place(rng)
	return Line{join(who.en, "will", v.en, what.en, where.en, time.en) + ".", who.zh + time.zh + willZH + where.zh + v.zh + what.zh + "。"}
}

// willZH are the two words for what will be.
const willZH = "[会6|要4]"

// habit: who reads what again and again, or not, and where.
func habit(rng *rand.Rand) Line {
	who, v := pick(rng, people), pick(rng, verbs[:usual])
	n, where := pick(rng, v.things), v.place(rng)
	switch rng.IntN(3) {
	case 0:
		return Line{join(who.en, "often", v.of(who), n.many, where.en) + ".", who.zh + "[常常6|经常4]" + where.zh + v.zh + n.zh + "。"}
	case 1:
		time := pick(rng, always)
		return Line{join(who.en, v.of(who), n.many, where.en, time.en) + ".", who.zh + time.zh + where.zh + v.zh + n.zh + "。"}
	}
	return Line{join(who.en, who.say("does", "do"), "not", v.en, n.many, where.en) + ".", who.zh + "不" + where.zh + v.zh + n.zh + "。"}
}

func asksDid(rng *rand.Rand) Line {
	who, v, time := pick(rng, others), pick(rng, verbs), pick(rng, pasts)
	what, where := v.thing(rng), v.place(rng)
	return Line{join("did", who.en, v.en, what.en, where.en, time.en) + "?", who.zh + time.zh + where.zh + v.zh + "了" + what.zh + "吗？"}
}

func asksWill(rng *rand.Rand) Line {
	who, v, time := pick(rng, others), pick(rng, verbs[:intended]), pick(rng, futures)
	if rng.IntN(2) == 0 {
		that := pick(rng, v.things).that()
		return Line{join("when will", who.en, v.en, that.en) + "?", who.zh + "什么时候" + v.zh + that.zh + "？"}
	}
	what, where := v.thing(rng), v.place(rng)
	return Line{join("will", who.en, v.en, what.en, where.en, time.en) + "?", who.zh + time.zh + willZH + where.zh + v.zh + what.zh + "吗？"}
}

func didNot(rng *rand.Rand) Line {
	who, v, time := pick(rng, people), pick(rng, verbs), pick(rng, pasts)
	that := pick(rng, v.things).that()
	return Line{join(who.en, "did not", v.en, that.en, time.en) + ".", who.zh + time.zh + "没[有5|5]" + v.zh + that.zh + "。"}
}

// asksWhat: the question word stays where the answer will be.
func asksWhat(rng *rand.Rand) Line {
	who, v, time := pick(rng, others), pick(rng, verbs), pick(rng, pasts)
	where := v.place(rng)
	return Line{join("what did", who.en, v.en, where.en, time.en) + "?", who.zh + time.zh + where.zh + v.zh + "了什么？"}
}

func asksWhere(rng *rand.Rand) Line {
	who, v, time := pick(rng, others), pick(rng, verbs), pick(rng, pasts)
	that := pick(rng, v.things).that()
	return Line{join("where did", who.en, v.en, that.en, time.en) + "?", who.zh + time.zh + "是在[哪里6|哪儿4]" + v.zh + that.zh + "的？"}
}

func asksWho(rng *rand.Rand) Line {
	v, time := pick(rng, verbs), pick(rng, pasts)
	that, where := pick(rng, v.things).that(), v.place(rng)
	return Line{join("who", v.past, that.en, where.en, time.en) + "?", time.zh + "谁" + where.zh + v.zh + "了" + that.zh + "？"}
}

// thatIs: a clause that follows its noun in English comes before it in Chinese, with 的 between them.
func thatIs(rng *rand.Rand) Line {
	who, v, time := pick(rng, people), pick(rng, verbs), pick(rng, pasts)
	n, where := pick(rng, v.things), v.place(rng)
	is := pick(rng, n.is)
	degree, not := "很", ""
	switch rng.IntN(3) {
	case 0:
		degree, not = "不", "not"
	case 1:
		degree, not = "非常", "very"
	}
	return Line{join("the", n.one, "that", who.en, v.past, where.en, time.en, "is", not, is.en) + ".",
		who.zh + time.zh + where.zh + v.zh + "的" + n.zh + degree + is.zh + "。"}
}

func whoIs(rng *rand.Rand) Line {
	v, time, role := pick(rng, verbs), pick(rng, pasts), pick(rng, roles)
	that, where := pick(rng, v.things).that(), v.place(rng)
	return Line{join("the person who", v.past, that.en, where.en, time.en, "is", role.en) + ".",
		time.zh + where.zh + v.zh + that.zh + "的人是" + role.zh + "。"}
}

// thereIs: the place comes first.
func thereIs(rng *rand.Rand) Line {
	spot := pick(rng, spots)
	n := pick(rng, spot.things)
	what := n.some(rng)
	is := "is"
	if what.plural {
		is = "are"
	}
	if rng.IntN(4) == 0 {
		return Line{join(is, "there", what.en, spot.en) + "?", spot.zh + "有" + what.zh + "吗？"}
	}
	return Line{join("there", is, what.en, spot.en) + ".", spot.zh + "有" + what.zh + "。"}
}

// compared: the one that is less comes before the adjective.
func compared(rng *rand.Rand) Line {
	a, b, more := pick(rng, people), pick(rng, named), pick(rng, mores)
	for a.en == b.en {
		b = pick(rng, named)
	}
	by := pick(rng, []word{{"", ""}, {"", ""}, {"a little", "一点"}, {"much", "[得多5|多了5]"}})
	return Line{join(a.en, a.be(), by.en, more.en, "than", b.en) + ".", a.zh + "比" + b.zh + more.zh + by.zh + "。"}
}

func travels(rng *rand.Rand) Line {
	who, to, how := pick(rng, people), pick(rng, goals), pick(rng, vehicles)
	with := word{}
	if rng.IntN(3) == 0 {
		b := pick(rng, named)
		for b.en == who.en {
			b = pick(rng, named)
		}
		with = word{"with " + b.en, "[和6|跟4]" + b.zh + "一起"}
	}
	switch rng.IntN(3) {
	case 0:
		time := pick(rng, pasts)
		return Line{join(who.en, "went to", to.en, with.en, how.en, time.en) + ".", who.zh + time.zh + with.zh + how.zh + "去了" + to.zh + "。"}
	case 1:
		time := pick(rng, futures)
		return Line{join(who.en, "will go to", to.en, with.en, how.en, time.en) + ".", who.zh + time.zh + willZH + with.zh + how.zh + "去" + to.zh + "。"}
	}
	time := pick(rng, always)
	return Line{join(who.en, who.say("goes", "go"), "to", to.en, with.en, how.en, time.en) + ".", who.zh + time.zh + with.zh + how.zh + "去" + to.zh + "。"}
}

func gives(rng *rand.Rand) Line {
	a, b, time := pick(rng, people), pick(rng, named), pick(rng, pasts)
	for a.en == b.en {
		b = pick(rng, named)
	}
	what := pick(rng, gifts).some(rng)
	return Line{join(a.en, "gave", b.en, what.en, time.en) + ".", a.zh + time.zh + "[送给6|给4]了" + b.zh + what.zh + "。"}
}

// because: the reason comes first.
func because(rng *rand.Rand) Line {
	who, to, time, why := pick(rng, people), pick(rng, goals), pick(rng, pasts[:3]), pick(rng, reasons)
	return Line{join(who.en, "did not go to", to.en, "because", why.en, time.en) + ".", "因为" + time.zh + why.zh + "，所以" + who.zh + "没[有5|5]去" + to.zh + "。"}
}

func pick[T any](rng *rand.Rand, list []T) T { return list[rng.IntN(len(list))] }

// join joins words that are not empty.
func join(words ...string) string { return strings.Join(strings.Fields(strings.Join(words, " ")), " ") }
