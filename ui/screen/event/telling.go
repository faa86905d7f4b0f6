package event

import "context"

// A Tell reports progress, 0 … 1. Its error means that the work is no longer wanted.
type Tell func(part float64) error

// A Progress is the message of a job that continues: its progress, and the job that waits for the next report.
type Progress struct {
	Of   any // as given to Telling
	Part float64
	More Job
}

// Telling is a job that reports its progress, together with of. Its last message is the result of work. When ctx
// ends, tell returns its error.
func Telling(ctx context.Context, of any, work func(tell Tell) any) Job {
	return func() any {
		parts, done := make(chan float64, 1), make(chan any, 1)
		go func() {
			done <- work(func(part float64) error {
				select {
				case parts <- part:
				default: // the previous report has not been read yet
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
