package sessions

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// A member is a name in a JSON object with its value.
type member struct {
	name  string
	value json.RawMessage
}

// members splits an object into its members, in order; ok is false if b is not an object.
func members(b []byte) (list []member, ok bool) {
	d := json.NewDecoder(bytes.NewReader(b))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, false
	}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return nil, false
		}
		m := member{name: t.(string)} // Token refuses anything but a string here
		if err := d.Decode(&m.value); err != nil {
			return nil, false
		}
		list = append(list, m)
	}
	return list, true
}

// named finds the member that encoding/json matches with that name, ignoring case.
func named(list []member, name string) int {
	return slices.IndexFunc(list, func(m member) bool { return strings.EqualFold(m.name, name) })
}

// object is the inverse of members.
func object(list []member) json.RawMessage {
	b := []byte{'{'}
	for i, m := range list {
		if i > 0 {
			b = append(b, ',')
		}
		name, _ := json.Marshal(m.name) // a string can always be encoded
		b = append(append(append(b, name...), ':'), m.value...)
	}
	return append(b, '}')
}

// elements splits a list into its elements.
func elements(b []byte) (list []json.RawMessage, ok bool) {
	return list, json.Unmarshal(b, &list) == nil && list != nil
}

// unknown is what raw has and known lacks, known being raw decoded and encoded by this program: fields that a
// later version has written, at any depth. For lists it is a list, with null for elements without any; nil:
// there are none at all.
func unknown(raw, known []byte) json.RawMessage {
	if all, ok := members(raw); ok {
		return unknownMembers(all, known)
	}
	all, ok1 := elements(raw)
	here, ok2 := elements(known)
	if !ok1 || !ok2 || len(all) != len(here) {
		return nil
	}
	found := false
	for i := range all {
		if all[i] = unknown(all[i], here[i]); all[i] != nil {
			found = true
		}
	}
	if !found {
		return nil
	}
	b, _ := json.Marshal(all) // they were JSON
	return b
}

func unknownMembers(all []member, known []byte) json.RawMessage {
	here, ok := members(known)
	if !ok {
		return nil
	}
	var more []member
	for _, m := range all {
		if i := named(here, m.name); i < 0 {
			more = append(more, m)
		} else if below := unknown(m.value, here[i].value); below != nil {
			more = append(more, member{here[i].name, below})
		}
	}
	if more == nil {
		return nil
	}
	return object(more)
}

// merge adds to known what unknown has found. Values in known take precedence.
func merge(known, more json.RawMessage) json.RawMessage {
	if all, ok := members(more); ok {
		return mergeMembers(known, all)
	}
	all, ok1 := elements(more)
	here, ok2 := elements(known)
	if !ok1 || !ok2 || len(all) != len(here) {
		return known
	}
	for i := range here {
		here[i] = merge(here[i], all[i])
	}
	b, _ := json.Marshal(here) // they were JSON
	return b
}

func mergeMembers(known json.RawMessage, more []member) json.RawMessage {
	here, ok := members(known)
	if !ok {
		return known
	}
	n := len(here)
	for _, m := range more {
		if i := named(here[:n], m.name); i < 0 {
			here = append(here, m)
		} else {
			here[i].value = merge(here[i].value, m.value)
		}
	}
	return object(here)
}
