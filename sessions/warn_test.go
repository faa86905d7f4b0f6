package sessions

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/datasets"
)

func textOf(t *testing.T, s string) datasets.Text {
	t.Helper()
	x, err := datasets.Opener{Stdin: strings.NewReader(s)}.Open("-")
	must(t, err)
	return x
}

// The law: what may not be meant is said before the run: a huge model with its memory, words of a text without spaces, how much is <unk>;
// of a usual run nothing is said.
func TestWarn(t *testing.T) {
	var many strings.Builder
	for i := range 30_000 {
		fmt.Fprintf(&many, "w%d ", i)
	}
	words := recipe.Default()
	words.Text.Tokens = "word"
	smaller := words
	smaller.Text.MinFreq = 2
	const chinese = "潮水在夜里来了，船在港口等着。\n我们看见月亮从海上升起来。\n"
	for _, c := range []struct {
		name, text string
		r          recipe.Recipe
		says       []string
	}{
		{"characters", chinese, recipe.Default(), nil},
		{"words", strings.Repeat("the tide came in\n", 50), words, nil},
		{"words apart", strings.Repeat("潮水 在 夜里 来 了 。\n", 50), words, nil},
		{"unspaced", strings.Repeat(chinese, 50), words, []string{"hardly any spaces: a word of this text has 14.0 characters on average"}},
		{"huge", many.String(), words, []string{"a large model: ", "most of them for the vocabulary of 30001, and some "}},
		{"smaller", strings.Repeat("the tide came in\n", 50) + "rare\n", smaller, []string{"<unk> stands for 0.0 % of the tokens to train on and 3.8 % of those held out; vocabulary 6"}},
	} {
		s, err := about(OfText(textOf(t, c.text)), c.r)
		must(t, err)
		var said []string
		for _, w := range s.Warn() {
			said = append(said, w.Error())
		}
		got := strings.Join(said, "\n")
		if len(c.says) == 0 && got != "" {
			t.Errorf("%s: %s", c.name, got)
		}
		for _, says := range c.says {
			if !strings.Contains(got, says) {
				t.Errorf("%s: %q does not say %q", c.name, got, says)
			}
		}
	}
}

// The law: check.json has ids that the network has, and what the network makes of them, also where the text that it writes would not be
// split into them again: a byte-order mark at the beginning of a text is no part of its first word.
func TestCheckOfAnExportIsIDs(t *testing.T) {
	for _, c := range []struct {
		tokens string
		lines  bool
		text   string
	}{{"word", false, "b " + strings.Repeat("\ufeffa \ufeffc ", 400)}, {"word", true, "b\n" + strings.Repeat("\ufeffa \ufeffc\n", 400)}, {"char", false, "b" + strings.Repeat("\ufeff", 800)},
		{"char", true, strings.Repeat("ab\n", 400)}, {"punct", false, strings.Repeat("a, b\n", 400)}} {
		r := recipe.Default()
		r.Text.Tokens, r.Text.Lines, r.Model.Hidden, r.Steps = c.tokens, c.lines, 4, 1
		r.Settings.Batch, r.Settings.Unroll = 2, 4
		var kept keeper
		run, err := Begin(textOf(t, c.text), r, train.Options{Threads: 1, Recorder: &kept})
		must(t, err)
		for s := range run.Snapshots(t.Context()) {
			if s.Phase == train.Finished {
				run.Send(train.Stop())
			}
		}
		must(t, run.End())
		k, err := newCheck(kept.saved)
		must(t, err)
		m, err := train.ModelOf(kept.saved)
		must(t, err)
		for _, id := range k.IDs {
			if id < 0 || int(id) >= m.Vocab.Len() {
				t.Errorf("%s: %v", c.tokens, k.IDs)
			}
		}
		w := m.Sampler()
		w.Read(k.IDs[map[bool]int{true: 1}[c.lines]:])
		if !slices.Equal(w.Logits(), k.Logits) || len(k.Logits) != m.Vocab.Len() {
			t.Errorf("%s: %v, not %v", c.tokens, k.Logits, w.Logits())
		}
	}
}

// The law: a session of a text in another encoding remembers it, and its text is found again by it; so it is of tagged words and pairs.
func TestEncodingIsKept(t *testing.T) {
	t.Chdir(t.TempDir())
	const gbk = "\xb3\xb1\xcb\xae\tA\n\xd4\xc2\xc1\xc1\tB\n" // 潮水, 月亮
	must(t, os.WriteFile("x.txt", []byte(gbk), 0o666))
	o := datasets.Opener{Encoding: "gb18030"}
	x, err := o.Open("x.txt")
	must(t, err)
	tags, err := o.OpenTagged("x.txt", "")
	must(t, err)
	pairs, err := o.OpenPairs("x.txt", "")
	must(t, err)
	for of, m := range map[string]Meta{"": {Data: OfText(x).Reference(), Recipe: recipe.Default()}, task.Tagging.Name: {Data: OfTagged(tags).Reference(), Recipe: recipe.Tagging()},
		task.Translation.Name: {Data: OfPairs(pairs).Reference(), Recipe: recipe.Translation()}} {
		m.Recipe.Task = of
		if m.Data.Encoding != "gb18030" {
			t.Errorf("%s: %+v", of, m.Data)
		}
		again, err := FindOrigin(m, datasets.Opener{})
		if err != nil {
			t.Errorf("%s: %v", of, err)
			continue
		}
		if ref := again.Reference(); ref.SHA256 != m.Data.SHA256 || ref.Encoding != m.Data.Encoding {
			t.Errorf("%s: %+v", of, ref)
		}
	}
}

// The law: which file of a folder was learned and validated on is in the session's reference, by its path: another file beside them later
// changes nothing. A session whose folder was read as a whole, with its part for testing, finds it as it was.
func TestFoldersInReferences(t *testing.T) {
	dir := textFolder(t, "corpus/ptb.train.txt", "corpus/ptb.valid.txt", "corpus/ptb.test.txt", "old/train.txt", "old/valid.txt", "old/test.txt")
	t.Chdir(dir)
	x, err := datasets.Opener{}.Open("corpus")
	must(t, err)
	m := Meta{Name: "x", Recipe: recipe.Default(), Data: Reference(x)}
	must(t, os.WriteFile("corpus/other.train.txt", []byte("x"), 0o666))
	again, err := FindText(m, datasets.Opener{})
	if err != nil || again.Train != x.Train || *again.Valid != *x.Valid || len(m.Data.Checksums) != 2 || m.Data.Checksums[1].Role != datasets.Valid {
		t.Errorf("%+v: %v", m.Data, err)
	}
	old, err := datasets.Opener{}.OpenParts("old")
	must(t, err)
	m.Data = Reference(old)
	if again, err = FindText(m, datasets.Opener{}); err != nil || again.SHA256 != old.SHA256 || again.Test == nil || len(m.Data.Paths) != 1 {
		t.Errorf("%+v: %v", m.Data, err)
	}
	must(t, os.Rename("old", "moved"))
	if again, err = FindText(m, datasets.Opener{}, "moved"); err != nil || again.SHA256 != old.SHA256 {
		t.Errorf("moved: %v", err)
	}
}
