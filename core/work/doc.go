// Package work shares computing out: a pool of threads that take the pieces of a job together, and the
// priorities by which training gives way to the interface, and what is worked out in the background to both.
//
// It knows nothing of what is computed. A Pool's goroutines begin in New and end in Close.
package work
