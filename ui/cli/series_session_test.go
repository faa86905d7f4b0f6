package cli

import (
	"fmt"
	"strings"
	"testing"
)

// trainedOn is a folder with session x, the result of a short run with such flags.
func trainedOn(t *testing.T, flags string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	args := append(strings.Fields("train --steps 3 --quiet --save x --sessions "+dir), strings.Fields(flags)...)
	if got := run(t, args...); got != (said{}) {
		t.Fatalf("%+v", got)
	}
	return dir
}

// The law: what a session cannot be asked, because of what it learned, is refused with one clear sentence; the exit code is 2
// and nothing is printed.
func TestQuestionsOfTheOtherTask(t *testing.T) {
	folders := map[string]string{"text": trained(t), "series": trainedOn(t, "sine-noise --hidden 2"), "answers": trainedOn(t, "adding --hidden 2 --train-rows 20 --valid-rows 5"), "blind": trainedOn(t, "sine-noise --hidden 2 --valid 0")}
	for _, c := range []struct {
		of, line, says, hint string
		code                 int
	}{
		{"series", "eval x --per-token", "--per-token is for language models and sessions that translate, and session x learned a series of numbers", "leave --per-token out", codeUsage},
		{"series", "predict x --prefix a", "--prefix is for language models, and session x learned a series of numbers", "leave --prefix out", codeUsage},
		{"series", "predict x --top 3", "--top is for language models, sessions of tagged sentences, sessions that fill in blanks and sessions that translate, and session x learned a series of numbers", "leave --top out", codeUsage},
		{"series", "sample x --temperature 0.5", "--temperature is for language models, and session x learned a series of numbers", "leave --temperature out", codeUsage},
		{"series", "predict x --horizon 0", "--horizon is 0: it must be between 1 and 100,000", "see: unroll predict --help", codeUsage},
		{"series", "predict x --json --csv", "--json and --csv: give one or the other", "see: unroll predict --help", codeUsage},
		{"series", "predict x --from 3 --past 1", "--from and --past: give one or the other", "see: unroll predict --help", codeUsage},
		{"series", "predict x --from 1", "--from is 1: it must be between 2 and 1001", "see: unroll predict --help", codeUsage},
		{"series", "predict x --from 2000", "--from is 2000: it must be between 2 and 1001", "see: unroll predict --help", codeUsage},
		{"series", "predict x --past 1,b,3", `--past: number 2 is "b", which is not a number`, "see: unroll predict --help", codeUsage},
		{"series", "predict x --past 1,5;3,5", `--past: "1,5" could be one number or two: write 1.5 with a point, or separate all numbers by spaces only`, "see: unroll predict --help", codeUsage},
		{"series", "predict x --past ,", `--past has no numbers: give some, as in --past "1 2 3"`, "see: unroll predict --help", codeUsage},
		{"series", "predict x --past abc", `--past: "abc" is not a number, and there is no file of this name: give numbers, as in --past "1 2 3", or a table`, "see: unroll predict --help", codeUsage},
		{"series", "sample x --past abc", `--past: "abc" is not a number, and there is no file of this name: give numbers, as in --past "1 2 3", or a table`, "see: unroll sample --help", codeUsage},
		{"series", "predict x --past ./abc", "./abc: no such file or folder (check the path)", "", codeBadData},
		{"series", "predict x --past nosuch.csv", "nosuch.csv: no such file or folder (check the path)", "", codeBadData},
		{"series", "eval x nosuch.csv", "nosuch.csv: no such file or folder (check the path)", "", codeBadData},
		{"series", "train --resume x --task series", "--task cannot change in a resumed run", "leave it out, or start a new run without --resume", codeUsage},
		{"blind", "eval x", "session x held no rows out for validation", "name a table: unroll eval x FILE", codeFailed},
		{"text", "predict x --horizon 3", "--horizon is for sessions of series, and session x is a language model", "leave --horizon out", codeUsage},
		{"text", "sample x --past 3", "--past is for sessions of series, and session x is a language model", "leave --past out", codeUsage},
		{"text", "eval x --data d.csv", "--data is for sessions of series, sessions of tagged sentences and sessions that translate, and session x is a language model", "leave --data out", codeUsage},
		{"answers", "sample x", "session x learned sequences with one answer each, which have no next row to sample", "see: unroll sample --help", codeUsage},
		{"answers", "predict x --past 3", "--past is for series, and session x learned sequences with one answer each", "leave --past out", codeUsage},
		{"answers", "eval x d.csv", "session x learned sequences with one answer each: it can be evaluated on those it held out, not on d.csv", "see: unroll eval --help", codeUsage},
	} {
		want := said{err: "unroll: " + c.says + "\n", code: c.code}
		if c.hint != "" {
			want.err += "  " + c.hint + "\n"
		}
		if got := run(t, append(strings.Fields(c.line), "--sessions", folders[c.of])...); got != want {
			t.Errorf("%s: %s: %+v, want %+v", c.of, c.line, got, want)
		}
	}
}

