// Package tagging has sentences with a label for every word: read from text, made by a hidden Markov source whose tables are
// known, and tagged by simple means (the commonest tag, a table of suffixes, a hidden Markov model) that a network is held
// against.
package tagging
