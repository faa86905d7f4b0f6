package datasets

import (
	"math/rand/v2"
	"strconv"
)

var addition = answers{
	name: "addition", title: "Addition", score: "after:=", line: additionLine, from: 3, train: 2*addDigits + 1, beyond: 4*addDigits + 1, lines: 60_000,
}.source(
	"sums of two numbers: 12+34=46; 1 to 3 digits each to learn from, up to 6 held out",
	"an answer of several characters, the first of which depends on all carries: single digits are right long before whole sums, and numbers longer than those learned stay wrong.",
)

const addDigits = 3 // of each number, trained

// additionLine has n characters before the marker: two numbers of at most addDigits digits, or twice as many if n wants
// more, and a plus.
func additionLine(rng *rand.Rand, n int) string {
	most := addDigits
	if n > 2*addDigits+1 {
		most = 2 * addDigits
	}
	least := max(1, n-1-most)
	first := least + rng.IntN(min(most, n-2)-least+1)
	a, b := number(rng, first), number(rng, n-1-first)
	return strconv.Itoa(a) + "+" + strconv.Itoa(b) + "=" + strconv.Itoa(a+b)
}

// number samples one of exactly the given number of digits; of one digit, 0 too.
func number(rng *rand.Rand, digits int) int {
	low := 1
	for range digits - 1 {
		low *= 10
	}
	if digits == 1 {
		return rng.IntN(10)
	}
	return low + rng.IntN(9*low)
}
