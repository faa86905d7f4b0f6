// Package fill is about a token of a text that is predicted from those on both sides of it: what a network reads of a text,
// its losses, what it says of a blank, and what counting and the exact law say of the same.
//
//	I am ___ hungry
//	O_t = [H→_{t−1}, H←_{t+1}] W_hq + b_q
//
// The loss −log P(x_t | all other tokens) is not that of a text: the product of these probabilities over t is the
// probability of nothing (of a text known but for one token, it counts every token as if the rest were given).
package fill
