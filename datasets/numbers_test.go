package datasets

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"unroll/core/forecast"
	"unroll/core/series"
)

const shop = "\xEF\xBB\xBFday;price\n2024-01-01;1,5\n2024-01-02;2,5\n2024-01-03;4\n2024-01-04;3\n2024-01-05;2\n2024-01-06;1\n2024-01-07;2\n2024-01-08;3\n2024-01-09;4\n\n\n"

// written writes a file.
func written(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// The law: a table has the checksum and the size of all of its bytes, read from a file or through a pipe, in pieces too.
func TestATableHasTheChecksumOfItsBytes(t *testing.T) {
	sum := sha256.Sum256([]byte(shop))
	path := written(t, "shop.csv", shop)
	for name, o := range map[string]Opener{
		path: {}, "-": {Stdin: strings.NewReader(shop)}, "- ": {Stdin: iotest.OneByteReader(strings.NewReader(shop))},
	} {
		n, err := o.OpenSeries(strings.TrimSpace(name), forecast.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if n.SHA256 != hex.EncodeToString(sum[:]) || n.Bytes != int64(len(shop)) || n.Table == nil || n.Series.Rows() != 9 || n.Series.Column(0)[1] != 2.5 {
			t.Errorf("%s: %+v", name, n)
		}
		if _, ok := n.BuiltIn(); ok || n.Name == "" || n.Series.Title != n.Name {
			t.Errorf("%s: its name is %q", name, n.Name)
		}
	}
}

// The law: a source is read by its name, made by the seed and of the rows that are asked for, even if there is a file of that
// name; ./NAME is the file.
func TestASourceComesBeforeAFile(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("walk", []byte(shop), 0o666); err != nil {
		t.Fatal(err)
	}
	made, err := series.Make("walk", 5, 50)
	if err != nil {
		t.Fatal(err)
	}
	n, err := Opener{}.OpenSeries("walk", forecast.Options{Rows: 50, DataSeed: 5})
	if s, ok := n.BuiltIn(); err != nil || !ok || s.Name != "walk" || n.Series.Rows() != 50 || n.Series.Values[49] != made.Values[49] || n.Bytes != 200 || n.Path != "" {
		t.Errorf("%+v, %v", n, err)
	}
	if n, err = (Opener{}).OpenSeries("./walk", forecast.Options{}); err != nil || n.Source != "" || n.Series.Rows() != 9 {
		t.Errorf("%+v, %v", n, err)
	}
}

// The law: what cannot be learned from is a *BadData that names it; what was asked for wrongly is not.
func TestBadSeriesAreNamed(t *testing.T) {
	failing := io.MultiReader(strings.NewReader(shop), iotest.ErrReader(errors.New("the line is dead")))
	for _, c := range []struct {
		arg, word string
		o         Opener
		r         forecast.Options
	}{
		{filepath.Join(t.TempDir(), "none.csv"), "none.csv", Opener{}, forecast.Options{}},
		{t.TempDir(), "", Opener{}, forecast.Options{}},
		{written(t, "words.csv", "a;b\n1;2\n3;x\n5;6\n7;8\n1;2\n3;4\n"), "words.csv", Opener{}, forecast.Options{}},
		{written(t, "empty.csv", ""), "empty.csv", Opener{}, forecast.Options{}},
		{"-", "standard input", Opener{}, forecast.Options{}},
		{"-", "standard input", Opener{Stdin: strings.NewReader("1\n2\nx\n4\n5\n6\n7\n8\n9\n")}, forecast.Options{}},
		{"-", "the line is dead", Opener{Stdin: failing}, forecast.Options{}},
	} {
		_, err := c.o.OpenSeries(c.arg, c.r)
		var bad *BadData
		if !errors.As(err, &bad) || !strings.Contains(err.Error(), c.word) {
			t.Errorf("%s: %v", c.arg, err)
		}
	}
	path := written(t, "shop.csv", shop)
	for _, r := range []forecast.Options{{Column: "weight"}, {Gaps: "guess"}, {Column: "price", Target: "price"}} {
		_, err := Opener{}.OpenSeries(path, r)
		var bad *BadData
		if err == nil || errors.As(err, &bad) {
			t.Errorf("%+v: %v", r, err)
		}
	}
	if _, err := (Opener{}).OpenSeries("walk", forecast.Options{Rows: 3}); err == nil {
		t.Error("a walk of 3 rows")
	}
}

// The law: an error about the numbers of a series names it; one about how it was asked for is left alone.
func TestSeriesFault(t *testing.T) {
	n, err := Opener{}.OpenSeries(written(t, "flat.csv", strings.Repeat("7\n", 30)), forecast.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, constant := forecast.Options{}.Prepare(n.Series, 0.1)
	var bad *BadData
	if err := n.SeriesFault(constant); !errors.As(err, &bad) || !strings.Contains(err.Error(), "flat") {
		t.Errorf("%v", err)
	}
	walk, err := series.Make("walk", 1, 100)
	if err != nil {
		t.Fatal(err)
	}
	_, lags := forecast.Options{Lags: 1 << 20}.Prepare(walk, 0.1)
	_, share := forecast.Options{}.Prepare(walk, 2)
	for _, was := range []error{nil, lags, share, errors.New("else")} {
		if is := n.SeriesFault(was); is != was {
			t.Errorf("%v instead of %v", is, was)
		}
	}
}

// The law: a name, a table and a pipe are recognised as series, and looking at a pipe loses nothing of it.
func TestWhatLooksLikeASeries(t *testing.T) {
	for arg, want := range map[string][2]bool{
		"walk": {true, true}, "tide": {false, true}, written(t, "a.csv", "no numbers here\n"): {true, true}, written(t, "a.TSV", "x\n"): {true, true},
		written(t, "shop", shop): {true, true}, written(t, "text", "It was a dark night.\n"): {false, false}, t.TempDir(): {false, true},
		filepath.Join(t.TempDir(), "none.csv"): {false, true}, written(t, "empty", ""): {false, true}, "-": {false, true},
	} {
		if is, sure, _ := (Opener{}).LooksLikeSeries(arg); is != want[0] || (is && sure != want[1]) {
			t.Errorf("%s: %v, sure %v", arg, is, sure)
		}
	}
	is, sure, next := Opener{Stdin: iotest.OneByteReader(strings.NewReader(shop))}.LooksLikeSeries("-")
	n, err := next.OpenSeries("-", forecast.Options{})
	if err != nil || !is || !sure || n.Bytes != int64(len(shop)) {
		t.Errorf("a pipe: %v, sure %v, %d bytes, %v", is, sure, n.Bytes, err)
	}
}
