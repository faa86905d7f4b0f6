package series

import (
	"slices"
	"testing"
)

// The law: every source of sequences is made by its name, as large as it says unless a person says otherwise, and no series
// has its name; as a table it has all of its numbers.
func TestAnsweredSources(t *testing.T) {
	for _, source := range AnsweredSources {
		if _, ok := Find(source.Name); ok {
			t.Errorf("%s is a series too", source.Name)
		}
		all, err := MakeAnswered(source.Name, 2, 0, 0)
		if err != nil || all.N != source.N || all.T != source.Rows {
			t.Fatalf("%s: %d×%d, %v", source.Name, all.N, all.T, err)
		}
		few, err := MakeAnswered(source.Name, 2, 5, 0)
		if err != nil || !slices.Equal(few.Inputs, all.Inputs[:len(few.Inputs)]) || !slices.Equal(few.Targets, all.Targets[:5]) {
			t.Errorf("%s: 5 sequences are not the first of all: %v", source.Name, err)
		}
		if other, _ := MakeAnswered(source.Name, 3, 5, 0); slices.Equal(other.Inputs, few.Inputs) {
			t.Errorf("%s: two seeds make the same", source.Name)
		}
		table := few.Table("x")
		if table.Rows() != 5*few.T || table.Target != few.D || len(table.Inputs) != few.D {
			t.Fatalf("%s: a table of %d rows", source.Name, table.Rows())
		}
		for i := range 5 {
			for r := range few.T {
				row, answer := table.Values[(i*few.T+r)*(few.D+1):][:few.D+1], float32(0)
				if r == few.T-1 {
					answer = few.Targets[i]
				}
				if !slices.Equal(row[:few.D], few.Sequence(i)[r*few.D:(r+1)*few.D]) || row[few.D] != answer {
					t.Errorf("%s, sequence %d, row %d: %v", source.Name, i, r, row)
				}
			}
		}
		mse := 0.0
		for _, v := range all.Targets {
			mse += (float64(v) - 1) * (float64(v) - 1) / float64(all.N)
		}
		if mse < source.Fails*0.95 || mse > source.Fails*1.05 {
			t.Errorf("%s: who answers 1 is at %v, not %v", source.Name, mse, source.Fails)
		}
	}
	if _, err := MakeAnswered("abacus", 1, 0, 0); err == nil {
		t.Error("a source that does not exist")
	}
}
