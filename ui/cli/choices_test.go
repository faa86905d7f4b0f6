package cli

import (
	"slices"
	"testing"
)

// The tables that flags and menus are made of.
func TestTablesHaveNamesAndWords(t *testing.T) {
	for table, list := range map[string][]choice{"cells": cells(), "optimizers": optimizers(), "tokenizers": tokenizers(), "smoothings": smoothings()} {
		var names []string
		for _, c := range list {
			if c.Name == "" || c.About == "" {
				t.Errorf("%s: %+v", table, c)
			}
			names = append(names, c.Name)
		}
		slices.Sort(names)
		if len(names) == 0 || len(slices.Compact(names)) != len(list) {
			t.Errorf("%s: %v", table, names)
		}
	}
}
