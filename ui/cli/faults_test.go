package cli

import (
	"errors"
	"fmt"
	"go/ast"
	tokens "go/token"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"unroll/core/fault"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/i18n"
)

// faultFiles have nothing but kinds of errors.
var faultFiles = []string{"faults.go", "faults_pairs.go"}

// faultsOf maps the variables of those files to their sentences.
func faultsOf(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, name := range faultFiles {
		ast.Inspect(sources(t)[name], func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			ast.Inspect(spec.Values[0], func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok && called(call) == "New" {
					all[spec.Names[0].Name], _ = strconv.Unquote(call.Args[1].(*ast.BasicLit).Value)
				}
				return true
			})
			return true
		})
	}
	return all
}

// placesOf is the number of arguments that a format takes.
func placesOf(format string) int {
	n, most := 0, 0
	for _, v := range regexp.MustCompile(`%(\[\d+\])?[-+# 0-9.]*[a-zA-Z]`).FindAllString(format, -1) {
		n++
		if i := strings.IndexByte(v, '['); i >= 0 {
			n, _ = strconv.Atoi(v[i+1 : strings.IndexByte(v, ']')])
		}
		most = max(most, n)
	}
	return most
}

// The law: every kind is used, and with as many arguments as its sentence has places.
func TestFaultsHaveTheirArguments(t *testing.T) {
	kinds, used := faultsOf(t), map[string]bool{}
	for name, file := range sources(t) {
		ast.Inspect(file, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && !slices.Contains(faultFiles, name) {
				used[id.Name] = true
			}
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			kind, args := "", call.Args
			if f, ok := call.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Of" {
				if id, ok := f.X.(*ast.Ident); ok {
					kind = id.Name
				}
			} else if called(call) == "misuse" {
				kind, args = args[0].(*ast.Ident).Name, args[1:]
			}
			if format, ok := kinds[kind]; ok && placesOf(format) != len(args) {
				t.Errorf("%s: %s is given %d arguments for %q", name, kind, len(args), format)
			}
			return true
		})
	}
	for kind, format := range kinds {
		if !used[kind] {
			t.Errorf("%s is not used: %q", kind, format)
		}
	}
	if len(kinds) < 60 {
		t.Errorf("only %d kinds were read", len(kinds))
	}
}

// The law: an argument of a kind is a name or a number; no sentence is composed in it.
func TestFaultsAreGivenArgumentsNotSentences(t *testing.T) {
	for name, file := range sources(t) {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || (called(call) != "misuse" && called(call) != "Of") {
				return true
			}
			for _, arg := range call.Args {
				if sum, ok := arg.(*ast.BinaryExpr); ok && sum.Op == tokens.ADD {
					if lit, ok := sum.X.(*ast.BasicLit); ok && lit.Kind == tokens.STRING && !strings.HasPrefix(lit.Value, `"--`) {
						t.Errorf("%s: %s composes %s", name, called(call), lit.Value)
					}
				}
			}
			return true
		})
	}
}

// endedWith returns the exit code of an error, and its message.
func endedWith(t *testing.T, c *call, err error) (code int, says string) {
	t.Helper()
	f, e := os.Create(t.TempDir() + "/err")
	if e != nil {
		t.Fatal(e)
	}
	defer f.Close()
	c.errw = &stream{f}
	code = c.fail(c.tree(), err)
	b, _ := os.ReadFile(f.Name())
	return code, string(b)
}

