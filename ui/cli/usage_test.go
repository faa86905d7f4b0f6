package cli

import (
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"unroll/datasets"
)

// most is the largest number of threads that --threads takes here.
var most = strconv.Itoa(64 * runtime.NumCPU())

// mistakes are wrong command lines, the error, and the hint. "" as a hint: see the help of the command.
var mistakes = []struct{ line, says, hint string }{
	// flags in general
	{"--foo", "unknown flag: --foo", "see: unroll --help"},
	{"train --foo=3", "unknown flag: --foo", ""},
	{"train -x", "unknown flag: -x", ""},
	{"sessions list -qj", "unknown flag: -q", "see: unroll sessions list --help"},
	{"train --save", "--save needs a value", ""},
	{"eval x --weights", "--weights needs a value", "see: unroll eval --help"},
	{"train ---steps", "bad flag syntax: ---steps", ""},
	{"train --=3", "bad flag syntax: --=3", ""},
	// values of flags
	{"train --cell ltsm", `--cell is "ltsm": choose from rnn, rnn-relu, lstm, gru, linear, mlp`, ""},
	{"train --tokens letter", `--tokens is "letter": choose from char, word, byte, punct`, ""},
	{"train --optimizer adamw", `--optimizer is "adamw": choose from adam, sgd, momentum, rmsprop`, ""},
	{"train --hidden many", `--hidden is "many": it takes a whole number`, ""},
	{"train --hidden 1.5", `--hidden is "1.5": it takes a whole number`, ""},
	{"train --seed -1", `--seed is "-1": it takes a whole number of at least 0`, ""},
	{"train --seed 1.5", `--seed is "1.5": it takes a whole number of at least 0`, ""},
	{"train --lr fast", `--lr is "fast": it takes a number`, ""},
	{"train --clip none", `--clip is "none": it takes a number or off`, ""},
	{"train --lines=perhaps", `--lines is "perhaps": it takes true or false`, ""},
	{"train --quiet=perhaps", `--quiet is "perhaps": it takes true or false`, ""},
	{"train --threads two", `--threads is "two": it takes a whole number`, ""},
	{"train --autosave soon", `--autosave is "soon": it takes a duration, such as 30s or 5m`, ""},
	{"sample x --seed x", `--seed is "x": it takes a whole number of at least 0`, "see: unroll sample --help"},
	{"sample x --temperature hot", `--temperature is "hot": it takes a number`, "see: unroll sample --help"},
	{"eval x --weights first", `--weights is "first": choose from last, best, good`, "see: unroll eval --help"},
	{"--bits=many", `--bits is "many": it takes true or false`, "see: unroll --help"},
	{"bench --seconds soon", `--seconds is "soon": it takes a number`, "see: unroll bench --help"},
	// values out of range
	{"train --valid 1", "--valid is 1: it must be at least 0 and below 1", ""},
	{"train --valid nan", "--valid is NaN: it must be at least 0 and below 1", ""},
	{"train --valid -0.1", "--valid is -0.1: it must be at least 0 and below 1", ""},
	{"train --steps 0", "--steps is 0: it must be at least 1", ""},
	{"train --steps -5", "--steps is -5: it must be at least 1", ""},
	{"train --epochs 0", "--epochs is 0: it must be more than 0", ""},
	{"train --epochs nan", "--epochs is NaN: it must be more than 0", ""},
	{"train --autosave -1s", "--autosave is -1s: it must be at least 0", ""},
	{"train --threads 0", "--threads is 0: it must be between 1 and " + most, ""},
	{"eval x --threads 1000000", "--threads is 1000000: it must be between 1 and " + most, "see: unroll eval --help"},
	{"bench --threads -1", "--threads is -1: it must be between 1 and " + most, "see: unroll bench --help"},
	{"bench --seconds 0", "--seconds is 0: it must be more than 0 and at most 3600", "see: unroll bench --help"},
	{"bench --seconds NaN", "--seconds is NaN: it must be more than 0 and at most 3600", "see: unroll bench --help"},
	{"bench --seconds 1e9", "--seconds is 1e+09: it must be more than 0 and at most 3600", "see: unroll bench --help"},
	{"ladder tide --max-order 17", "--max-order is 17: it must be between 0 and 16", "see: unroll ladder --help"},
	{"ladder tide --max-order -1", "--max-order is -1: it must be between 0 and 16", "see: unroll ladder --help"},
	{"eval --ngram 99 tide", "--ngram is 99: it must be between 0 and 16", "see: unroll eval --help"},
	{"predict x --prefix a --top 0", "--top is 0: it must be at least 1", "see: unroll predict --help"},
	{"sample x --length -1", "--length is -1: it must be at least 0", "see: unroll sample --help"},
	// combinations
	{"train --steps 5 --epochs 1", "--steps and --epochs: give one or the other", ""},
	{"train --dataset tide book.txt", "--dataset tide and book.txt: give one or the other", ""},
	{"train --valid 0.2 --valid-file book.txt book.txt", "--valid and --valid-file: give one or the other", ""},
	{"train --jsonl - --csv -", "--jsonl - and --csv -: only one of them can use standard output", ""},
	{"train --jsonl f --csv f", "--jsonl and --csv name the same file, f", ""},
	{"train - -", "- is given twice, but standard input can be read only once", ""},
	{"train - --valid-file -", "- is given twice, but standard input can be read only once", ""},
	{"--valid-file book.txt", "--valid-file needs a training text: name a file or a --dataset", "see: unroll --help"},
	{"bench --quick --seconds 3", "--quick and --seconds: give one or the other", "see: unroll bench --help"},
	{"eval x --json --per-token", "--json and --per-token: give one or the other", "see: unroll eval --help"},
	{"eval --ngram 3 tide --weights best", "--weights needs a session: a k-gram has none", "see: unroll eval --help"},
	{"eval x --tokens word", "--tokens needs --ngram: a session has its own", "as in: unroll eval --ngram 5 book.txt"},
	{"eval x --smoothing kn", "--smoothing needs --ngram: a session has its own", "as in: unroll eval --ngram 5 book.txt"},
	{"train --resume x --cell gru", "--cell cannot change in a resumed run", "leave it out, or start a new run without --resume"},
	{"train --resume x --save y", "--save cannot change in a resumed run", "leave it out, or start a new run without --resume"},
	{"--resume x --lr 1", "--lr cannot change in a resumed run", "leave it out, or start a new run without --resume"},
	{"train --save=", "--save is empty, as from a variable that is not set: give a value, or leave it out", ""},
	{"train --resume=", "--resume is empty, as from a variable that is not set: give a value, or leave it out", ""},
	// flags of the other task, and of neither
	{"train sine-noise --tokens word", "--tokens is for texts, and sine-noise is a series of numbers", "leave --tokens out"},
	{"train sine-noise --valid-file book.txt", "--valid-file is for texts, and sine-noise is a series of numbers", "leave --valid-file out"},
	{"train sine-noise --preset char-rnn", "--preset is for texts, and sine-noise is a series of numbers", "leave --preset out"},
	{"train tide --lags 4", "--lags is for series of numbers, and tide is a text", "leave --lags out"},
	{"train tide --preset d2l-ar", "--preset is for series of numbers, and tide is a text", "leave --preset out"},
	{"tide --head gaussian", "--head is for series of numbers, and tide is a text", "leave --head out"},
	{"train tide --cell linear", "cell linear reads numbers, not tokens: learn a series of numbers with it, or choose a recurrent cell", ""},
	{"train sine-noise --cell linear --hidden 3", "a network of cell linear has no hidden layer: hidden (3), layers (0) and dropout (0) must be 0", ""},
	{"train --task numbers", `--task is "numbers": choose from language, series, tagging, fill, translation`, ""},
	{"train --task series tide", "tide is of task language: leave out --task, or name other data", ""},
	{"train --task language sine-noise", "sine-noise is of task series: leave out --task, or name other data", ""},
	{"train --task series a.csv b.csv", "a series is read from one table, and there are two: a.csv and b.csv", ""},
	{"train sine-noise --head softmax", `--head is "softmax": choose from squared, gaussian`, ""},
	{"train sine-noise --gaps fill", `--gaps is "fill": choose from refuse, interpolate`, ""},
	{"train sine-noise --lags 2000", "lags is 2000: it must be between 1 and 1024", ""},
	{"train sine-noise --rows 3", "the number of rows is 3: it must be from 8 to 16777216", ""},
	{"train sine-noise --rows -3", "--rows is -3: it must be at least 0", ""},
	{"train sine-noise --valid-rows 3", "--valid-rows needs --train-rows: the rows before those held out", ""},
	{"train sine-noise --valid 0.2 --train-rows 300", "--valid and --train-rows: give one or the other", ""},
	{"train sine-noise --train-rows 900 --valid-rows 200", "900 to train on and 200 held out are more rows than the series has: 1000", ""},
	{"train sine-noise --column a --inputs b", "--column cannot be used together with --inputs or --target (use --column for one series that is predicted from its own past)", ""},
	{"train sine-noise --inputs a,b", "several inputs without a target (name the column to predict with --target)", ""},
	{"train adding --unroll 3", "unroll is 3, and sequences of length 50 must be read as a whole (use --unroll 50)", ""},
	{"ladder sine-noise --horizon 500", "sine-noise: the horizon is 500: it must be at least 1, and at most the number of held-out rows, 396", "see: unroll ladder --help"},
	{"ladder sine-noise --period 700", "sine-noise: the period is 700: it must be at least 2, and at most the number of rows to train on, 604", "see: unroll ladder --help"},
	{"ladder sine-noise --most 0", "--most is 0: it must be between 1 and 256", "see: unroll ladder --help"},
	{"ladder sine-noise --valid 0", "sine-noise: no rows are held out to judge by", "give --valid SHARE, or --train-rows N"},
	{"ladder sine-noise --max-order 3", "--max-order is for texts, and sine-noise is a series of numbers", "leave --max-order out"},
	{"ladder periodic --horizon 2", "--horizon is for series of numbers, and periodic is a text", "leave --horizon out"},
	{"ladder adding", "adding has sequences with one answer each, and no line through the past forecasts those: unroll datasets show adding has the error of always giving the same answer", "see: unroll ladder --help"},
	{"eval --ngram 3 tide --data x", "--ngram and --data: give one or the other", "see: unroll eval --help"},
	{"predict x --horizon 3", `no session "x"`, "see: unroll sessions list"},
	{"sample x --past 3", `no session "x"`, "see: unroll sessions list"},
	// names of what does not exist
	{"train --dataset nosuch", `no dataset "nosuch": choose from tide, chashan, names, opticks, markov, brackets, periodic, parity, addition, copy, reversal, dyck, anbn, anbncn, cycle, sine-noise, sine, ar2, ar6, walk, mackey-glass, logistic, regimes, sunspots, adding, weather, harbour, dates, number-words, hanzi, echo, reverse, sort, chinese`, ""},
	{"datasets show nosuch", `no dataset "nosuch": choose from tide, chashan, names, opticks, markov, brackets, periodic, parity, addition, copy, reversal, dyck, anbn, anbncn, cycle, sine-noise, sine, ar2, ar6, walk, mackey-glass, logistic, regimes, sunspots, adding, weather, harbour, dates, number-words, hanzi, echo, reverse, sort, chinese`, "see: unroll datasets show --help"},
	{"--theme sepia", `no theme "sepia": choose from dark, light, colour-blind, colour-blind-light, plain`, "see: unroll --help"},
	{"--glyphs runes", `no glyphs "runes": choose from braille, blocks, ascii`, "see: unroll --help"},
	{"ladder tide --smoothing best", `no smoothing "best": choose from kn, jm, addk, mle`, "see: unroll ladder --help"},
	{"eval x", `no session "x"`, "see: unroll sessions list"},
	{"predict x --prefix a", `no session "x"`, "see: unroll sessions list"},
	{"sample x", `no session "x"`, "see: unroll sessions list"},
	{"train --resume x", `no session "x"`, "see: unroll sessions list"},
	{"sessions show x", `no session "x"`, "see: unroll sessions list"},
	{"sessions export x", `no session "x"`, "see: unroll sessions list"},
	{"sessions rename x y", `no session "x"`, "see: unroll sessions list"},
	{"sessions remove x", `no session "x"`, "see: unroll sessions list"},
	// arguments
	{"trian", "no command and no file trian", "did you mean: unroll train"},
	{"sesions", "no command and no file sesions", "did you mean: unroll sessions"},
	{"trian book.txt", "no command and no file trian", "did you mean: unroll train"},
	{"sesions list", "no command and no file sesions", "did you mean: unroll sessions"},
	{"trian book.txt --hidden 32", "no command and no file trian", "did you mean: unroll train"},
	{"smaple x --length 5", "no command and no file smaple", "did you mean: unroll sample"},
	{"sessions lst", `no command "lst" under unroll sessions`, "see: unroll sessions --help"},
	{"datasets get tide", `no command "get" under unroll datasets`, "see: unroll datasets --help"},
	{"help nosuch", `no command "nosuch" under unroll`, "see: unroll --help"},
	{"help sessions lst", `no command "lst" under unroll sessions`, "see: unroll sessions --help"},
	{"eval", "name a session, as in: unroll eval SESSION [FILE|-] [flags]", "see: unroll eval --help"},
	{"eval a b c", `unexpected argument "c"`, "see: unroll eval --help"},
	{"predict", "name a session, as in: unroll predict SESSION [--prefix TEXT | FILE|-] [flags]", "see: unroll predict --help"},
	{"predict a", `--prefix is missing, as in --prefix "the "`, "see: unroll predict --help"},
	{"sample a b", `unexpected argument "b"`, "see: unroll sample --help"},
	{"sessions rename a", "name a session and its new name, as in: unroll sessions rename SESSION NAME [flags]", "see: unroll sessions rename --help"},
	{"sessions remove", "name a session, as in: unroll sessions remove SESSION… [flags]", "see: unroll sessions remove --help"},
	{"sessions list all", `unexpected argument "all"`, "see: unroll sessions list --help"},
	{"datasets show", "name a dataset, as in: unroll datasets show NAME [flags]", "see: unroll datasets show --help"},
	{"presets a b", `unexpected argument "b"`, "see: unroll presets --help"},
	{"version 2", `unexpected argument "2"`, "see: unroll version --help"},
	{"bench book.txt", `unexpected argument "book.txt"`, "see: unroll bench --help"},
	{"ladder", "no text was named", "name a file or a dataset, as in: unroll ladder book.txt"},
	{"eval --ngram 3", "no text was named", "name a file or a dataset, as in: unroll eval --ngram 5 book.txt"},
	// the terminal, of which nothing is said while something else is wrong
	{"--resume x", `no session "x"`, "see: unroll sessions list"},
	{"--resume ../x", `no session "../x"`, "see: unroll sessions list"},
	{"", "the lab, which is interactive, needs a terminal", "without one: unroll train FILE (see: unroll train --help); to read a text from a pipe: unroll train -"},
}

