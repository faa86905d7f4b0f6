// Package lm answers questions about language models: how likely a text is, token by token (Score, the chain
// rule), what comes next (Predict), how it continues (Sampler; greedy, sampled, by beam search), how well a text
// is predicted (Evaluator, Perplexity), softmax by hand, and the guessing game.
//
// A prefix is read once: everything about it is answered by its After, which holds the state after it.
//
// A Language is anything that gives the probability of each next token: a network (Model), a k-gram, the
// law of a source. Nothing in this package changes a network.
package lm
