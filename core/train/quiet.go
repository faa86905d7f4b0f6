package train

import "runtime"

// Quietly has f done at the priority of training, so that keys and frames go first, and returns when it is.
func Quietly(f func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread() // and never unlocked, as in Trainer.Run
		lowerPriority()
		f()
	}()
	<-done
}