// The law: a usage error is reported in one line, what to do in another, both on standard error; the exit code is
// 2, and nothing begins.
func TestMistakes(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("UNROLL_SESSIONS", t.TempDir()+"/kept")
	for _, c := range mistakes {
		hint := c.hint
		if hint == "" {
			hint = "see: unroll train --help"
		}
		got := run(t, strings.Fields(c.line)...)
		if want := "unroll: " + c.says + "\n  " + hint + "\n"; got.err != want {
			t.Errorf("unroll %s prints\n%swant\n%s", c.line, got.err, want)
		}
		if got.code != codeUsage || got.out != "" {
			t.Errorf("unroll %s: exit code %d, on standard output %q", c.line, got.code, got.out)
		}
	}
	if list, _ := os.ReadDir("."); len(list) > 0 {
		t.Errorf("a usage error has written %v", list)
	}
	if _, err := os.Stat(os.Getenv("UNROLL_SESSIONS")); err == nil {
		t.Error("a usage error has made the folder of the sessions")
	}
}

// The law: what core refuses in a recipe is a usage error too, and names the setting.
func TestMistakesOfRecipes(t *testing.T) {
	t.Chdir(t.TempDir())
	for line, says := range map[string]string{
		"--hidden 0":                       "hidden is 0",
		"--lr -1":                          "lr is -1",
		"--lr nan":                         "lr is NaN",
		"--dropout 1":                      "dropout is 1",
		"--batch 0":                        "batch is 0",
		"--unroll 2000":                    "unroll is 2000",
		"--init uniform":                   "pytorch, xavier, uniform:R, normal:S",
		"--schedule step":                  "step:AFTER,FACTOR",
		"--schedule plateau:0.5 --valid 0": "held out",
		"--batch 1024 --unroll 1024 --hidden 1024":     "GB",
		"--dataset tide --temperature 3":               "unknown flag: --temperature",
		"--preset d2l-rnn --hidden 0":                  "hidden is 0",
		"--preset nosuch":                              `no preset "nosuch": choose from d2l-rnn, `,
		"--dataset periodic --save a/b --steps 1":      "a/b",
		"--dataset periodic --csv periodic --csv=- -v": "unknown flag: -v",
	} {
		got := run(t, strings.Fields("train "+line)...)
		if got.code != codeUsage || got.out != "" || !strings.Contains(got.err, says) || len(lines(got.err)) != 2 {
			t.Errorf("train %s: exit code %d, %q, want one that contains %q", line, got.code, got.err, says)
		}
	}
}

