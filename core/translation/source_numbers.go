package translation

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

// digits is how many digits a number of numberWords has at most.
const digits = 6

// drawnNumber is a number below 10^digits; each number of digits is as likely.
func drawnNumber(rng *rand.Rand) int {
	from := 1
	for range rng.IntN(digits) {
		from *= 10
	}
	return from + rng.IntN(9*from)
}

// numbers makes pairs of different numbers. Those that have a word of their own come first, so that no held-out part has a word that
// the training part lacks.
func numbers(seed uint64, name string, n int, write func(x int) Line) []Line {
	first := 0
	return distinct(seed, name, n, func(rng *rand.Rand) Line {
		if first <= 100 {
			first++
			return write(first - 1)
		}
		return write(drawnNumber(rng))
	})
}

var (
	small = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	tens  = strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety")
)

// English is a number from 0 to 999,999 in words, British and without hyphens: two hundred and four.
func english(x int) string {
	var words []string
	if x >= 1000 {
		words = append(words, english(x/1000), "thousand")
		if x %= 1000; x > 0 && x < 100 {
			words = append(words, "and")
		}
	}
	if x >= 100 {
		words = append(words, small[x/100], "hundred")
		if x %= 100; x > 0 {
			words = append(words, "and")
		}
	}
	if x >= 20 {
		words = append(words, tens[x/10])
		x %= 10
	}
	if x > 0 || len(words) == 0 {
		words = append(words, small[x])
	}
	return strings.Join(words, " ")
}

// numerals is a number from 0 to 999,999 in Chinese, without 两: 二百零四, 二十万零四百.
func numerals(x int) string {
	if x == 0 {
		return "零"
	}
	if x >= 10_000 {
		text := numerals(x/10_000) + "万"
		switch rest := x % 10_000; {
		case rest == 0:
			return text
		case rest < 1000:
			return text + "零" + below(rest)
		default:
			return text + below(rest)
		}
	}
	if x >= 10 && x < 20 {
		return strings.TrimPrefix(below(x), "一")
	}
	return below(x)
}

// below is a number from 1 to 9,999, with 一 before every 十.
func below(x int) string {
	var b strings.Builder
	zero := false // before the next digit
	for i, unit := range []int{1000, 100, 10, 1} {
		d := x / unit % 10
		if d == 0 {
			zero = b.Len() > 0
			continue
		}
		if zero {
			b.WriteString("零")
			zero = false
		}
		b.WriteString(chineseDigits[d] + chineseUnits[i])
	}
	return b.String()
}

var (
	chineseDigits = strings.Split("零一二三四五六七八九", "")
	chineseUnits  = []string{"千", "百", "十", ""}
)

func numberWords(seed uint64, n int) []Line {
	return numbers(seed, "number-words", n, func(x int) Line { return Line{strconv.Itoa(x), english(x)} })
}

func hanzi(seed uint64, n int) []Line {
	return numbers(seed, "hanzi", n, func(x int) Line { return Line{english(x), numerals(x)} })
}
