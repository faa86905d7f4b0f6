package series

import (
	"slices"
	"strconv"
)

// choose finds the columns that o asks for.
func (x *reading) choose(o Choice) error {
	inputs, target := o.Inputs, o.Target
	switch {
	case o.Column != "":
		target = o.Column
	case target == "" && len(inputs) == 1:
		target = inputs[0]
	}
	if target == "" {
		return x.only()
	}
	t, err := x.find(target)
	if err != nil {
		return err
	}
	list := []int{t}
	if len(inputs) > 0 {
		list = nil
	}
	for _, name := range inputs {
		c, err := x.find(name)
		if err != nil {
			return err
		}
		if slices.Contains(list, c) {
			return errTwice.Of(x.columns[c].Label)
		}
		list = append(list, c)
	}
	x.take(list, t)
	return nil
}

// take says which columns are read: inputs, and the target if it is not among them.
func (x *reading) take(inputs []int, target int) {
	x.read = slices.Clone(inputs)
	if !slices.Contains(inputs, target) {
		x.read = append(x.read, target)
	}
	slices.Sort(x.read)
	for _, c := range inputs {
		x.inputs = append(x.inputs, slices.Index(x.read, c))
	}
	x.target = slices.Index(x.read, target)
}

// only takes the one column of numbers that there is.
func (x *reading) only() error {
	var found, index []int
	var names []Label
	dates := 0
	for i, c := range x.columns {
		switch c.Kind {
		case Numbers:
			found = append(found, i)
			names = append(names, c.Label)
		case Index:
			index = append(index, i)
		case Dates:
			dates++
		}
	}
	switch {
	case len(found) == 1:
		x.take(found, found[0])
		return nil
	case len(found) > 1:
		return errWhich.Of(x.name, x.first, len(found), labels(names))
	}
	for i, c := range x.columns {
		if is, should, ok := x.dialect.thousands(i); ok {
			return errThousands.Of(x.name, x.first, c.Label, is, should)
		}
	}
	switch {
	case dates+len(index) > 0:
		return errDates.Of(x.name, x.first)
	}
	return errNumbers.Of(x.name, x.first)
}

// find is the column of a name, or of a number from 1. A name comes first.
func (x *reading) find(name string) (int, error) {
	c := slices.IndexFunc(x.columns, func(c Column) bool { return c.Name == name })
	if n, err := strconv.Atoi(name); c < 0 && err == nil {
		c = n - 1
	}
	if c < 0 || c >= len(x.columns) {
		all := make([]Label, len(x.columns))
		for i, c := range x.columns {
			all[i] = c.Label
		}
		return 0, errUnknown.Of(x.name, x.first, clipped([]byte(name)), labels(all))
	}
	at := x.columns[c]
	switch at.Kind {
	case Dates:
		return 0, errDate.Of(x.name, x.first, at.Label, x.dialect.example(c))
	case Words:
		if is, should, ok := x.dialect.thousands(c); ok {
			return 0, errThousands.Of(x.name, x.first, at.Label, is, should)
		}
		return 0, errWords.Of(x.name, x.first, at.Label, x.dialect.example(c))
	}
	return c, nil
}
