package sessions

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// A member is a name of a JSON object with its value.
type member struct {
	name  string
	value json.RawMessage
}

// members takes an object apart, its order kept; ok is false for what is none.
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
		m := member{name: t.(string)} // what is no string there, Token refuses
		if err := d.Decode(&m.value); err != nil {
			return nil, false
		}
		list = append(list, m)
	}
	return list, true
}

// named finds the member that encoding/json takes for one of that name: case does not count.
func named(list []member, name string) int {
	return slices.IndexFunc(list, func(m member) bool { return strings.EqualFold(m.name, name) })
}

// object is the way back of members.
func object(list []member) json.RawMessage {
	b := []byte{'{'}
	for i, m := range list {
		if i > 0 {
			b = append(b, ',')
		}
		name, _ := json.Marshal(m.name) // a string can be written
		b = append(append(append(b, name...), ':'), m.value...)
	}
	return append(b, '}')
}

// elements takes a list apart.
func elements(b []byte) (list []json.RawMessage, ok bool) {
	return list, json.Unmarshal(b, &list) == nil && list != nil
}

// unknown is what raw has and known has not, known being what this program makes of raw: fields that a later
// program has written, wherever they stand. Of lists it is a list, null where there is nothing; nil: there is
// nothing at all.
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

// merge adds to known what unknown has found. What known says itself counts.
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
