package picker

import (
	"context"
	"strings"
	"testing"

	"unroll/ui/screen/event"
)

// The law: while a long session is read the list shows the progress; moving on cancels it.
func TestReadingIsShownAndEndsWhenLeft(t *testing.T) {
	p := still(t)
	ended := make(chan error, 1)
	past := p.items[2]
	past.begin = func(ctx context.Context, id int) any {
		return event.Telling(ctx, id, func(tell event.Tell) any {
			_ = tell(0.43)
			<-ctx.Done()
			ended <- tell(0.5)
			return begunMsg{id: id, err: ctx.Err()}
		})()
	}
	p.items[2] = past
	p.highlight(2)
	p.take()
	begin := p.Message(settledMsg{p.preview.id})
	next := p.Message(begin[0]())
	if drawn := picture(p, 120, 36); !strings.Contains(drawn, "reading … 43 %") {
		t.Errorf("the progress is not visible in\n%s", drawn)
	}
	p.Key(event.Key{Name: "up"})
	if err := <-ended; err == nil {
		t.Error("moving on does not cancel it")
	}
	for len(next) > 0 { // what is left of it is no longer shown
		next = append(next[1:], p.Message(next[0]())...)
	}
	if drawn := picture(p, 120, 36); strings.Contains(drawn, "43 %") || p.preview.err != nil {
		t.Errorf("%v\n%s", p.preview.err, drawn)
	}
}