// The law: sequences with one answer each are learned, evaluated and asked like series, as far as that means something.
func TestSequencesWithAnAnswer(t *testing.T) {
	dir := trainedOn(t, "adding --hidden 2 --rows 6 --train-rows 20 --valid-rows 5")
	for line, want := range map[string]string{
		"eval x":                      "answers  ",
		"eval x --json":               `{"session":"x","step":3,"answers":5,"rmse":`,
		"predict x --horizon 2 --csv": "row,forecast,low,high,actual\n21,",
		"predict x --horizon 2":       "sequence ",
		"sessions show x":             "session     x\n",
	} {
		got := run(t, append(strings.Fields(line), "--sessions", dir)...)
		if got.code != codeDone || got.err != "" || !strings.HasPrefix(strings.TrimLeft(got.out, " "), want) {
			t.Errorf("%s: %+v, want %q", line, got, want)
		}
	}
	got := run(t, strings.Fields("train adding --hidden 2 --rows 6 --train-rows 20 --valid-rows 5 --steps 3")...)
	if got.code != codeDone || !strings.HasPrefix(got.err, "The adding problem: 25 sequences of 6 rows, 20 to train on and 5 held out; GRU 1×2, ") || !strings.Contains(got.err, "for scale, RMSE: mean 0.408\n") {
		t.Errorf("%+v", got)
	}
}

// The law: a Gaussian network's forecasts lie within their band, which widens with the horizon; JSON and CSV have the same
// numbers.
func TestForecastsHaveTheirBand(t *testing.T) {
	dir := trainedOn(t, "ar2 --rows 600 --cell linear --lags 2 --head gaussian --steps 400")
	rows := lines(run(t, "predict", "x", "--horizon", "30", "--csv", "--sessions", dir).out)
	if len(rows) != 31 {
		t.Fatalf("%d rows", len(rows))
	}
	widths := make([]float64, 0, 30)
	for i, line := range rows[1:] {
		var row int
		var value, low, high float64
		if n, err := fmt.Sscanf(strings.ReplaceAll(line, ",", " "), "%d %g %g %g", &row, &value, &low, &high); n != 4 || row != 601+i || !(low < value && value < high) {
			t.Fatalf("%s: %v", line, err)
		}
		widths = append(widths, high-low)
	}
	if widths[29] < 2*widths[0] { // √(1 + ψ₁² + …) = 2.9
		t.Errorf("the band is %g wide at 1 step and %g at 30", widths[0], widths[29])
	}
	object := run(t, "predict", "x", "--horizon", "1", "--json", "--sessions", dir).out
	if first := strings.Split(rows[1], ","); !strings.Contains(object, `"value":`+first[1][:6]) {
		t.Errorf("%s and %s", object, rows[1])
	}
}

// The law: numbers are separated by spaces, semicolons and line ends, or all by commas; where both stand, a comma within a word
// could be a decimal one.
func TestNumbersThatAreTyped(t *testing.T) {
	for _, c := range []struct {
		said  string
		n     int
		mixed string
	}{
		{"1 2 3", 3, ""}, {"1;2\n3", 3, ""}, {"1,2,3", 3, ""}, {"1, 2, 3", 3, ""}, {"1,2, 3 ,4", 4, ""}, {"1.5 , 2", 2, ""}, {"1,5", 2, ""}, {"", 0, ""}, {",", 0, ""}, {"1,", 1, ""},
		{"1,5 2,5 3 4", 6, "1,5"}, {"1 2,5", 3, "2,5"}, {"1, 2,5 3", 4, "2,5"}, {"1;2,5", 3, "2,5"},
	} {
		if words, mixed := numbersIn(c.said); len(words) != c.n || mixed != c.mixed {
			t.Errorf("%q: %q and %q", c.said, words, mixed)
		}
	}
}
