package work

import "runtime"

// Niceness (Linux): keys and frames come first, then training, then background work. A difference of 5 means
// a ratio of three to one: on two processors, background work then takes a seventh of training's share.
const (
	Niceness  = 10 // for threads that train
	backstage = 15 // for background work
)

// Quietly runs f at a priority below training's, and returns when it is done.
func Quietly(f func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread() // never unlocked, as in Trainer.Run
		LowerPriority(backstage)
		f()
	}()
	<-done
}
