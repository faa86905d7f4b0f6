package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"unroll/core/recipe"
	"unroll/core/series"
	"unroll/datasets"
	"unroll/ui/draw/grid"
)

// column is a table of one column: its name, then the values.
func column(values ...string) string { return "x\n" + strings.Join(values, "\n") + "\n" }

// forty is a column of forty numbers, one of them replaced if at is in it.
func forty(at int, by string) string {
	var list []string
	for i := range 40 {
		list = append(list, fmt.Sprint(i*i%17)+".5")
	}
	if at >= 0 {
		list[at] = by
	}
	return column(list...)
}

func repeated(n int, row func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(row(i) + "\n")
	}
	return b.String()
}

// unusable are tables from which nothing can be learned, with the flags, and what is said: where, what, and what to do.
var unusable = []struct{ name, content, flags, says string }{
	{"text", forty(4, "lots"), "", `d.csv, line 6, column 1 "x": "lots" is not a number (correct it, or choose another column)`},
	{"three rows", column("1", "2", "3"), "", "d.csv, line 4: the table ends here, with too few rows of numbers: 3, and at least 8 are needed (use a longer series)"},
	{"a hundred thousand columns", repeated(3, func(int) string { return strings.Repeat("1,", 99_999) + "1" }), "", "d.csv, line 1: more than 10000 columns (keep only the columns that are needed)"},
	{"not a number", forty(4, "NaN"), "", `d.csv, line 6, column 1 "x": "NaN" is no value (fill it in, or use --gaps interpolate)`},
	{"a gap", forty(4, ""), "", `d.csv, line 6, column 1 "x": there is no value (fill it in, or use --gaps interpolate)`},
	{"a gap at the end", forty(39, "NA"), "--gaps interpolate", `d.csv, line 41, column 1 "x": a gap at the beginning or the end has no value on one side, so it cannot be interpolated (remove those rows)`},
	{"infinity", forty(4, "-Inf"), "", `d.csv, line 6, column 1 "x": "-Inf" is not finite (correct it, or remove the row)`},
	{"beyond float32", forty(4, "1e39"), "", `d.csv, line 6, column 1 "x": 1e39 is beyond ±3.4e38, the largest float32 (use another unit)`},
	{"only dates", repeated(40, func(i int) string { return fmt.Sprintf("2024-01-%02d", i%28+1) }), "", "d.csv, line 1: there are only dates, and no column of numbers (add the column that is to be predicted)"},
	{"two of a name", "a,a\n" + repeated(40, func(i int) string { return fmt.Sprintf("%d,%d", i%7, i%5) }), "", `d.csv, line 1, columns 1 and 2: both are called "a" (rename one of them)`},
	{"unequal rows", "a,b\n1,2\n2,3\n3,4,5\n" + repeated(40, func(i int) string { return fmt.Sprintf("%d,%d", i%7, i%5) }), "--column a", "d.csv, line 4, column 3: the number of columns is 3 here, and in line 1 it is 2 (every row needs the same columns)"},
	{"several columns", "a,b\n" + repeated(40, func(i int) string { return fmt.Sprintf("%d,%d", i%7, i%5) }), "", `d.csv, line 1: there are 2 columns of numbers, 1 "a", 2 "b" (choose one with --column, or several with --inputs and --target)`},
	{"a column of dates", "d,b\n" + repeated(40, func(i int) string { return fmt.Sprintf("2024-01-%02d,%d", i%28+1, i%5) }), "--column d", `d.csv, line 1, column 1 "d": this column has dates, such as "2024-01-01" (choose a column of numbers)`},
	{"a constant", column(strings.Split(strings.Repeat("5 ", 39)+"5", " ")...), "", `d.csv: column 1 "x" is 5 in every row of the training part: there is nothing to learn (choose another column, or another part)`},
	{"logarithms", forty(4, "-2"), "--log", `d.csv: row 5, column 1 "x": -2 has no logarithm (leave out the logarithms, or add a constant)`},
	{"nothing", "", "", "d.csv: there is nothing in it (write one row of numbers a line)"},
	{"binary", "\x00\x01\x02\x7f\x00", "", "d.csv, line 1: not a text in UTF-8 (save the table as CSV in UTF-8)"},
	{"a long window", forty(-1, ""), "--unroll 64", "d.csv: too few rows to train on: 36, and at least 65 are needed with lags 1 and unroll 64 (use a longer series, a smaller --unroll or fewer --lags)"},
	{"little to train on", forty(-1, ""), "--train-rows 5", "d.csv: too few rows to train on: 5, and at least 8 are needed (use a longer series or a smaller --valid)"},
	{"words", repeated(40, func(i int) string { return "so, it goes" }), "", "d.csv, line 1: there is no column of numbers (is it a text? then say --task language)"},
}

