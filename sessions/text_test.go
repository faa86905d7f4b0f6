package sessions

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"unroll/core/recipe"
	"unroll/datasets"
)

// textFolder writes files and returns their folder.
func textFolder(t *testing.T, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range files {
		path := filepath.Join(dir, f)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("the text of "+f), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// A session's reference leads to the same text, however it was opened.
func TestReferenceLeadsBackToTheText(t *testing.T) {
	dir := textFolder(t, "a.txt", "b.md", "parts/train.txt", "parts/valid.txt", "parts/test.txt",
		"plain/train.txt", "many/1.txt", "many/2.txt", "held/x.txt", "held/y.txt", "tide")
	for _, c := range []struct{ args, valid string }{
		{"tide", ""}, {"periodic", ""}, {"./tide", ""}, {"a.txt", ""}, {"a.txt b.md", ""}, {"a.txt tide", ""},
		{"parts", ""}, {"plain", ""}, {"many", ""}, {"many a.txt", ""},
		{"a.txt", "b.md"}, {"tide", "a.txt"}, {"a.txt", "held"}, {"a.txt", "tide"},
		{"plain", "parts/valid.txt"}, {"parts", "a.txt"}, {"parts", "parts/valid.txt"}, {"many", "many/2.txt"},
	} {
		t.Run(c.args+" "+c.valid, func(t *testing.T) {
			t.Chdir(dir)
			want, err := datasets.Opener{}.Open(strings.Fields(c.args)...)
			if err == nil && c.valid != "" {
				want, err = datasets.Opener{}.WithValid(want, c.valid)
			}
			if err != nil {
				t.Fatal(err)
			}
			m := Meta{Name: "x", Recipe: recipe.Default(), Data: Reference(want)}
			t.Chdir(t.TempDir()) // paths are absolute
			got, err := FindText(m, datasets.Opener{})
			if err != nil {
				t.Fatalf("%v (%+v)", err, m.Data)
			}
			if got.Train != want.Train || (got.Valid == nil) != (want.Valid == nil) || got.Name != want.Name {
				t.Errorf("%+v is a different text", m.Data)
			}
			if got.Valid != nil && *got.Valid != *want.Valid {
				t.Errorf("%+v has a different validation text", m.Data)
			}
		})
	}
}

func TestTextRefusesAnother(t *testing.T) {
	dir := textFolder(t, "a.txt", "b.txt")
	a, b := filepath.Join(dir, "a.txt"), filepath.Join(dir, "b.txt")
	text, err := datasets.Opener{}.Open(a)
	if err != nil {
		t.Fatal(err)
	}
	m := Meta{Name: "x", Recipe: recipe.Default(), Data: Reference(text)}
	var bad *datasets.BadData
	if _, err := FindText(m, datasets.Opener{}, b); !errors.As(err, &bad) || !strings.Contains(bad.Reason.Error(), "not the text that session x learned") {
		t.Errorf("another text: %v", err)
	}
	if err := os.Rename(a, b); err != nil {
		t.Fatal(err)
	}
	if _, err := FindText(m, datasets.Opener{}); !errors.As(err, &bad) || !strings.Contains(bad.Hint.Error(), ": unroll eval x FILE") {
		t.Errorf("no text: %v", err)
	}
	if got, err := FindText(m, datasets.Opener{}, b); err != nil || got.Train != text.Train {
		t.Errorf("the text at its new place: %v", err)
	}
	m.Data = Data{Paths: []string{"-"}, SHA256: text.SHA256}
	if _, err := FindText(m, datasets.Opener{}); !errors.As(err, &bad) || !strings.Contains(bad.Hint.Error(), ": unroll eval x FILE") {
		t.Errorf("from a pipe: %v", err)
	}
	if _, err := FindText(m, datasets.Opener{Stdin: strings.NewReader(text.Train)}, "-"); err != nil {
		t.Errorf("from a pipe again: %v", err)
	}
}

func TestFreeName(t *testing.T) {
	store := Default(t.TempDir())
	r := recipe.Default()
	for name, want := range map[string]string{"book.txt": "book-lstm", "stdin": "stdin-lstm", "my book …": "my-book---lstm", "茶山记": "茶山记-lstm"} {
		got := FreeName(store, datasets.Text{Name: name}, r)
		if err := CheckName(got); err != nil || got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
