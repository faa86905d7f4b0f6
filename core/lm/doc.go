// Package lm has what can be asked of a language model: how likely a text is, token by token
// (Score, the chain rule), what comes next (Predict), how it goes on (Sampler; greedy, drawn, by beam), how well
// a text is predicted (Evaluator, Perplexity), softmax by hand, and the guessing game.
//
// A prefix is read once: everything about it is asked of the After, the state behind it.
//
// A Language is anything that says how likely each next token is: a network (Model), a k-gram, the law of a
// source. What is here never changes a network.
package lm
