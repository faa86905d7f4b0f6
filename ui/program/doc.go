// Package program has the tests and benchmarks of the whole program: the built binary on a pseudo-terminal.
package program
