package translate

import (
	"unroll/core/task"
	"unroll/core/translation"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
	"unroll/ui/screen/field"
)

// A choice is the sentence that is looked at: a pair of the list, of which a person may have replaced a side.
type choice struct {
	at                      int // in the list
	ownSource, ownReference bool
	source, reference       string // a person's own
}

// A chooser is the part that both views have in common: the pairs, the sentence that is looked at, the line in which another is typed,
// and the newest network.
type chooser struct {
	look    *look.Look
	data    *task.Pairs
	list    []translation.Pair // that are looked at
	held    bool               // they are held out
	longest int                // tokens of a source among all pairs
	model   *translation.Model // the newest; nil: none yet
	shown   bool
	choice
	line   *field.Field // in which a sentence is being typed; nil: none is
	typing typed        // which
	notice string
}

// typed says which sentence is on the line.
type typed int

const (
	typedSource typed = iota
	typedReference
)

func newChooser(d *task.Pairs, l *look.Look) chooser {
	c := chooser{look: l, data: d, list: d.Valid, held: len(d.Valid) > 0, longest: len(d.Lengths().Source) - 1}
	if !c.held {
		c.list = d.Train
	}
	return c
}

// A sentence is one side of a pair as it is shown and as a network reads it.
type sentence struct {
	words  []string
	places []int32 // in the Words of its side; −1: no pair has the word
	ids    []int32 // with <eos> after them, unless the sentence was cut
}

// sentences are the source and the reference of a choice; a source of a person's own has a reference only if that is their own too.
func (x choice) sentences(c *translation.Corpus, list []translation.Pair) (source, reference sentence) {
	if x.at < len(list) {
		p := list[x.at]
		row := c.Row(p)
		source = sentence{c.Source.Spell(p.Source), p.Source, row.Source}
		if !x.ownSource {
			reference = sentence{c.Target.Spell(p.Target), p.Target, row.Targets}
		}
	}
	if x.ownSource {
		source = typedSentence(&c.Source, c.SourceTokens(x.source))
	}
	if x.ownReference {
		reference = typedSentence(&c.Target, c.TargetTokens(x.reference))
	}
	return source, reference
}

// typedSentence is a sentence that no pair has; without words it is empty.
func typedSentence(s *translation.Side, words []string) (x sentence) {
	if len(words) == 0 {
		return x
	}
	x.words, x.places = words, s.Index(words)
	for _, i := range x.places {
		x.ids = append(x.ids, s.ID(i))
	}
	x.ids = append(x.ids, translation.Eos)
	return x
}

// row is a pair as the network reads it with the reference as the decoder's input.
func row(source, reference sentence) translation.Row {
	r := translation.Row{Source: source.ids, Targets: reference.ids}
	r.Tokens = append([]int32{translation.Bos}, r.Targets[:len(r.Targets)-1]...)
	return r
}

// now are the sentences that are looked at.
func (c *chooser) now() (source, reference sentence) {
	return c.choice.sentences(c.data.Corpus, c.list)
}

// Chosen is the pair that is looked at, as a place in the held-out pairs (without any: in the training pairs); ok is false if it is not
// one of these.
func (c *chooser) Chosen() (at int, ok bool) { return c.at, !c.ownSource && len(c.list) > 0 }

// wanted asks the other view for its choice: what was looked at there is looked at here.
type wanted struct{ by *chooser }

// given is the answer.
type given struct {
	to *chooser
	choice
}

// see takes the newest network.
func (c *chooser) see(d *panel.Data, shown bool) (jobs []event.Job) {
	if shown && !c.shown {
		m := wanted{c}
		jobs = append(jobs, func() any { return m })
	}
	if at := d.Pairs.Is.At; c.model == nil && c.choice == (choice{}) && at < len(c.list) {
		c.at = at // that of the lab's panel
	}
	c.shown = shown
	if m, ok := d.Snap.Model.(*translation.Model); ok {
		c.model = m
	}
	return jobs
}

// take takes a message of the other view's.
func (c *chooser) take(msg any) (jobs []event.Job) {
	switch m := msg.(type) {
	case wanted:
		if m.by != c {
			answer := given{m.by, c.choice}
			jobs = append(jobs, func() any { return answer })
		}
	case given:
		if m.to == c && c.line == nil {
			c.choice = m.choice
		}
	}
	return jobs
}

// step goes to the next pair, or from a typed sentence back to that of the list.
func (c *chooser) step(by int) {
	at, n := c.at, len(c.list)
	if n == 0 {
		return
	}
	if !c.ownSource && !c.ownReference {
		at = (at + by + n) % n
	}
	c.choice = choice{at: at}
}

// write opens the line: a source begins as it was typed before, a reference as it is.
func (c *chooser) write(which typed) {
	if len(c.list) == 0 {
		return
	}
	f := field.NewText(c.look)
	_, reference := c.now()
	if which == typedSource {
		f.Set(c.source)
	} else {
		f.Set(c.data.Target.Join(reference.words))
	}
	c.line, c.typing = &f, which
	c.rewrite()
}

// rewrite takes the sentence on the line. Another source has no reference yet.
func (c *chooser) rewrite() {
	switch text := c.line.Value(); {
	case c.typing == typedReference:
		c.ownReference, c.reference = true, text
	case !c.ownSource || c.source != text:
		c.choice = choice{at: c.at, ownSource: true, source: text}
	}
}

// typeKey edits the line. Every key takes effect at once.
func (c *chooser) typeKey(k event.Key) {
	if k.Name == "esc" || k.Name == "enter" {
		c.done()
		return
	}
	c.line.Key(k)
	c.rewrite()
}

// done closes the line; if nothing is on it, the sentence of the list is there again.
func (c *chooser) done() {
	c.line = nil
	source, reference := c.now()
	if len(source.words) == 0 {
		c.choice = choice{at: c.at}
	}
	if c.ownReference && len(reference.words) == 0 {
		c.ownReference, c.reference = false, ""
	}
}
