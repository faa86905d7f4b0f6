// Package keys is the table of keys: one list that dispatches keys, explains them, and names what can be done.
package keys

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
)

// A Binding is something that can be done on a screen T, and the keys that do it. Keys have the names of
// event.Key; the first is the one shown.
type Binding[T any] struct {
	Name  string // a command.Command's text: "knob.up", "view.show predict"
	Keys  []string
	Show  string // how help writes the keys; "": from Keys
	Does  string // what it does, for help
	Brief string // for the bottom row; "": not shown there
	Short string // how the bottom row writes the keys; "": as help does
	Group string // heading in help
	Do    func(T)
}

// A Table of bindings for a screen T.
type Table[T any] []Binding[T]

// Key is the binding in Bubbles' terms: its keys, and how help writes and explains them.
func (b Binding[T]) Key() key.Binding {
	return key.NewBinding(key.WithKeys(b.Keys...), key.WithHelp(b.shown(), b.Does))
}

// shown is how help writes the keys.
func (b Binding[T]) shown() string {
	if b.Show != "" {
		return b.Show
	}
	return strings.Join(b.Keys, " ")
}

// pressed is a key by its name, for Bubbles.
type pressed string

func (p pressed) String() string { return string(p) }

// Find is the binding of a key.
func (t Table[T]) Find(name string) (Binding[T], bool) {
	for _, b := range t {
		if key.Matches(pressed(name), b.Key()) {
			return b, true
		}
	}
	return Binding[T]{}, false
}

// Named is the binding of a name.
func (t Table[T]) Named(name string) (Binding[T], bool) {
	for _, b := range t {
		if b.Name == name {
			return b, true
		}
	}
	return Binding[T]{}, false
}

// An Entry explains a binding.
type Entry struct {
	Name                            string // of the action
	Keys, Short, Does, Brief, Group string
	Names                           []string // of the keys, as in event.Key
}

// Entries are the table for help. They are made in every frame, so they avoid Bubbles' bindings.
func (t Table[T]) Entries() []Entry {
	list := make([]Entry, 0, len(t))
	for _, b := range t {
		show := b.shown()
		short := b.Short
		if short == "" {
			short = show
		}
		list = append(list, Entry{Name: b.Name, Keys: show, Short: short, Does: b.Does, Brief: b.Brief, Group: b.Group, Names: b.Keys})
	}
	return list
}
