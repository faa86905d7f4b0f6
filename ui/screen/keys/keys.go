// Package keys is the table of keys: one list that both dispatches and explains.
package keys

import "strings"

// A Binding is what a key does. Keys are names as event.Key has them; the first is the one shown.
type Binding[T any] struct {
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
func (t Table[T]) Find(name string) (Binding[T], bool) {
	for _, b := range t {
		for _, k := range b.Keys {
			if k == name {
				return b, true
			}
		}
	}
	return Binding[T]{}, false
}

// An Entry explains a binding.
type Entry struct {
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
		list = append(list, Entry{Keys: show, Short: short, Does: b.Does, Brief: b.Brief, Group: b.Group, Names: b.Keys})
	}
	return list
}
