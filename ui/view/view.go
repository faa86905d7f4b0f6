// Package view says what a way of looking at a run is. The lab shows one at a time between its
// header and its footer; each lives in a package of its own and knows nothing of the others.
package view

import (
	"context"

	"unroll/sessions"
	"unroll/ui/draw/grid"
	"unroll/ui/draw/look"
	"unroll/ui/panel"
	"unroll/ui/screen/event"
	"unroll/ui/screen/help"
	"unroll/ui/screen/keys"
)

// A View is a picture of a run that keys can steer. The event loop alone calls it; what takes
// longer than a frame it hands out as a job, whose message comes back to it.
type View interface {
	// See takes the state in after a snapshot or a change of the prefix, and when the view comes to be
	// shown; shown is false while another is. d must not be kept or written to.
	See(d *panel.Data, shown bool) []event.Job
	// Key answers a key; taken is false for one that means nothing here: the lab has it then.
	Key(k event.Key) (jobs []event.Job, taken bool)
	// Mouse answers the mouse, in cells from the view's own corner.
	Mouse(m event.Mouse) []event.Job
	// Message takes what a job of any view came back with; others' messages are not its concern.
	Message(msg any) []event.Job
	// Draw draws exactly v and changes nothing that is seen, but for what it remembers of its size.
	Draw(v grid.View)
	// Typing says whether keys are text at the moment: then all but ctrl+c come to Key.
	Typing() bool
	// Explain is what ? says of the view as it is now, but for the keys: a title, what is shown with its numbers, and what
	// its marks mean.
	Explain() help.Page
	// Entries are its keys, for help and the bottom row; made from the table that dispatches.
	Entries() []keys.Entry
}

// Prefix is the message that asks for another prefix than From; it comes too late where somebody has
// changed it since.
type Prefix struct{ From, To string }

// A Kind is a line in the lab's table of views.
type Kind struct {
	ID    string                                                            // its name in i18n.Catalogue.Views
	Begin func(ctx context.Context, s *sessions.Subject, l *look.Look) View // ctx is done when the run is no longer shown
	Text  bool                                                              // it is about a text: runs of other tasks have no such view
	// Chain: it looks at the prefix as the lab has read it (panel.Prefix.Read), with what each token cost.
	Chain bool
}
