package cli

import (
	"slices"
	"testing"
)

// TestTablesHaveNamesAndWords checks the tables that flags and menus are made from.
func TestTablesHaveNamesAndWords(t *testing.T) {
	c := talk()
	for table, list := range map[string][]choice{"cells": cells(c), "optimizers": optimizers(c), "tokenizers": tokenizers(c), "smoothings": smoothings(c)} {
		var names []string
		for _, one := range list {
			if one.Name == "" || one.About == "" {
				t.Errorf("%s: %+v", table, one)
			}
			names = append(names, one.Name)
		}
		slices.Sort(names)
		if len(names) == 0 || len(slices.Compact(names)) != len(list) {
			t.Errorf("%s: %v", table, names)
		}
	}
}
