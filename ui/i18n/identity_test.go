package i18n_test

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
	"testing"
)

// phraseOf is the field of a catalogue that an expression reads, "Keys.Pause", even from a map, w.Mark["lr"]; ""
// for any other expression.
func (s *source) phraseOf(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.ParenExpr:
		return s.phraseOf(x.X)
	case *ast.IndexExpr:
		return s.phraseOf(x.X)
	case *ast.BinaryExpr:
		if f := s.phraseOf(x.X); f != "" {
			return f
		}
		return s.phraseOf(x.Y)
	case *ast.SelectorExpr:
		if sel := s.info.Selections[x]; sel != nil && sel.Kind() == types.FieldVal {
			if of, ok := strings.CutPrefix(named(sel.Recv()), "ui/i18n."); ok {
				return of + "." + x.Sel.Name
			}
		}
	}
	return ""
}

// told finds places where something is identified by a displayed text: a comparison with a string of a catalogue,
// a switch over one, a map or a list looked up by one.
func (s *source) told(found func(at ast.Node, field string)) {
	note := func(x ast.Expr) {
		if f := s.phraseOf(x); f != "" && isString(s.info.TypeOf(x)) {
			found(x, f)
		}
	}
	s.within(func(n ast.Node, _ []ast.Node) {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if n.Op != token.EQL && n.Op != token.NEQ {
				return
			}
			if text, ok := s.text(n.Y); ok && text == "" {
				return // whether it is empty
			}
			note(n.X)
			note(n.Y)
		case *ast.SwitchStmt:
			if n.Tag != nil {
				note(n.Tag)
			}
		case *ast.CaseClause:
			for _, x := range n.List {
				note(x)
			}
		case *ast.IndexExpr:
			note(n.Index)
		case *ast.KeyValueExpr:
			note(n.Key)
		case *ast.CallExpr:
			if f := s.called(n); f == "slices.Index" || f == "slices.Contains" || f == "strings.EqualFold" {
				note(n.Args[len(n.Args)-1])
			}
		}
	})
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// typed are the files that look up what a person types by displayed names too, in addition to ids.
var typed = map[string]bool{"ui/draw/look/unit.go": true}

// The law: nothing is identified by its displayed text, which another language would change.
func TestNothingIsToldByItsText(t *testing.T) {
	for _, s := range sources(t) {
		if !strings.HasPrefix(s.path, "ui/") || s.path == "ui/i18n" {
			continue
		}
		s.told(func(at ast.Node, field string) {
			if file, _, _ := strings.Cut(s.at(at), ":"); typed[file] {
				return
			}
			t.Errorf("%s: something is identified by %s, which is a displayed text", s.at(at), field)
		})
	}
}
