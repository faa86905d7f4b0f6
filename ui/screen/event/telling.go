package event

import "context"

// A Tell says how far work has come, 0 … 1. Its error says that nobody wants the work any more.
type Tell func(part float64) error

// A Progress is the message of a job that goes on: how far it has come, and the job that waits for what it says next.
type Progress struct {
	Of   any // what Telling was given
	Part float64
	More Job
}

// Telling is a job that says how far it has come: of comes with it. Its last message is what work returns. Where ctx
// ends, tell says so.
func Telling(ctx context.Context, of any, work func(tell Tell) any) Job {
	return func() any {
		parts, done := make(chan float64, 1), make(chan any, 1)
		go func() {
			done <- work(func(part float64) error {
				select {
				case parts <- part:
				default: // the one before has not been seen yet
				}
				return ctx.Err()
			})
		}()
		var wait Job
		wait = func() any {
			select {
			case m := <-done:
				return m
			case part := <-parts:
				return Progress{of, part, wait}
			}
		}
		return wait()
	}
}
