package cli

import (
	"fmt"
	"io"
	"time"

	"unroll/core/text"
	"unroll/datasets"
	"unroll/ui/i18n"
)

const (
	busyAfter = time.Second      // work that takes less is not mentioned
	busyLine  = 10 * time.Second // between lines, where a line cannot be rewritten
	busyTick  = time.Second / 4
)

// A busy says what is being done to a large text before anything of it can be shown: on a terminal in one line that is rewritten,
// elsewhere in a line now and then. It also says that input is waited for.
type busy struct {
	words    i18n.CLIReading
	at       *text.Progress
	w        io.Writer
	rewrites bool

	began  time.Time // the work, or the wait
	saidAt time.Time
	stage  text.Stage
	done   int64
	waited bool // it has been said
	shown  bool // a line is on the terminal
	last   string
}

// tick looks at the work and says what there is to say.
func (b *busy) tick(now time.Time) {
	stage, done, total := b.at.Now()
	if b.began.IsZero() || stage == text.Idle || done != b.done && b.waited {
		b.began, b.waited = now, false
	}
	moved := done != b.done || stage != b.stage
	b.stage, b.done = stage, done
	if stage == text.Idle {
		b.clear()
		return
	}
	if b.at.Waits() && stage == text.ReadingText && total == 0 {
		if moved {
			b.began = now
		}
		if now.Sub(b.began) >= busyAfter && !b.waited {
			b.waited = true
			b.say(now, fmt.Sprintf(b.words.Waits, datasets.Bytes(done)))
		}
		return
	}
	if now.Sub(b.began) >= busyAfter && (b.rewrites || b.saidAt.IsZero() || now.Sub(b.saidAt) >= busyLine) {
		b.say(now, b.line(stage, done, total))
	}
}

// say writes a line, or rewrites it.
func (b *busy) say(now time.Time, line string) {
	b.saidAt = now
	if !b.rewrites {
		fmt.Fprintln(b.w, line)
		return
	}
	if line != b.last || !b.shown {
		fmt.Fprint(b.w, "\r\x1b[K"+line)
		b.shown, b.last = true, line
	}
}

// clear takes the line off the terminal.
func (b *busy) clear() {
	if b.shown {
		fmt.Fprint(b.w, "\r\x1b[K")
		b.shown = false
	}
}

// busyWith begins to say what is done to large texts, until the function that it returns is called.
func (c *call) busyWith() (stop func()) {
	b := &busy{words: c.words.CLI.Reading, at: c.at, w: c.errw, rewrites: canRewrite(c.errw.screen())}
	over, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		ticks := time.NewTicker(busyTick)
		defer ticks.Stop()
		for {
			select {
			case now := <-ticks.C:
				b.tick(now)
			case <-over:
				b.clear()
				return
			}
		}
	}()
	return func() {
		close(over)
		<-gone
	}
}

// startBusy begins to say it, once.
func (c *call) startBusy() {
	if c.idle == nil && !c.mute {
		c.idle = c.busyWith()
	}
}

// stopBusy ends that: something else is to be shown.
func (c *call) stopBusy() {
	if c.idle != nil {
		c.idle()
		c.idle = nil
	}
}

// line is what is being done, and how much of it is done.
func (b *busy) line(stage text.Stage, done, total int64) string {
	w := b.words
	name := map[text.Stage]string{text.ReadingText: w.Reads, text.FindingVocab: w.Finds, text.TokenizingText: w.Tokenizes,
		text.CountingGrams: w.Counts, text.ScoringGrams: w.Scores}[stage]
	switch {
	case total == 0:
		return fmt.Sprintf(w.SoFar, name, datasets.Bytes(done))
	case done == 0:
		return name
	}
	return fmt.Sprintf(w.Share, name, 100*float64(done)/float64(total))
}
