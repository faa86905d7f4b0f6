package i18n_test

import (
	"go/ast"
	"go/token"
	"regexp"
	"strings"
	"testing"
)

// drawn matches the packages whose strings reach a screen.
var drawn = regexp.MustCompile(`^ui/(app|screen|view|panel|draw)(/|$)`)

// allowed are the literals that look like prose but are not, by package, each with the reason.
var allowed = map[string]string{
	"ui/screen/lab: unroll":     "the program's name",
	"ui/screen/picker: unroll":  "the program's name",
	"ui/panel: %d <unk>":        "a token as people write it",
	"ui/screen/keys/budget.go":  "what keys are kept free for, for who works on this program",
	"ui/screen/picker/items.go": "units of bytes",
}

var (
	command  = regexp.MustCompile(`^[a-z]+\.[a-z-]+ [a-z]*$`) // "view.show ", "unit.set bits"
	twoWords = regexp.MustCompile(`\pL{2,} \pL{2,}`)
	oneWord  = regexp.MustCompile(`\pL{3,}`)
	word     = regexp.MustCompile(`\pL{2,}`)
)

// shows reports whether a call draws its arguments, or makes a text of them.
func shows(called string) (draws, formats bool) {
	name := called[strings.LastIndex(called, ".")+1:]
	switch {
	case strings.HasPrefix(name, "Text"), name == "Notice", name == "Paragraph", name == "Hints", name == "Page":
		return true, false
	}
	return false, strings.HasPrefix(called, "fmt.") && called != "fmt.Errorf"
}

// prose returns why a literal looks like words for people; "": it does not.
func (s *source) prose(lit *ast.BasicLit, text string, around []ast.Node) string {
	if command.MatchString(text) {
		return ""
	}
	if twoWords.MatchString(text) {
		return "two words"
	}
	for i := len(around) - 1; i >= 0; i-- {
		switch n := around[i].(type) {
		case *ast.CallExpr:
			called := s.called(n)
			draws, formats := shows(called)
			switch {
			case draws && oneWord.MatchString(text):
				return "drawn by " + called
			case formats && len(n.Args) > 0 && n.Args[0] == ast.Expr(lit) && word.MatchString(verbForm.ReplaceAllString(text, "")):
				return "a format with a word"
			}
		case *ast.KeyValueExpr:
			if key, ok := n.Key.(*ast.Ident); ok && oneWord.MatchString(text) && (key.Name == "Title" || key.Name == "Right") {
				return "a " + key.Name
			}
		case *ast.AssignStmt:
			if x, ok := n.Lhs[0].(*ast.SelectorExpr); ok && x.Sel.Name == "notice" && oneWord.MatchString(text) {
				return "a notice"
			}
		case *ast.IndexExpr, *ast.FuncLit, *ast.BlockStmt:
			return "" // an id for looking something up; a part of the program
		}
	}
	return ""
}

// exempt reports whether a literal is for developers of the program.
func (s *source) exempt(around []ast.Node) bool {
	for _, n := range around {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return true
		case *ast.Field:
			return true // a struct's tag
		case *ast.CallExpr:
			if f := s.called(n); f == "panic" || f == "core/fault.New" || strings.HasPrefix(f, "regexp.") {
				return true
			}
		}
	}
	return false
}

// isAllowed reports whether a literal is in the list, or its file is.
func (s *source) isAllowed(lit *ast.BasicLit, text string) bool {
	file, _, _ := strings.Cut(s.at(lit), ":")
	return allowed[file] != "" || allowed[s.path+": "+strings.TrimSpace(text)] != ""
}

// The law: there are no words for people outside the catalogue.
func TestScreensSpellNoWords(t *testing.T) {
	looked := 0
	for _, s := range sources(t) {
		if !drawn.MatchString(s.path) || strings.HasSuffix(s.path, "test") {
			continue
		}
		s.within(func(n ast.Node, around []ast.Node) {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return
			}
			looked++
			text, _ := s.text(lit)
			if why := s.prose(lit, text, around); why != "" && !s.exempt(around) && !s.isAllowed(lit, text) {
				t.Errorf("%s: %q is %s: its place is ui/i18n", s.at(lit), text, why)
			}
		})
	}
	if looked < 500 {
		t.Errorf("%d literals have been found: the test looks in the wrong place", looked)
	}
}