// The law: data that do not exist but have the name of a session are told how to resume it.
func TestNameOfASession(t *testing.T) {
	t.Setenv("UNROLL_SESSIONS", trained(t))
	for line, says := range map[string]string{
		"train x": "\n  there is a saved session of this name: unroll train --resume x\n", "train y": "", "x": "\n  there is a saved session of this name: unroll --resume x\n",
		"ladder x": "\n  there is a saved session of this name, whose ladder is a view of the lab: unroll --resume x; of its data: unroll ladder periodic\n",
	} {
		got, name := run(t, strings.Fields(line)...), line
		if got.code != codeBadData || !strings.Contains(got.err, "no such file, folder or dataset") || !strings.HasSuffix(got.err, says) || says == "" && len(lines(got.err)) != 1 {
			t.Errorf("%s: exit code %d, %q", name, got.code, got.err)
		}
	}
}

// The law: an unusable text is named with what is wrong and what to do; the exit code is 4.
func TestTextsThatAreNoGood(t *testing.T) {
	dir := trained(t)
	t.Setenv("UNROLL_SESSIONS", dir)
	for _, c := range []struct{ line, says string }{
		{"eval x digits.txt", "digits.txt: none of its tokens are in the vocabulary of session x (evaluate a text like the one the session was trained on)"},
		{"eval x one.txt", "one.txt: too short: at least two tokens are needed, since the first is not scored (evaluate a longer text)"},
		{"eval x one.txt --per-token", "one.txt: too short: at least two tokens are needed, since the first is not scored (evaluate a longer text)"},
		{"eval x bad.txt", "bad.txt: line 1, byte 3 is not UTF-8; it may be WINDOWS-1252 (add --encoding windows-1252, or convert it: iconv -f CP1252 -t UTF-8 bad.txt > utf8.txt)"},
		{"eval --ngram 3 some.txt --valid 0", "some.txt: nothing was held out (give --valid SHARE or --valid-file FILE)"},
		{"ladder short.txt --valid 0.6", "short.txt: too short to count k-grams: it needs at least 2 training tokens (use a longer text or a smaller --valid)"},
		{"ladder nosuch.txt", "nosuch.txt: no such file, folder or dataset (the datasets are tide, chashan, names, opticks, markov, brackets, periodic, parity, addition, copy, reversal, dyck, anbn, anbncn, cycle, the series " + strings.Join(datasets.SeriesNames(), ", ") + ", the tagged sentences weather, harbour, and the pairs of sentences " + strings.Join(datasets.PairNames(), ", ") + ")"},
		{"train empty.txt", "empty.txt: empty (use a text of at least a few thousand characters)"},
	} {
		folder := t.TempDir()
		t.Chdir(folder)
		for name, text := range map[string]string{"digits.txt": "0123456789", "one.txt": "a", "bad.txt": "ab\xff", "some.txt": "abcabc", "short.txt": "aab", "empty.txt": ""} {
			if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		got := run(t, strings.Fields(c.line)...)
		if got.code != codeBadData || got.out != "" || got.err != "unroll: "+c.says+"\n" {
			t.Errorf("%s: exit code %d, %q, want %q", c.line, got.code, got.err, c.says)
		}
	}
}
