// Package view defines a way of looking at a run. The lab shows one at a time between its header and its footer;
// each is in a package of its own and does not depend on the others.
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

// A View is a picture of a run that keys can control. Only the event loop calls it; work that takes longer than a
// frame it returns as a job, whose message comes back to it.
type View interface {
	// See takes in the state after a snapshot or a change of the prefix, and when the view is
	// brought to the screen; shown is false while another is. d must not be kept or modified.
	See(d *panel.Data, shown bool) []event.Job
	// Key handles a key; taken is false if it means nothing here, so that the lab gets it.
	Key(k event.Key) (jobs []event.Job, taken bool)
	// Mouse handles the mouse, in cells from the view's own corner.
	Mouse(m event.Mouse) []event.Job
	// Message takes the result of a job of any view; it ignores those of others.
	Message(msg any) []event.Job
	// Draw draws exactly v and changes nothing visible; it may remember its size.
	Draw(v grid.View)
	// Typing reports whether keys are text at the moment: then all except ctrl+c come to Key.
	Typing() bool
	// Explain is the page that ? shows of the view in its current state, without the keys: a title, what is shown
	// with its numbers, and the meaning of its marks.
	Explain() help.Page
	// Entries are its keys, for help and the bottom row; made from the table that dispatches.
	Entries() []keys.Entry
}

// Prefix is the message that requests a prefix other than From; it is ignored if From has changed meanwhile.
type Prefix struct{ From, To string }

// A Kind is a line in the lab's table of views.
type Kind struct {
	ID    string                                                            // its name in i18n.Catalogue.Views
	Begin func(ctx context.Context, s *sessions.Subject, l *look.Look) View // ctx is done when the run is no longer shown
	// Of says which runs have it; nil: all. Before anything is known of a run, s or s.Data may be nil.
	Of func(s *sessions.Subject) bool
	// Chain: it uses the prefix as the lab has read it (panel.Prefix.Read), with the surprisal of each token.
	Chain bool
}