// The law: each kind of error has its exit code and its hint, however it is wrapped.
func TestExitCodes(t *testing.T) {
	wrapped := func(err error) error { return fmt.Errorf("outside: %w", err) }
	for _, c := range []struct {
		name string
		err  error
		code int
		says string
	}{
		{"none", nil, codeDone, ""},
		{"a closed pipe", errPipe, codeDone, ""},
		{"a closed pipe within", errStdout.Of(errPipe), codeDone, ""},
		{"any", io.ErrUnexpectedEOF, codeFailed, "unroll: unexpected EOF\n"},
		{"a file", errFile.Of("a.txt", io.ErrShortWrite), codeFailed, "unroll: a.txt: short write\n"},
		{"typed wrong", misuse(errNoText), codeUsage, "unroll: no text was named\n  see: unroll --help\n"},
		{"typed wrong, with a hint", &usage{errNoText.Of(), hintNgram.Of()}, codeUsage, "unroll: no text was named\n  as in: unroll eval --ngram 5 book.txt\n"},
		{"typed wrong, wrapped", wrapped(misuse(errNoText)), codeUsage, "unroll: outside: no text was named\n  see: unroll --help\n"},
		{"wrong", wrong(io.EOF), codeUsage, "unroll: EOF\n  see: unroll --help\n"},
		{"diverged", errDivergedAt.Of("3", train.ErrDiverged), codeDiverged, "unroll: at step 3: " + train.ErrDiverged.Error() + "\n"},
		{"diverged, with a hint", &hinted{errDivergedAt.Of("3", train.ErrDiverged), hintHoldsStep.Of(hintLowerRate.Of(2.0), "x", "2")}, codeDiverged,
			"unroll: at step 3: " + train.ErrDiverged.Error() + "\n  try a lower --lr than 2; session x has step 2\n"},
		{"interrupted", &interrupted{errInterrupted.Of("7", "x"), hintResume.Of("x")}, codeInterrupted,
			"unroll: interrupted at step 7: saved as session x\n  to resume: unroll train --resume x\n"},
		{"lab interrupted", Interrupted(nil, "x", false), codeInterrupted, "unroll: interrupted: saved as session x\n  to resume: unroll --resume x\n"},
		{"lab interrupted after the end of its run", Interrupted(nil, "x", true), codeInterrupted, "unroll: interrupted: saved as session x\n  to open again: unroll --resume x\n"},
		{"lab interrupted over nothing", Interrupted(nil, "", false), codeInterrupted, "unroll: interrupted\n"},
		{"several runs of a lab", Several([]error{&sessions.Rescued{Name: "x", Dir: "/y", Err: io.EOF}, io.ErrShortWrite}), codeFailed,
			"unroll: EOF; the run is saved as session x in /y instead\n  to resume: unroll train --resume x --sessions /y\nunroll: short write\n"},
		{"several, the last interrupted", Several([]error{io.EOF, Interrupted(nil, "x", false)}), codeInterrupted,
			"unroll: EOF\nunroll: interrupted: saved as session x\n  to resume: unroll --resume x\n"},
		{"several, of which there is none", Several(nil), codeDone, ""},
		{"several, of which there is one", Several([]error{io.EOF}), codeFailed, "unroll: EOF\n"},
		{"unfit", &unfit{errShortToScore.Of("a.txt")}, codeBadData,
			"unroll: a.txt: too short: at least two tokens are needed, since the first is not scored (evaluate a longer text)\n"},
		{"a session that is not there", &sessions.NotFound{Name: "x"}, codeUsage, "unroll: no session \"x\"\n  see: unroll sessions list\n"},
		{"a name that is taken", &sessions.Exists{Name: "x"}, codeUsage,
			"unroll: " + (&sessions.Exists{Name: "x"}).Error() + "\n  to resume it: unroll train --resume x; to remove it: unroll sessions remove x\n"},
		{"nothing held out", &hinted{errNothingHeld.Of("x"), hintEvalFile.Of("x")}, codeFailed,
			"unroll: session x held nothing out for validation\n  name a text: unroll eval x FILE\n"},
		{"what would act on a terminal", errFile.Of("a\x1b[31m\u202e.txt", io.EOF), codeFailed, "unroll: a␛[31m<202E>.txt: EOF\n"},
		{"several lines", errors.New("\nfirst\nsecond\n"), codeFailed, "unroll: first\n"},
	} {
		call := talk()
		call.begun = true
		if code, says := endedWith(t, call, c.err); code != c.code || says != c.says {
			t.Errorf("%s: exit code %d, %q, want %d, %q", c.name, code, says, c.code, c.says)
		}
	}
	if code, _ := endedWith(t, talk(), io.EOF); code != codeUsage {
		t.Errorf("an error before a command begins is a usage error, not %d", code)
	}
	if wrong(nil) != nil {
		t.Error("no error is an error")
	}
}

// TestBadDataHasItsCode: bad data and damaged sessions have a code of their own.
func TestBadDataHasItsCode(t *testing.T) {
	for _, err := range []error{&datasets.BadData{Name: "a"}, &sessions.Damaged{Name: "a", File: "b", Err: io.EOF}} {
		c := talk()
		c.begun = true
		if code, _ := endedWith(t, c, err); code != codeBadData {
			t.Errorf("%T: exit code %d", err, code)
		}
	}
}

// The law: an error and its hint are in the catalogue's language; so are arguments that are errors, by their kind
// and never by their English.
func TestErrorsInAnotherLanguage(t *testing.T) {
	c := &call{words: &i18n.Catalogue{CLI: i18n.English.CLI, Faults: map[string]string{
		"cli.flag_value": "--%s 是 %q：%v", "cli.takes_whole": "应为整数", "cli.hint.help": "参见 %s --help",
		"cli.hint.holds_step": "%[2]s 保存到第 %[3]s 步；%[1]v", "cli.hint.lower_rate": "降低 --lr（现为 %g）", "cli.session_held_out_nothing": "%s 没有验证文本",
	}}}
	for _, test := range []struct {
		err  error
		want string
	}{
		{misuse(errFlagValue, "hidden", "x", errTakesWhole.Of()), "unroll: --hidden 是 \"x\"：应为整数\n  参见 unroll --help\n"},
		{&hinted{errNothingHeld.Of("茶山"), hintHoldsStep.Of(hintLowerRate.Of(2.0), "茶山", "7")}, "unroll: 茶山 没有验证文本\n  茶山 保存到第 7 步；降低 --lr（现为 2）\n"},
		{misuse(errNoText), "unroll: no text was named\n  参见 unroll --help\n"}, // no translation: English
	} {
		c.begun = true
		if _, says := endedWith(t, c, test.err); says != test.want {
			t.Errorf("%q, want %q", says, test.want)
		}
	}
}

// The law: no kind of this package has an id of another's.
func TestKindsAreThisPackages(t *testing.T) {
	have := map[string]bool{}
	for _, k := range fault.Kinds() {
		have[k.English] = have[k.English] || strings.HasPrefix(k.ID, "cli.")
	}
	for name, english := range faultsOf(t) {
		if !have[english] {
			t.Errorf("%s is not a kind of cli: %q", name, english)
		}
	}
}
