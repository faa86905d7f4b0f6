// Package program has the tests and benchmarks of the whole: the built binary on a pseudo-terminal.
package program
