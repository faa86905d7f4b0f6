package work

import "runtime"

// Niceness (Linux): keys and frames go first, then training, then what is worked out beside it. Three to
// one is what 5 makes: on two processors counting then takes a seventh of what training has.
const (
	Niceness  = 10 // of the threads that train
	backstage = 15 // of others
)

// Quietly has f done at a priority below training's, and returns when it is.
func Quietly(f func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread() // and never unlocked, as in Trainer.Run
		LowerPriority(backstage)
		f()
	}()
	<-done
}
