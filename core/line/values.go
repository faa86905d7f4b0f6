package line

import "unroll/core/recipe"

// A Value is what a line says of one of its fields, as it writes it.
type Value struct{ Name, Text string }

// Values are those of every field, whether or not the line needs to write it, in the order in which a line lists them: the cell, the fields, the
// settings. The data and the changes of settings are not among them.
func (l Line) Values() []Value {
	list := []Value{{"cell", l.Recipe.Model.Cell}}
	for _, f := range fields {
		if f.name != "sha256" {
			list = append(list, Value{f.name, writeField(f.of(&l))})
		}
	}
	for _, k := range recipe.Knobs {
		list = append(list, Value{k.Name, recipe.FormatValue(k.Get(&l.Recipe.Settings))})
	}
	return list
}
