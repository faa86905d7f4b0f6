// Package keys is the table of keys: one list that dispatches, explains, and names what can be done.
package keys

import "strings"

// A Binding is something that can be done on a screen T, and the keys that do it. Keys are names as event.Key has
// them; the first is the one shown.
type Binding[T any] struct {
	Name  string // of what it does, a command.Command's text: "knob.up", "view.show predict"
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

// Find is the binding of a key.
func (t Table[T]) Find(key string) (Binding[T], bool) {
	for _, b := range t {
		for _, k := range b.Keys {
			if k == key {
				return b, true
			}
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
	Name                            string // of what it does
	Keys, Short, Does, Brief, Group string
	Names                           []string // of the keys, as event.Key has them
}

// Entries are the table for help.
func (t Table[T]) Entries() []Entry {
	var list []Entry
	for _, b := range t {
		show := b.Show
		if show == "" {
			show = strings.Join(b.Keys, " ")
		}
		short := b.Short
		if short == "" {
			short = show
		}
		list = append(list, Entry{Name: b.Name, Keys: show, Short: short, Does: b.Does, Brief: b.Brief, Group: b.Group, Names: b.Keys})
	}
	return list
}
