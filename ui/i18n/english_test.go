package i18n_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"unroll/core/fault"
	"unroll/ui/i18n"
	"unroll/ui/i18n/i18ntest"
)

// The law: there are no calques in what people read: the catalogue, errors, the documents.
func TestPlainEnglish(t *testing.T) {
	for _, p := range phrases(i18n.English) {
		plain(t, p.id, p.text)
	}
	for _, k := range fault.Kinds() {
		plain(t, k.ID, k.English)
	}
	for _, name := range []string{"README.md", "CONTRIBUTING.md", "demo.tape"} {
		b, err := os.ReadFile(filepath.Join("..", "..", name))
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(b), "\n") {
			plain(t, name+":"+strconv.Itoa(i+1), line)
		}
	}
	for _, c := range i18ntest.Calques[:3] { // the test can fail
		if !c.Found.MatchString("So many tokens stand behind the cursor, and nobody reads them.") {
			t.Errorf("%v is not found", c.Found)
		}
	}
}

func plain(t *testing.T, where, text string) {
	t.Helper()
	for _, c := range i18ntest.Calques {
		if found := c.Found.FindString(text); found != "" {
			t.Errorf("%s: %q says %q (%s)", where, text, found, c.Instead)
		}
	}
}