// The law: a table that cannot be learned from is refused in one line that says where, what, and what to do; the exit code is
// 4, and nothing is written. What the file is called does not matter.
func TestUnusableTables(t *testing.T) {
	for _, c := range unusable {
		t.Chdir(t.TempDir())
		if err := os.WriteFile("d.csv", []byte(c.content), 0o666); err != nil {
			t.Fatal(err)
		}
		args := strings.Fields("train d.csv --save x --jsonl out.jsonl --sessions kept --unroll 8 --steps 2 " + c.flags)
		got := run(t, args...)
		if want := (said{err: "unroll: " + c.says + "\n", code: codeBadData}); got != want {
			t.Errorf("%s: %+v, want %+v", c.name, got, want)
		}
		if left, _ := filepath.Glob("*"); len(left) != 1 {
			t.Errorf("%s: there are %v", c.name, left)
		}
		if err := os.Rename("d.csv", "d.txt"); err != nil {
			t.Fatal(err)
		}
		args[1] = "d.txt"
		got = run(t, append(args, "--task", "series")...)
		if want := "unroll: " + strings.ReplaceAll(c.says, "d.csv", "d.txt") + "\n"; got.err != want || got.code != codeBadData {
			t.Errorf("%s, as .txt: %+v, want %s", c.name, got, want)
		}
	}
}

// The law: tables as other programs write them are read as they are.
func TestUsableTables(t *testing.T) {
	comma := func(s string) string { return strings.ReplaceAll(s, ".", ",") }
	two := repeated(40, func(i int) string { return fmt.Sprintf("%d.5;%d.25", i*i%17, i%7) })
	for name, c := range map[string]struct{ content, flags, read string }{
		"one column with a name":         {forty(-1, ""), "", `column 1 "x"`},
		"one column without":             {strings.TrimPrefix(forty(-1, ""), "x\n"), "", "column 1"},
		"a byte-order mark":              {"\xEF\xBB\xBF" + forty(-1, ""), "", `column 1 "x"`},
		"semicolons and decimal commas":  {"a;b\n" + comma(two), "--column b", `column 2 "b"`},
		"tabs":                           {"a\tb\n" + strings.ReplaceAll(two, ";", "\t"), "--inputs a,b --target b", `column 2 "b" from columns 1 "a", 2 "b"`},
		"lines that end in CR LF":        {strings.ReplaceAll(forty(-1, ""), "\n", "\r\n"), "", `column 1 "x"`},
		"dates beside the numbers":       {"day,x\n" + repeated(40, func(i int) string { return fmt.Sprintf("2024-01-%02d,%d.5", i%28+1, i*i%17) }), "", `column 2 "x"`},
		"a gap that is interpolated":     {forty(4, ""), "--gaps interpolate", `column 1 "x"`},
		"a column by its number":         {"a;b\n" + two, "--column 2", `column 2 "b"`},
		"steps of logarithms":            {forty(-1, ""), "--log --difference", `column 1 "x"`},
		"fields in quotation marks":      {"\"x, in EUR\"\n" + strings.TrimPrefix(forty(-1, ""), "x\n"), "", `column 1 "x, in EUR"`},
		"a name that acts on a terminal": {"a\x1b[31m\n" + strings.TrimPrefix(forty(-1, ""), "x\n"), "", `column 1 "a`},
	} {
		t.Chdir(t.TempDir())
		if err := os.WriteFile("d.csv", []byte(c.content), 0o666); err != nil {
			t.Fatal(err)
		}
		got := run(t, strings.Fields("train d.csv --unroll 8 --steps 2 --hidden 2 --valid-rows 4 --train-rows 36 "+c.flags)...)
		if got.code != codeDone || !strings.HasPrefix(got.err, "d.csv: 40 rows, 36 to train on and 4 held out, "+c.read) {
			t.Errorf("%s: %+v", name, got)
		}
		for _, r := range got.err {
			if r == 0x1b {
				t.Errorf("%s: prints an escape sequence: %q", name, got.err)
			}
		}
	}
}

