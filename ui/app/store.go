package app

import (
	"errors"
	"math"
	"os"
	"runtime"

	"unroll/core/fault"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/app/term"
	"unroll/ui/cli"
	"unroll/ui/draw/grid"
	"unroll/ui/screen/event"
	"unroll/ui/screen/picker"
)

// Lab opens the interactive program with the options of the command line.
func Lab(o cli.LabOptions) error {
	// Three more than there are processors, because every processor computes: for the interface, for background
	// counting, and for the thread that waits for keys in a system call, which keeps its place until the runtime
	// takes it away.
	runtime.GOMAXPROCS(runtime.NumCPU() + 3)
	dark, known := term.DarkByEnv()
	theme := o.Theme
	profile := term.Profile()
	if theme == "" && profile <= grid.Mono { // no colours to choose between
		theme = "plain"
	}
	if theme == "" && known && !dark {
		theme = "light"
	}
	a := Options{Profile: profile, Theme: theme, Dark: dark, Glyphs: o.Glyphs, Unit: o.Unit}
	a.Picker = picker.Source{Recipe: o.Recipe, Series: o.Series, Tagged: o.Tagged, Pairs: o.Pairs, Preset: o.Preset, Threads: o.Threads, Folder: ".",
		Sessions: func() []picker.Past { return pasts(o.Sessions) },
		Look:     func(p picker.Past, tell event.Tell) picker.Past { return history(o.Sessions, p, tell) },
		Open:     func(p picker.Past, tell event.Tell) any { return open(o, p.Name, nil, tell) },
		Keep:     picker.Keeper{Discard: discarding(o.Sessions), Rename: o.Sessions.Rename},
	}
	a.Record = func(r *sessions.Run) error { return record(o.Sessions, r) }
	switch {
	case o.Session != "":
		a.Begin = func(tell event.Tell) picker.Opened { return open(o, o.Session, o.End, tell, o.Moved...) }
	case o.Origin != nil:
		a.Begin = func(event.Tell) picker.Opened { return begin(o) }
	}
	return Run(a, o.Keys, o.Screen)
}

// begin starts a run on the data named on the command line.
func begin(o cli.LabOptions) picker.Opened {
	run, err := sessions.BeginOn(o.Origin, o.Begins, train.Options{Nice: true, Threads: o.Threads, Autosave: sessions.Autosave})
	if err == nil {
		run.Preset, run.Piped = o.Preset, o.Piped
	}
	return picker.Opened{Run: run, Name: o.Origin.Reference().Name, Err: err}
}

// open opens a session to look at, paused; if it is asked to learn, its own recorder saves it, and it goes on to the end that end
// gives its recipe.
func open(o cli.LabOptions, name string, end func(*recipe.Recipe, int) error, tell event.Tell, moved ...string) picker.Opened {
	store := o.Sessions
	store.Reading = tell
	run, err := sessions.OpenTo(store, name, end, datasets.Opener{Stdin: os.Stdin},
		train.Options{Nice: true, Threads: o.Threads, Autosave: sessions.Autosave}, moved...)
	if err != nil {
		return picker.Opened{Session: name, Err: err}
	}
	return picker.Opened{Run: run, Name: run.Origin.Reference().Name, Session: name}
}

var errEnded = fault.New("app.ended", "the run has ended")

// record saves a run as a session with a name of its own.
func record(store sessions.Store, r *sessions.Run) error {
	if !r.Record(r.CreateFree(store)) {
		return errEnded.Of()
	}
	return nil
}

// discarding deletes sessions of a store so that they can be restored.
func discarding(store sessions.Store) func(name string) (picker.Removal, error) {
	return func(name string) (picker.Removal, error) {
		d, err := store.Discard(name)
		if err != nil {
			return picker.Removal{}, err
		}
		return picker.Removal{
			Restore: func() (string, error) { return restore(store, d) },
			Purge:   func() error { return store.Purge(d) },
		}, nil
	}
}

// restore brings a discarded session back: under its name or, if that has been taken meanwhile, a free one.
func restore(store sessions.Store, d sessions.Discarded) (name string, err error) {
	err = store.Restore(d)
	var taken *sessions.Exists
	if errors.As(err, &taken) {
		d.Name = store.FreeName(d.Name)
		err = store.Restore(d)
	}
	return d.Name, err
}

// pasts are the sessions that can be resumed, and those that cannot, with the reason.
func pasts(store sessions.Store) []picker.Past {
	list, err := store.List()
	if err != nil {
		return nil // a store that cannot be read offers nothing; saving will say why
	}
	var out []picker.Past
	for _, s := range list {
		out = append(out, picker.Past{Name: s.Name, Text: s.Dataset(), Model: s.Model(), Task: s.Meta.OfTask(), Step: s.Step, When: s.Saved, Loss: s.Loss, Valid: s.ValidLoss, Trouble: s.Trouble, Err: s.Err})
	}
	return out
}

// history reads a session's history.
func history(store sessions.Store, p picker.Past, tell event.Tell) picker.Past {
	store.Reading = tell
	m, c, err := store.Open(p.Name)
	if err != nil {
		p.Err = err
		return p
	}
	p.History, p.Step, p.Ended, p.Over = c.History, c.Step, c.Ended, c.Over()
	p.Back, _ = store.GoodStep(m.Name)
	p.Levels = []task.Level{untrained(m)}
	return p
}

// untrained is the level of a session's untrained model, for which all tokens or tags are alike; of a series the mean of the training
// part, whose values are standardised.
func untrained(m sessions.Meta) task.Level {
	switch t := m.OfTask(); {
	case t.Name == task.Tagging.Name:
		return task.Level{ID: "untrained", Loss: math.Log(float64(m.Recipe.Model.Outputs)), N: m.Recipe.Model.Outputs}
	case m.Vocab > 0:
		return task.Level{ID: "untrained", Loss: math.Log(float64(m.Vocab)), N: m.Vocab}
	case t.Loss.InNats():
		return task.Level{ID: "mean", Loss: math.Log(2*math.Pi*math.E) / 2}
	}
	return task.Level{ID: "mean", Loss: 0.5}
}
