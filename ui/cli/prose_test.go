package cli

import (
	"go/ast"
	"go/parser"
	tokens "go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"unroll/core/fault"
)

// twoWords matches literals that people read: two adjacent words of a language.
var twoWords = regexp.MustCompile(`[A-Za-z]{2,} +[a-z]{2,}`)

// oneWord matches a literal that may be an identifier or a heading.
var oneWord = regexp.MustCompile(`[A-Za-z]{2,}`)

// allowed are literals that look like prose but are not.
var allowed = map[string]string{
	// lines of usage: names of commands and of their values
	"unroll [FILE…|-]": "usage", "train [FILE…|-]": "usage", "predict SESSION [--prefix TEXT | FILE|-]": "usage", "rename SESSION NAME": "usage",
	"unroll ladder book.txt": "a command to type", "unroll eval --ngram 5 book.txt": "a command to type", "unroll train ": "a command to type",
	"unroll %s (%s, %s/%s, kernel %s)\n": "what version prints is parsed by programs",
	"# text = %s\n":                      "a comment of CoNLL-U",
	"cli: no flag can set %T":            "a panic for whoever adds a flag",
}

// shown are functions that write their arguments for people: not even single words may be literals there.
var shown = []string{"add", "keep", "say", "heading", "Fprint", "Fprintln", "Fprintf", "Sprintf", "Errorf", "New", "Of", "misuse", "StringVar", "BoolVar", "IntVar", "Float64Var", "Uint64Var", "DurationVar"}

// identifiers are the single words that are allowed there: names of flags, and what programs read.
var identifiers = regexp.MustCompile(`^(--?[a-z-]+( -)?|[a-z]+(-[a-z]+)*|unroll: %s\n)$`)

// The law: what people read comes from the catalogue or is the sentence of a fault; no literal in the code is prose.
func TestNoProseOutsideTheCatalogue(t *testing.T) {
	used := map[string]bool{}
	seen := 0
	for name, file := range sources(t) {
		exempt := map[*ast.BasicLit]bool{} // struct tags, imports, sentences of faults
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Field:
				exempt[n.Tag] = true
			case *ast.ImportSpec:
				exempt[n.Path] = true
			case *ast.CallExpr:
				for _, bad := range headings(n) {
					t.Errorf("%s: %s in a call of %s: people read it, so it belongs in the catalogue", name, bad, called(n))
				}
				if f, ok := n.Fun.(*ast.SelectorExpr); ok && called(n) == "New" && isName(f.X, "fault") {
					for _, arg := range n.Args {
						if lit, ok := arg.(*ast.BasicLit); ok {
							exempt[lit] = true
						}
					}
				}
			case *ast.BasicLit:
				s, err := strconv.Unquote(n.Value)
				if n.Kind != tokens.STRING || exempt[n] || err != nil {
					break
				}
				seen++
				if allowed[s] != "" {
					used[s] = true
				} else if twoWords.MatchString(s) {
					t.Errorf("%s: %s is prose: it belongs in the catalogue", name, n.Value)
				}
			}
			return true
		})
	}
	for s := range allowed {
		if !used[s] {
			t.Errorf("%q is allowed but does not occur", s)
		}
	}
	if seen < 100 {
		t.Errorf("only %d literals were checked", seen)
	}
}

// headings are the literals with words in a call that shows its arguments, except those of faults.
func headings(call *ast.CallExpr) (bad []string) {
	if !slices.Contains(shown, called(call)) {
		return nil
	}
	if f, ok := call.Fun.(*ast.SelectorExpr); ok && isName(f.X, "fault") {
		return nil
	}
	for _, arg := range call.Args {
		lit, ok := arg.(*ast.BasicLit)
		if !ok || lit.Kind != tokens.STRING {
			continue
		}
		s, err := strconv.Unquote(lit.Value)
		if roffs.MatchString(s) {
			continue
		}
		if words := verbs.ReplaceAllString(s, ""); err == nil && oneWord.MatchString(words) && !identifiers.MatchString(s) && allowed[s] == "" {
			bad = append(bad, lit.Value)
		}
		if err == nil && (called(call) == "add" || called(call) == "keep") && oneWord.MatchString(s) {
			bad = append(bad, lit.Value) // a heading may look like an identifier
		}
	}
	return bad
}

// roffs are requests of roff, whose names are not words.
var roffs = regexp.MustCompile(`^(\.(TH|SH|TP|BR) ?| \\f).*`)

// verbs are those of fmt.
var verbs = regexp.MustCompile(`%[-+ 0-9.\[\]*]*[a-zA-Z]`)

// called is the name of the function that is called.
func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

func isName(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

// sources are the package's files without its tests.
func sources(t *testing.T) map[string]*ast.File {
	t.Helper()
	files := map[string]*ast.File{}
	list, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		if name := f.Name(); strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			file, err := parser.ParseFile(tokens.NewFileSet(), name, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			files[name] = file
		}
	}
	return files
}

// The law: every kind of this package is one sentence that begins in lower case, ends without a full stop, and is
// named after the package.
func TestKindsAreSentences(t *testing.T) {
	n := 0
	for _, k := range fault.Kinds() {
		if !strings.HasPrefix(k.ID, "cli.") {
			continue
		}
		n++
		if s := k.English; s == "" || strings.HasSuffix(s, ".") || strings.Contains(s, "\n") || strings.TrimSpace(s) != s {
			t.Errorf("%s: %q", k.ID, s)
		}
	}
	if n < 50 {
		t.Errorf("only %d kinds", n)
	}
}
