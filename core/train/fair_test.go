package train

import (
	"testing"

	"unroll/core/text/texttest"
)

// The law: however fast commands come, the run makes updates between them.
func TestCommandsDoNotHoldUpTheRun(t *testing.T) {
	r := tiny()
	l := start(t, r, corpusOf(t, r, texttest.Prose(60)), Options{})
	l.send(Resume())
	done := make(chan struct{})
	var again request // there is always one waiting
	again = func(t *Trainer) error {
		if t.step >= 5 {
			close(done)
			return nil
		}
		t.ask(again)
		return nil
	}
	l.tell(again)
	<-done
}