// The law: what the data are is decided by --task, or by a name, or by what is in the file; if that is not clear it is asked,
// and flags of one task alone are an answer.
func TestWhatTheDataAre(t *testing.T) {
	t.Chdir(t.TempDir())
	prose := strings.Repeat("the rays of light are bent by a prism.\n", 40)
	for name, content := range map[string]string{"sure.txt": forty(-1, ""), "perhaps.txt": repeated(40, func(i int) string { return fmt.Sprint(i * i % 17) }), "prose.txt": prose} {
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	const numbers, words = "40 rows, ", "characters"
	for _, c := range []struct{ line, says string }{
		{"sure.txt", numbers}, {"sure.txt --task language", words}, {"sure.txt --task series", numbers},
		{"perhaps.txt --task series", numbers}, {"perhaps.txt --task language", words}, {"perhaps.txt --lags 2", numbers}, {"perhaps.txt --lines --tokens char", words}, {"perhaps.txt --cell mlp", numbers},
		{"prose.txt", words}, {"prose.txt prose.txt", words}, {"perhaps.txt prose.txt", words},
		{"--dataset sine-noise", "A noisy sine: 1,000 rows"}, {"--dataset periodic", words}, {"--task series", "A noisy sine: "}, {"--preset d2l-ar", "A noisy sine: "},
	} {
		got := run(t, strings.Fields("train --steps 1 --batch 2 --unroll 4 "+c.line)...)
		if got.code != codeDone || !strings.Contains(strings.SplitN(got.err, "\n", 2)[0], c.says) {
			t.Errorf("train %s: %+v, want %q", c.line, got, c.says)
		}
	}
	if got, want := run(t, "train", "perhaps.txt"), "unroll: perhaps.txt could be a text or a series of numbers\n  say --task series or --task language\n"; got.err != want || got.code != codeUsage {
		t.Errorf("%+v, want %q", got, want)
	}
}

// The law: the defaults of a series that the help of train names are those of its recipe.
func TestHelpKnowsTheDefaultsOfSeries(t *testing.T) {
	help := strings.Join(strings.Fields(talk().words.CLI.Train.Long), " ")
	r, line := recipe.Series(""), recipe.Series("linear")
	for _, want := range []string{
		fmt.Sprintf("--cell %s --hidden %d --batch %d --lr %g;", r.Model.Cell, r.Model.Hidden, r.Settings.Batch, r.Settings.LR),
		fmt.Sprintf("linear and mlp read the last %d rows (--lags) with --unroll %d --batch %d --lr %g.", line.Series.Lags, line.Settings.Unroll, line.Settings.Batch, line.Settings.LR),
	} {
		if !strings.Contains(help, want) {
			t.Errorf("the help of train does not say %q", want)
		}
	}
}

// The law: every series that comes with the program is listed, with its figures, and can be shown.
func TestSeriesAreListed(t *testing.T) {
	list := run(t, "datasets", "list").out
	for _, name := range datasets.SeriesNames() {
		if !strings.Contains(list, "\n"+name+" ") {
			t.Errorf("%s is not listed", name)
		}
		got := run(t, "datasets", "show", name)
		if got.code != codeDone || !strings.HasPrefix(got.out, "series") || len(lines(got.out)) < 20 {
			t.Errorf("%s: %+v", name, got)
		}
		for _, line := range lines(got.out) {
			if grid.Width(line) > 400 || strings.Contains(line, "NaN") {
				t.Errorf("%s: %s", name, line)
			}
		}
	}
	if n := len(series.Sources) + len(series.AnsweredSources); n != len(datasets.SeriesNames()) || n < 10 {
		t.Errorf("%d series, %d names", n, len(datasets.SeriesNames()))
	}
}

// The law: the commands of README's section on series can be typed one after another, and do what it says.
func TestReadmeOfSeries(t *testing.T) {
	b, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, ok := strings.Cut(string(b), "\n## Series\n")
	section, _, _ = strings.Cut(section, "\n## ")
	if !ok {
		t.Fatal("README has no section on series")
	}
	for _, name := range datasets.SeriesNames() {
		if !strings.Contains(section, "`"+name+"`") {
			t.Errorf("README does not name %s", name)
		}
	}
	t.Chdir(t.TempDir())
	table := "close\n" + repeated(60, func(i int) string { return fmt.Sprint(100+i*i%17) + ".5" })
	if err := os.WriteFile("prices.csv", []byte(table), 0o666); err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(section) {
		line, ok := strings.CutPrefix(line, "    unroll ")
		if !ok {
			continue
		}
		if i := strings.Index(line[8:], "   "); i >= 0 { // after "predict ", where commands are aligned
			line = line[:8+i]
		}
		args := strings.Fields(line)
		got := run(t, append(args, "--sessions", "kept")...)
		want := codeDone
		if args[0] == "sine-noise" { // the lab, without a terminal
			want = codeUsage
		}
		if got.code != want {
			t.Errorf("unroll %s: %+v", line, got)
		}
		n++
	}
	if n < 7 {
		t.Errorf("only %d commands", n)
	}
}
