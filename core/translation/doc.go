// Package translation is unaligned sequence to sequence: pairs of sentences of which one is to be made from the other, networks that
// do it with an encoder and a decoder, and what can be done without one.
//
// A sentence of n tokens is read as n + 1: <eos> is behind it. The decoder begins with <bos>.
package translation
