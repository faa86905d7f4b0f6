package i18n_test

import (
	"go/ast"
	"go/types"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A kind is a fault.Kind as it is in the source.
type kind struct {
	id, format string
	at         string
	used       bool
}

// kinds finds the kinds of a package by the name of the variable that holds them.
func (s *source) kinds(t *testing.T) map[string]*kind {
	t.Helper()
	found, calls := map[string]*kind{}, 0
	s.within(func(n ast.Node, _ []ast.Node) {
		switch n := n.(type) {
		case *ast.CallExpr:
			if s.called(n) == "core/fault.New" {
				calls++
			}
		case *ast.ValueSpec:
			for i, v := range n.Values {
				if k := s.newKind(v); k != nil {
					found[n.Names[i].Name] = k
				}
			}
		}
	})
	if calls != len(found) {
		t.Errorf("%s: %d calls of fault.New, %d of them are a variable's value with an id and a sentence written out", s.path, calls, len(found))
	}
	return found
}

// newKind reads fault.New("id", "sentence"), and fault.New(…).Of(), an error that is a variable; nil: it is
// neither.
func (s *source) newKind(x ast.Expr) *kind {
	c, ok := x.(*ast.CallExpr)
	if !ok {
		return nil
	}
	if s.called(c) == "core/fault.Kind.Of" {
		k := s.newKind(c.Fun.(*ast.SelectorExpr).X)
		if k != nil {
			k.used = true
		}
		return k
	}
	if s.called(c) != "core/fault.New" || len(c.Args) != 2 {
		return nil
	}
	id, ok1 := s.text(c.Args[0])
	format, ok2 := s.text(c.Args[1])
	if !ok1 || !ok2 {
		return nil
	}
	return &kind{id: id, format: format, at: s.at(c)}
}

var (
	idForm   = regexp.MustCompile(`^[a-z_]+(\.[a-z_]+)+$`)
	verbForm = regexp.MustCompile(`%(?:%|[-+#0]*(?:\d+)?(?:\.\d+)?(?:\[(\d+)\])?([a-zA-Z]))`)
)

// verbs are those of a format, by the index of their argument: "%[2]s: %[1]d" has "d" and "s".
func verbs(format string) []string {
	var list []string
	next := 0
	for _, m := range verbForm.FindAllStringSubmatch(format, -1) {
		if m[2] == "" {
			continue // %%
		}
		if m[1] != "" {
			next = int(m[1][0]-'0') - 1
		}
		for len(list) <= next {
			list = append(list, "")
		}
		list[next] = m[2]
		next++
	}
	return list
}

// takes reports whether fmt can format a value of a type with a verb.
func takes(verb string, t types.Type) bool {
	if types.Implements(t, errorType) {
		return strings.Contains("vsq", verb)
	}
	if _, shown := t.Underlying().(*types.Slice); shown && verb == "v" {
		return true
	}
	if m, _, _ := types.LookupFieldOrMethod(t, true, nil, "String"); m != nil && strings.Contains("vsq", verb) {
		return true
	}
	if b, ok := t.Underlying().(*types.Slice); ok {
		t = b.Elem()
		if t.Underlying().String() == "byte" || t.Underlying().String() == "uint8" {
			return strings.Contains("vsqxX", verb)
		}
		return false
	}
	b, ok := t.Underlying().(*types.Basic)
	switch {
	case !ok:
		return false
	case b.Info()&types.IsString != 0:
		return strings.Contains("vsq", verb)
	case b.Info()&types.IsInteger != 0:
		return strings.Contains("vdxXqc", verb)
	case b.Info()&types.IsFloat != 0:
		return strings.Contains("vfgeG", verb)
	}
	return false
}

var errorType = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

// The law: every kind of error has an id of its own in the form package.what, and is used, with the arguments
// that its sentence has places for.
func TestEveryFaultHasAnIDAndItsArguments(t *testing.T) {
	ids, all := map[string]string{}, 0
	for _, s := range sources(t) {
		kinds := s.kinds(t)
		for name, k := range kinds {
			all++
			if !idForm.MatchString(k.id) {
				t.Errorf("%s: the id %q", k.at, k.id)
			}
			if was, taken := ids[k.id]; taken {
				t.Errorf("%s: the id %q is taken at %s", k.at, k.id, was)
			}
			ids[k.id] = k.at
			if first, _, _ := strings.Cut(k.id, "."); first != s.path[strings.LastIndex(s.path, "/")+1:] {
				t.Errorf("%s: the id %q does not begin with the package's name", k.at, k.id)
			}
			if strings.TrimSpace(k.format) != k.format || k.format == "" || strings.HasSuffix(k.format, ".") || strings.Contains(k.format, "%!") {
				t.Errorf("%s: %q", name, k.format)
			}
		}
		s.checkUses(t, kinds)
		for name, k := range kinds {
			if !k.used {
				t.Errorf("%s: %s is not used", k.at, name)
			}
		}
	}
	if all < 100 {
		t.Errorf("%d kinds have been found: the test looks in the wrong place", all)
	}
}

// checkUses compares the arguments of each Of with the sentence, and those of a function that takes a kind and
// its arguments.
func (s *source) checkUses(t *testing.T, kinds map[string]*kind) {
	s.within(func(n ast.Node, _ []ast.Node) {
		if id, ok := n.(*ast.Ident); ok && s.info.Uses[id] != nil && kinds[id.Name] != nil {
			kinds[id.Name].used = true
		}
		c, ok := n.(*ast.CallExpr)
		if !ok || s.path == "core/fault" {
			return
		}
		var k *kind
		args := c.Args
		switch {
		case s.called(c) == "core/fault.Kind.Of":
			k = s.kindOf(kinds, c.Fun.(*ast.SelectorExpr).X)
		case s.takesKind(c):
			k, args = s.kindOf(kinds, args[0]), args[1:]
		}
		if k == nil {
			return // in a function that is given the kind: its callers are checked
		}
		if c.Ellipsis.IsValid() {
			t.Errorf("%s: the arguments cannot be determined", s.at(c))
			return
		}
		s.checkArgs(t, c, k, args)
	})
}

// kindOf is the kind that x is; nil: a parameter, or it cannot be determined.
func (s *source) kindOf(kinds map[string]*kind, x ast.Expr) *kind {
	switch x := x.(type) {
	case *ast.Ident:
		if v := s.info.Uses[x]; v != nil && v.Pkg() != nil && v.Parent() == v.Pkg().Scope() {
			return kinds[x.Name]
		}
	case *ast.CallExpr:
		return s.newKind(x)
	}
	return nil
}

// takesKind reports whether the function called takes a kind and its arguments: func(*fault.Kind, ...any).
func (s *source) takesKind(c *ast.CallExpr) bool {
	f, ok := s.info.TypeOf(c.Fun).(*types.Signature)
	return ok && f.Variadic() && f.Params().Len() == 2 && named(f.Params().At(0).Type()) == "core/fault.Kind"
}

func (s *source) checkArgs(t *testing.T, at ast.Node, k *kind, args []ast.Expr) {
	t.Helper()
	want := verbs(k.format)
	if len(want) != len(args) || slices.Contains(want, "") {
		t.Errorf("%s: %d arguments for %q", s.at(at), len(args), k.format)
		return
	}
	for i, a := range args {
		if typ := s.info.TypeOf(a); !takes(want[i], typ) {
			t.Errorf("%s: argument %d is a %s, but %q says it with %%%s", s.at(a), i+1, typ, k.format, want[i])
		}
	}
}

// unseen are the places below the screens whose errors no person reads, each with the reason.
var unseen = map[string]string{
	"core/history/decode.go": "history.bin that cannot be read is left aside, and metrics.csv is read instead",
	"core/history/format.go": "the same",
	"sessions/buckets.go":    "the same",
}

// The law: the packages below the screens give their errors an id and arguments.
func TestErrorsBeneathTheScreensAreFaults(t *testing.T) {
	for _, s := range sources(t) {
		if strings.HasPrefix(s.path, "ui/cli") || s.path == "ui/first" {
			continue
		}
		s.within(func(n ast.Node, _ []ast.Node) {
			c, ok := n.(*ast.CallExpr)
			if !ok || (s.called(c) != "errors.New" && s.called(c) != "fmt.Errorf") {
				return
			}
			at := s.at(c)
			if file, _, _ := strings.Cut(at, ":"); unseen[file] == "" {
				t.Errorf("%s: an error without an id", at)
			}
		})
	}
}
