package train

import (
	"time"

	"unroll/core/history"
	"unroll/core/lm"
	"unroll/core/text"
)

// Phase is what a trainer is doing.
type Phase int

// The phases of a run.
const (
	Paused   Phase = iota
	Running        // making updates
	Finished       // at the end that the recipe sets
	Diverged       // a loss or gradient was not finite; the weights are those before it
)

// A Snapshot is the state of a run between two updates. Nothing in it is ever written again.
type Snapshot struct {
	Recipe       Recipe
	Step         int // updates made
	Epoch        float64
	Phase        Phase
	Validating   bool
	Settings     Settings
	LR           float64 // η of the next update, schedule included
	Rows         int     // B in effect: less than Settings.Batch where the text is too short for it
	Speed        float64 // training tokens/s of late
	History      history.History
	Model        *lm.Model  // the weights at Model.Step, at most a little older than Step
	Windows      lm.Windows // the losses of the last updates by place in the window, as training read them
	ValidWindows lm.Windows // and those of the last validation
	// Refused is why the last command did nothing; "" if it did.
	Refused string
	Saved   Saved
}

// Saved says how the keeping of a run stands.
type Saved struct {
	To   string    // where; "" if nothing is recorded
	Step int       // of the last save
	When time.Time // of the last save
	Err  error     // of the last attempt, if it failed
}

// A Recorder keeps a run. Its functions are called from the trainer's goroutine, between updates,
// and must not modify what they are given.
type Recorder interface {
	Name() string
	Save(c *Checkpoint) error // all or nothing
	Close() error
}

// Facts are what can be said of a corpus before anything is learned: the lines that a loss curve
// is drawn against.
type Facts struct {
	Vocab      int     // V; an untrained model's perplexity
	Train      int     // tokens to learn from
	Valid      int     // tokens held out
	Chars      int     // characters of the whole text
	Unigram    float64 // entropy of single tokens, nats/token
	Tokens     string  // tokenizer
	Lines      bool
	FirstValid string // the beginning of the held-out text, for a first prefix
}

// FactsOf looks at a corpus.
func FactsOf(c *text.Corpus) Facts {
	from := c.Valid
	if len(from) == 0 {
		from = c.Train
	}
	if c.Lines && len(from) > 0 {
		from = from[1:]
	}
	return Facts{Vocab: c.Vocab.Len(), Train: len(c.Train), Valid: len(c.Valid), Chars: c.Chars, Unigram: c.Unigram(),
		Tokens: c.Tokens, Lines: c.Lines, FirstValid: c.Vocab.Decode(from[:min(len(from), 200)])}
}
