package cli

import (
	"strings"
	"testing"

	"unroll/core/preset"
)

// everyName is that of each text and each series that come with the program.
func everyName() []string { return allNames() }

// completed returns the values that a shell offers for the last of args, their descriptions, and the directive.
func completed(t *testing.T, args ...string) (values []string, about map[string]string, directive string) {
	t.Helper()
	got := run(t, append([]string{"__complete"}, args...)...)
	if got.code != codeDone {
		t.Errorf("%v: exit code %d: %s", args, got.code, got.err)
	}
	about = map[string]string{}
	for _, line := range lines(got.out) {
		if strings.HasPrefix(line, ":") {
			directive = line
			continue
		}
		value, said, _ := strings.Cut(line, "\t")
		values = append(values, value)
		about[value] = said
	}
	return values, about, directive
}

// The law: a shell offers the values that a flag takes, from the tables, with their descriptions.
func TestCompletionOfFlags(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
		some string // one of the values, and
		said string // its description
	}{
		{[]string{"train", "--cell", ""}, "rnn rnn-relu lstm gru linear mlp", "gru", "reset and update gates, no cell state"},
		{[]string{"--cell", ""}, "rnn rnn-relu lstm gru linear mlp", "rnn", "hidden state through tanh"},
		{[]string{"--cell", ""}, "rnn rnn-relu lstm gru linear mlp", "mlp", "hidden layers through max(0, x), no state (needs a series)"},
		{[]string{"train", "--tokens", ""}, "char word byte punct", "", ""},
		{[]string{"train", "--optimizer", ""}, "adam sgd momentum rmsprop", "", ""},
		{[]string{"train", "--tags", ""}, "upos xpos feats lemma deprel", "", ""},
		{[]string{"train", "--task", ""}, strings.Join(names(tasks(talk())), " "), "tagging", "a label for every word"},
		{[]string{"ladder", "--tags", ""}, "upos xpos feats lemma deprel", "", ""},
		{[]string{"train", "--init", ""}, "pytorch xavier uniform:R normal:S", "pytorch", ""},
		{[]string{"train", "--schedule", ""}, "constant step:AFTER,FACTOR cosine plateau:FACTOR", "cosine", ""},
		{[]string{"train", "--dataset", ""}, strings.Join(everyName(), " "), "tide", "The Tide Table"},
		{[]string{"--dataset", ""}, strings.Join(everyName(), " "), "chashan", ""},
		{[]string{"train", "--preset", ""}, strings.Join(preset.Names(), " "), "zaremba-small", "small LSTM on Penn Treebank"},
		{[]string{"ladder", "--smoothing", ""}, "kn jm addk mle", "kn", "interpolated modified Kneser–Ney"},
		{[]string{"eval", "--smoothing", ""}, "kn jm addk mle", "", ""},
		{[]string{"eval", "--weights", ""}, "last best good", "best", "with the lowest validation loss so far"},
		{[]string{"sessions", "export", "--weights", ""}, "last best good", "last", "as the session was last saved"},
		{[]string{"--theme", ""}, "dark light colour-blind colour-blind-light plain", "", ""},
		{[]string{"--glyphs", ""}, "braille blocks ascii", "", ""},
	} {
		values, about, directive := completed(t, c.args...)
		if got := strings.Join(values, " "); got != c.want {
			t.Errorf("%v: %s, want %s", c.args, got, c.want)
		}
		if c.said != "" && about[c.some] != c.said {
			t.Errorf("%v: %s is described by %q, want %q", c.args, c.some, about[c.some], c.said)
		}
		if directive != ":4" { // no files
			t.Errorf("%v: directive %s", c.args, directive)
		}
	}
}

// The law: sessions are offered wherever one is expected, with their model and step, from the given folder;
// datasets are offered before files, and presets alone.
func TestCompletionOfArguments(t *testing.T) {
	dir := trained(t)
	for _, args := range [][]string{{"eval"}, {"predict"}, {"sample"}, {"sessions", "show"}, {"sessions", "export"}, {"sessions", "rename"}, {"sessions", "remove"}, {"train", "--resume"}, {"--resume"}} {
		values, about, _ := completed(t, append(append([]string{}, args...), "--sessions", dir, "")...)
		if args[len(args)-1] == "--resume" {
			values, about, _ = completed(t, append(append([]string{"--sessions", dir}, args...), "")...)
		}
		if strings.Join(values, " ") != "x" || about["x"] != "LSTM 1×4, step 3" {
			t.Errorf("%v: %q, %q", args, values, about)
		}
	}
	for _, c := range []struct {
		args      []string
		want      string
		directive string
	}{
		{[]string{"ladder", ""}, strings.Join(everyName(), " "), ":4"},
		{[]string{"ladder", "tide", ""}, "", ":0"},
		{[]string{"datasets", "show", ""}, strings.Join(everyName(), " "), ":4"},
		{[]string{"datasets", "show", "tide", ""}, "", ":4"},
		{[]string{"presets", ""}, strings.Join(preset.Names(), " "), ":4"},
		{[]string{"eval", "x", ""}, "", ":0"},
		{[]string{"predict", "x", ""}, "", ":0"},
		{[]string{"eval", "--sessions", "nowhere", ""}, "", ":4"},
		{[]string{"help", "sessions", ""}, "list show fork replay compare export rename remove", ":4"},
		{[]string{"help", "nosuch", ""}, "", ":4"},
	} {
		values, _, directive := completed(t, c.args...)
		if got := strings.Join(values, " "); got != c.want || directive != c.directive {
			t.Errorf("%v: %q %s, want %q %s", c.args, got, directive, c.want, c.directive)
		}
	}
}

// The law: commands complete with their descriptions from help, and there is a script for each shell.
func TestCompletionOfCommands(t *testing.T) {
	values, about, _ := completed(t, "s")
	if strings.Join(values, " ") != "sample sessions" || about["sample"] != talk().words.CLI.Sample.Short {
		t.Errorf("%q %q", values, about)
	}
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		if got := run(t, "completion", shell); got.code != codeDone || !strings.Contains(got.out, "unroll") || got.err != "" {
			t.Errorf("%s: exit code %d, %q", shell, got.code, got.err)
		}
	}
}
