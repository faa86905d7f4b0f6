package core_test

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "unroll"

// An arrow says which packages of this module a package may import, and which from elsewhere
// besides the standard library. A name that ends in /... stands for a package and all below it.
type arrow struct {
	from string
	to   []string
	lib  []string // nil: any
}

// arrows is the design: what learns is below what stores it, and both are below what shows it. The
// first line that matches a package applies to it.
var arrows = []arrow{
	{"", []string{"ui/...", "sessions", "datasets", "core/..."}, nil},
	{"ui/draw/...", []string{"ui/draw/...", "ui/i18n"}, nil},
	{"ui/i18n", []string{"core/history", "core/series/ladder", "core/tagging/...", "core/translation/...", "core/fault"}, nil},
	{"ui/cli", []string{"ui/...", "sessions", "datasets", "core/..."}, nil},
	{"ui/...", []string{"ui/...", "sessions", "datasets", "core/fault", "core/command", "core/text", "core/work", "core/history", "core/lm", "core/fill", "core/baseline", "core/task", "core/recipe", "core/train", "core/preset", "core/forecast", "core/series/...", "core/tagging/...", "core/translation/..."}, nil},
	{"sessions", []string{"sessions/...", "datasets", "core/..."}, nil},
	{"sessions/...", []string{"core/fault"}, nil},
	{"datasets", []string{"core/text", "core/series", "core/forecast", "core/tagging", "core/translation", "core/fault"}, nil},
	{"core/bench", []string{"core/recipe", "core/train", "core/task", "core/tagging", "core/translation", "core/nn", "core/text", "core/kernel", "core/work", "core/history", "core/fault"}, coreLib},
	{"core/preset", []string{"core/recipe", "core/task", "core/forecast", "core/translation", "core/nn", "core/text", "core/history", "core/fault"}, coreLib},
	{"core/line", []string{"core/recipe", "core/nn", "core/text", "core/history", "core/command", "core/fault"}, coreLib},
	{"core/heldout", []string{"core/nn", "core/history"}, coreLib},
	{"core/forecast", []string{"core/heldout", "core/series", "core/series/ladder", "core/nn", "core/text", "core/history", "core/random", "core/fault"}, coreLib},
	{"core/fill", []string{"core/lm", "core/history", "core/nn", "core/text", "core/work", "core/fault"}, coreLib},
	{"core/forecast/forecasttest", []string{"core/forecast", "core/nn"}, coreLib},
	{"core/task", []string{"core/fill", "core/heldout", "core/tagging", "core/translation", "core/forecast", "core/series/ladder", "core/lm", "core/history", "core/nn", "core/text", "core/fault"}, coreLib},
	{"core/task/tasktest", []string{"core/task", "core/history", "core/nn", "core/text"}, coreLib},
	{"core/train", []string{"core/command", "core/feed", "core/marks", "core/course", "core/ruin", "core/recipe", "core/task", "core/forecast", "core/tagging", "core/translation", "core/lm", "core/history", "core/nn", "core/optim", "core/random", "core/text", "core/work", "core/kernel", "core/fault"}, coreLib},
	{"core/recipe", []string{"core/task", "core/forecast", "core/tagging", "core/translation", "core/nn", "core/optim", "core/random", "core/text", "core/fault"}, coreLib},
	{"core/ruin", []string{"core/task", "core/history", "core/optim"}, coreLib},
	{"core/feed", nil, coreLib},
	{"core/marks", nil, coreLib},
	{"core/course", nil, coreLib},
	{"core/command", []string{"core/fault"}, coreLib},
	{"core/baseline", []string{"core/lm", "core/history", "core/ngram", "core/text", "core/kernel", "core/fault"}, coreLib},
	{"core/lm", []string{"core/heldout", "core/history", "core/nn", "core/random", "core/text", "core/work", "core/kernel", "core/fault"}, coreLib},
	{"core/ngram", []string{"core/text", "core/kernel", "core/fault"}, coreLib},
	{"core/nn", []string{"core/kernel", "core/fault"}, coreLib},
	{"core/optim", []string{"core/kernel", "core/fault"}, coreLib},
	{"core/text/texttest", nil, coreLib},
	{"core/text", []string{"core/fault"}, coreLib},
	{"core/history/historytest", []string{"core/history"}, coreLib},
	{"core/history", []string{"core/fault"}, coreLib},
	{"core/series/ladder", []string{"core/series", "core/fault"}, coreLib},
	{"core/series", []string{"core/random", "core/fault"}, coreLib},
	{"core/tagging/ladder", []string{"core/tagging", "core/nn", "core/text", "core/fault"}, coreLib},
	{"core/tagging", []string{"core/nn", "core/text", "core/history", "core/random", "core/fault"}, coreLib},
	{"core/translation/ladder", []string{"core/translation", "core/nn", "core/ngram", "core/text", "core/fault"}, coreLib},
	{"core/translation", []string{"core/nn", "core/text", "core/history", "core/kernel", "core/ngram", "core/random", "core/fault"}, coreLib},
	{"core/tagging/taggingtest", []string{"core/tagging", "core/nn"}, coreLib},
	{"core/translation/translationtest", []string{"core/translation", "core/nn", "core/kernel"}, coreLib},
	{"core/random", []string{"core/fault"}, coreLib},
	{"core/work", nil, coreLib},
	{"core/kernel", []string{"core/fault"}, coreLib},
	{"core/fault", nil, coreLib},
	{"core", nil, coreLib},
}

