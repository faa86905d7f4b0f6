// Package work divides computation among threads: a pool of threads that share the pieces of a job, and the
// priorities by which training gives way to the interface, and background work to both.
//
// It knows nothing of what is computed. A Pool's goroutines start in New and end in Close.
package work
