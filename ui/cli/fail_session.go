package cli

import (
	"cmp"
	"errors"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"unroll/datasets"
	"unroll/sessions"
)

// sessionHint says that data which do not exist have the name of a session, and what does with that what the command would have done with
// data; nil: they have not.
func (c *call) sessionHint(at *cobra.Command, err error) error {
	var bad *datasets.BadData
	if !errors.As(err, &bad) || bad.Name == "" || !errors.Is(bad.Err, fs.ErrNotExist) {
		return nil
	}
	m, missing := sessions.Default(c.folder).Meta(bad.Name)
	switch {
	case missing != nil:
		return nil
	case at != nil && at.Name() == "train":
		return hintSavedTrain.Of(bad.Name)
	case at != nil && at.Name() == "ladder" && m.TaskName() == filling:
		return hintSavedFill.Of(bad.Name)
	case at != nil && at.Name() == "ladder":
		return hintItsLadder.Of(bad.Name, dataToType(m.Data))
	}
	return hintSaved.Of(bad.Name)
}

// dataToType is what to type for the data of a session.
func dataToType(d sessions.Data) string {
	var list []string
	for _, path := range d.Paths {
		list = append(list, shellQuoted(path))
	}
	return cmp.Or(strings.Join(list, " "), shellQuoted(cmp.Or(d.Source, d.Name)))
}
