package core_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The limits that keep packages from becoming junk rooms.
const (
	mostNames  = 60   // names exported by a package of core
	mostFields = 24   // fields of a struct in ui, except the catalogue of words
	mostLines  = 2100 // lines of code in core/train, without tests, comments and empty lines
)

// eachFile calls f for every Go file below root that is not a test.
func eachFile(t *testing.T, root string, f func(name string, file *ast.File, lines int)) {
	t.Helper()
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if _, err := os.Stat(filepath.Join(name, "go.mod")); d.Name() == "testdata" || (name != ".." && err == nil) {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, src, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		f(filepath.ToSlash(name), file, codeLines(string(src)))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// codeLines counts the lines that are neither empty nor only a comment.
func codeLines(src string) (n int) {
	for line := range strings.Lines(src) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") {
			n++
		}
	}
	return n
}

// exported counts the exported names that a file declares at its top level, without methods.
func exported(file *ast.File) (n int) {
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil && d.Name.IsExported() {
				n++
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					if s.Name.IsExported() {
						n++
					}
				case *ast.ValueSpec:
					for _, name := range s.Names {
						if name.IsExported() {
							n++
						}
					}
				}
			}
		}
	}
	return n
}

// The law: no package of core exports more names, and no struct of ui has more fields, than one can keep in mind,
// and the trainer stays small.
func TestRoomsStaySmall(t *testing.T) {
	names, trainer := map[string]int{}, 0
	eachFile(t, ".", func(name string, file *ast.File, lines int) {
		folder := filepath.ToSlash(filepath.Dir(name))
		names[folder] += exported(file)
		if folder == "train" {
			trainer += lines
		}
	})
	for folder, n := range names {
		if n > mostNames {
			t.Errorf("core/%s exports %d names: the limit is %d", folder, n, mostNames)
		}
	}
	if trainer > mostLines {
		t.Errorf("core/train has %d lines of code: the limit is %d", trainer, mostLines)
	}
	eachFile(t, "../ui", func(name string, file *ast.File, _ int) {
		if strings.HasPrefix(name, "../ui/i18n/") {
			return
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.StructType); ok && s.Fields.NumFields() > mostFields {
				t.Errorf("%s: a struct of %d fields: the limit is %d", strings.TrimPrefix(name, "../"), s.Fields.NumFields(), mostFields)
			}
			return true
		})
	})
	t.Logf("core/train has %d lines of code", trainer)
	if trainer == 0 || names["nn"] == 0 {
		t.Error("nothing was counted: the test looks in the wrong place")
	}
}