// coreLib is what core imports from elsewhere: arithmetic, and the processor's features.
var coreLib = []string{"gonum.org/v1/gonum/...", "golang.org/x/sys/..."}

// fits reports whether p matches list.
func fits(p string, list []string) bool {
	return slices.ContainsFunc(list, func(name string) bool {
		root, deep := strings.CutSuffix(name, "/...")
		return p == root || (deep && strings.HasPrefix(p, root+"/"))
	})
}

// imports are the packages that the module's Go files, except tests, import: for each folder, by its
// path from the module's root. Folders with a go.mod of their own are other modules.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string]map[string]bool{}
	root := ".."
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if _, err := os.Stat(filepath.Join(name, "go.mod")); name != root && (err == nil || d.Name()[0] == '.' || d.Name() == "testdata") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		folder, err := filepath.Rel(root, filepath.Dir(name))
		if err != nil {
			return err
		}
		folder = strings.TrimPrefix(filepath.ToSlash(folder), ".")
		if found[folder] == nil {
			found[folder] = map[string]bool{}
		}
		for _, i := range file.Imports {
			found[folder][strings.Trim(i.Path.Value, "`\"")] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	for folder, set := range found {
		all[folder] = slices.Sorted(maps.Keys(set))
	}
	return all
}

// wrong is the reason why from must not import imported; "" if it may.
func wrong(from, imported string) string {
	i := slices.IndexFunc(arrows, func(a arrow) bool { return fits(from, []string{a.from}) })
	if i < 0 {
		return "the design has no such place"
	}
	a := arrows[i]
	inside, own := strings.CutPrefix(imported, module+"/")
	first, _, _ := strings.Cut(imported, "/")
	switch {
	case own && fits(inside, a.to):
	case own:
		return fmt.Sprintf("it may import %s of this module", strings.Join(a.to, ", "))
	case !strings.Contains(first, ".") && imported != "first": // the standard library
	case a.lib == nil || fits(imported, a.lib):
	default:
		return fmt.Sprintf("it may import %s beside the standard library", strings.Join(a.lib, ", "))
	}
	return ""
}

// The law: the arrows of the design hold, and every package is named for what it does.
func TestImports(t *testing.T) {
	all := imports(t)
	for _, must := range []string{"", "core/kernel", "core/nn", "core/optim", "core/text", "core/train", "datasets"} {
		if _, there := all[must]; !there {
			t.Errorf("%q was not found: the test looks in the wrong place", must)
		}
	}
	for from, list := range all {
		for _, imported := range list {
			if why := wrong(from, imported); why != "" {
				t.Errorf("%s imports %s: %s", path.Join(module, from), imported, why)
			}
		}
		if slices.Contains([]string{"util", "utils", "common", "helpers", "types"}, path.Base(from)) {
			t.Errorf("%s: a package must be named for what it does", from)
		}
	}
}

// Tests the test: these must be detected.
func TestImportsSeesWhatIsWrong(t *testing.T) {
	for _, c := range [][2]string{
		{"core/nn", "unroll/core/train"}, {"core/nn", "unroll/core/text"}, {"core/kernel", "unroll/core/nn"}, {"core/text", "unroll/core/kernel"},
		{"core/train", "unroll/sessions"}, {"core/train", "github.com/charmbracelet/lipgloss"}, {"core", "pgregory.net/rapid"},
		{"datasets", "unroll/core/train"}, {"datasets", "unroll/sessions"}, {"sessions", "unroll/ui/cli"}, {"sessions/safetensors", "unroll/sessions"},
		{"ui/panel", "unroll/core/nn"}, {"ui/screen/lab", "unroll/core/kernel"}, {"plugins", "fmt"}, {"core/train", "first"},
		{"core/train", "unroll/core/ngram"}, {"core/train", "unroll/core/baseline"}, {"core/lm", "unroll/core/train"}, {"core/nn", "unroll/core/lm"}, {"core/history", "unroll/core/text"},
		{"core/series", "unroll/core/nn"}, {"core/series", "unroll/core/text"}, {"core/series", "unroll/core/series/ladder"},
		{"core/train", "unroll/core/bench"}, {"core/bench", "unroll/ui/draw/chart"}, {"ui/draw/chart", "unroll/core/train"},
	} {
		if wrong(c[0], c[1]) == "" {
			t.Errorf("%s may import %s", c[0], c[1])
		}
	}
	for _, c := range [][2]string{
		{"", "unroll/ui/cli"}, {"", "first"}, {"ui/panel", "unroll/ui/draw/grid"}, {"ui", "github.com/charmbracelet/bubbletea"}, {"ui/screen/lab", "unroll/core/train"},
		{"core/baseline", "unroll/core/ngram"}, {"core/kernel", "gonum.org/v1/gonum/blas"}, {"core/kernel", "golang.org/x/sys/cpu"}, {"core/text", "unicode/utf8"},
		{"datasets", "unroll/core/text"}, {"sessions", "github.com/gofrs/flock"},
	} {
		if why := wrong(c[0], c[1]); why != "" {
			t.Errorf("%s imports %s: %s", c[0], c[1], why)
		}
	}
}
