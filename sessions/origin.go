package sessions

import (
	"cmp"

	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/datasets"
)

// An Origin is what a run learns from before a recipe has made data of it: a text, a table of numbers. It says what
// identifies the data of a session, and how its run goes on from them.
type Origin interface {
	// Reference is what session.json has of the data: what identifies them, and where to find them again.
	Reference() Data
	// Place names the data in errors: a path, or the name of what has none.
	Place() string
	// Subject is a run over the data by r, but for its Origin and its Preset. Errors: a *datasets.BadData, invalid options
	// of r.
	Subject(r recipe.Recipe) (Subject, error)
	// Fault adds the data's name to an error about them, as a *datasets.BadData; other errors are returned unchanged.
	Fault(err error) error
}

// A Finder finds the data of a task's sessions again.
type Finder struct {
	Task *task.Task
	// Find reads what m.Data refers to, in the way that m.Recipe wants; if the data have moved, or came through a pipe,
	// args name where they are now. It need not check that they are the same data. Errors about the data are
	// *datasets.BadData.
	Find func(m Meta, o datasets.Opener, args ...string) (Origin, error)
}

// Finders is the table: a line for each task whose sessions can be opened.
var Finders = []Finder{{task.Language, findText}, {task.Series, findSeries}, {task.Tagging, findTagged}, {task.Fill, findText}, {task.Translation, findPairs}}

// FindOrigin reads again what a session learned from, and checks that it is the same. If it has moved, or came through
// a pipe, args name where it is now. Errors about the data are *datasets.BadData.
func FindOrigin(m Meta, o datasets.Opener, args ...string) (Origin, error) {
	return find(m, o, toResume, args...)
}

// find is FindOrigin for a purpose.
func find(m Meta, o datasets.Opener, to purpose, args ...string) (Origin, error) {
	for _, f := range Finders {
		if f.Task.Name != m.TaskName() {
			continue
		}
		o.Encoding = cmp.Or(o.Encoding, m.Data.Encoding)
		o, err := m.withInput(o, args)
		if err != nil {
			return nil, err
		}
		x, err := f.Find(m, o, args...)
		if err != nil {
			return nil, lost(m, err, to, len(args) > 0)
		}
		if err := same(m, x); err != nil {
			return nil, err
		}
		return x, nil
	}
	return nil, errNoFinder.Of(m.Name, m.TaskName())
}

// same returns an error if x is not what the session learned from.
func same(m Meta, x Origin) error {
	was, is := m.Data, x.Reference()
	bad := &datasets.BadData{Name: x.Place(), Hint: errOldData.Of()}
	switch {
	case was.Kind != is.Kind:
		bad.Reason = errOtherKind.Of(m.Name, is.Kind, was.Kind)
	case was.SHA256 != is.SHA256 && was.Source != "" && was.Source == is.Source:
		bad.Reason, bad.Hint = errOtherSource.Of(was.Source, m.Name, is.SHA256, was.SHA256), errOldSource.Of()
	case was.SHA256 != is.SHA256 && m.TaskName() == task.Language.Name:
		bad.Reason, bad.Hint = errOtherText.Of(m.Name, is.SHA256, was.SHA256), errOldText.Of()
	case was.SHA256 != is.SHA256:
		bad.Reason = errOtherData.Of(m.Name, is.SHA256, was.SHA256)
	case m.TaskName() == task.Translation.Name && was.Split != Split{} && was.Split != is.Split:
		bad.Reason = errOtherParts.Of(m.Name, is.Split.Train, is.Split.Valid, was.Split.Train, was.Split.Valid)
	case was.Split != Split{} && is.Split != Split{} && was.Split != is.Split:
		bad.Reason = errOtherSplit.Of(m.Name, is.Split.Train, is.Split.Valid, was.Split.Train, was.Split.Valid)
	default:
		return nil
	}
	return bad
}

// OfText is a text as an Origin.
func OfText(t datasets.Text) Origin { return textOrigin{t} }

type textOrigin struct{ datasets.Text }

func (x textOrigin) Reference() Data { return Reference(x.Text) }

func (x textOrigin) Place() string { return cmp.Or(x.Path, x.Name) }

func (x textOrigin) Subject(r recipe.Recipe) (Subject, error) {
	if r.Task == task.Fill.Name {
		return x.fillSubject(r)
	}
	c, err := datasets.Corpus(x.Text, r.Text)
	if err != nil {
		return Subject{}, err
	}
	return subjectOf(x.Text, r, c), nil
}

// findText is the Finder of texts.
func findText(m Meta, o datasets.Opener, args ...string) (Origin, error) {
	o.Binary = m.Recipe.Text.Tokens == "byte"
	t, err := open(m.Data, o, args)
	if t.SHA256 == m.Data.SHA256 { // the session's name for it, wherever it is now
		t.Name = m.Data.Name
	}
	return textOrigin{t}, err
}

// FindToEvaluate is FindOrigin to evaluate on what was held out: it reads the same, and its errors say how to evaluate without it.
func FindToEvaluate(m Meta, o datasets.Opener, args ...string) (Origin, error) {
	return find(m, o, toEvaluate, args...)
}

// FindText is FindToEvaluate for a session whose data are a text. Every error is a *datasets.BadData, except for a session of
// another task.
func FindText(m Meta, o datasets.Opener, args ...string) (datasets.Text, error) {
	if err := m.needsText(); err != nil {
		return datasets.Text{}, err
	}
	x, err := FindToEvaluate(m, o, args...)
	if err != nil {
		return datasets.Text{}, err
	}
	return x.(textOrigin).Text, nil
}

// needsText refuses a session that is not of a language model.
func (m Meta) needsText() error {
	if m.TaskName() != task.Language.Name {
		return errNoLanguage.Of(m.Name, m.TaskName())
	}
	return nil
}
