package i18n_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
)

const module = "unroll/"

// A source is a package of this repository without its tests, parsed and type-checked.
type source struct {
	path  string // "core/nn"
	files []*ast.File
	info  *types.Info
	fset  *token.FileSet
}

// at is the position of a node: "core/nn/spec.go:40".
func (s *source) at(n ast.Node) string {
	p := s.fset.Position(n.Pos())
	return s.path + "/" + filepath.Base(p.Filename) + ":" + strconv.Itoa(p.Line)
}

// text is the value of a string constant; false if x is not one.
func (s *source) text(x ast.Expr) (string, bool) {
	lit, ok := x.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	v, err := strconv.Unquote(lit.Value)
	return v, err == nil
}

// named is the package and the name of a (pointer to a) named type, "core/fault.Kind"; "" for others.
func named(t types.Type) string {
	if t == nil {
		return ""
	}
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := t.(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return ""
	}
	return strings.TrimPrefix(n.Obj().Pkg().Path(), module) + "." + n.Obj().Name()
}

// called is the function that a call calls: "core/fault.New", "fmt.Sprintf", "core/fault.Kind.Of"; "" if not
// known.
func (s *source) called(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.SelectorExpr:
		if sel, ok := s.info.Selections[f]; ok {
			return named(sel.Recv()) + "." + f.Sel.Name
		}
		if o := s.info.Uses[f.Sel]; o != nil && o.Pkg() != nil {
			return strings.TrimPrefix(o.Pkg().Path(), module) + "." + o.Name()
		}
	case *ast.Ident:
		if o := s.info.Uses[f]; o != nil && o.Pkg() != nil {
			return strings.TrimPrefix(o.Pkg().Path(), module) + "." + o.Name()
		} else if o != nil {
			return o.Name()
		}
	}
	return ""
}

// within calls visit for every node of the package, with its ancestors, the outermost first.
func (s *source) within(visit func(n ast.Node, around []ast.Node)) {
	for _, f := range s.files {
		var around []ast.Node
		ast.Inspect(f, func(n ast.Node) bool {
			if n == nil {
				around = around[:len(around)-1]
				return true
			}
			visit(n, around)
			around = append(around, n)
			return true
		})
	}
}

type listed struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
}

// sources are all packages of the repository. They are read once.
func sources(t *testing.T) []*source {
	t.Helper()
	list, err := readSources()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

var readSources = sync.OnceValues(func() ([]*source, error) {
	cmd := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles", "./...")
	cmd.Dir = filepath.Join("..", "..")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	var own []listed
	exports := map[string]string{}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var l listed
		if err := d.Decode(&l); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		exports[l.ImportPath] = l.Export
		if strings.HasPrefix(l.ImportPath, module) {
			own = append(own, l)
		}
	}
	fset := token.NewFileSet()
	from := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	var list []*source
	for _, l := range own {
		s, err := check(l, fset, from)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
})

func check(l listed, fset *token.FileSet, from types.Importer) (*source, error) {
	s := &source{path: strings.TrimPrefix(l.ImportPath, module), fset: fset, info: &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{},
		Defs: map[*ast.Ident]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{}}}
	for _, name := range l.GoFiles {
		f, err := parser.ParseFile(fset, filepath.Join(l.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		s.files = append(s.files, f)
	}
	conf := types.Config{Importer: from}
	_, err := conf.Check(l.ImportPath, fset, s.files, s.info)
	return s, err
}
