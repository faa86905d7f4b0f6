package picker

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"unroll/core/recipe"
	"unroll/core/tagging"
	"unroll/core/task"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/screen/browse"
)

// sentencesOf is a folder with tagged sentences, clear and not, some in two parts.
func sentencesOf(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "corpus")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	write := func(name string, n int, row func(i int) string) {
		var b strings.Builder
		for i := range n {
			b.WriteString(row(i) + "\n")
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ten := func(i int) string {
		return []string{"# text = the pilot rows", "1\tthe\tthe\tDET\tDT\t_\t2\tdet\t_\t_", "2\tpilot\tpilot\tNOUN\tNN\t_\t3\tnsubj\t_\t_",
			fmt.Sprintf("3\trows%d\trow\tVERB\tVBZ\t_\t0\troot\t_\t_", i%7), ""}[i%5]
	}
	write("en-train.conllu", 500, ten)
	write("en-dev.conllu", 100, ten)
	write("潮汐.tsv", 600, func(i int) string {
		return []string{"老人\t名词", "看\t动词", "潮\t名词", "。\t标点", ""}[i%5]
	})
	write("words.txt", 400, func(i int) string { return []string{"ebb\tO", "flood\tB", "slack\tI", ""}[i%4] })
	write("marks.txt", 400, func(i int) string {
		if i%5 == 4 {
			return ""
		}
		return fmt.Sprintf("w%d\t%d", i%9, i%2)
	})
	write("broken.conllu", 40, func(i int) string {
		if i == 12 {
			return "no tabs here"
		}
		return ten(i)
	})
	write("notes.txt", 90, func(int) string { return "a note on the weather, again and again" })
	return dir
}

// foundTagged is a picker that has found that folder.
func foundTagged(t testing.TB) *Picker {
	t.Helper()
	p := listing(sentencesOf(t), nil)
	p.source.Recipe, p.source.Threads = sessions.RecipeFor, 1
	return p
}

// whatItIs says what has come of an entry.
func whatItIs(p *Picker) string {
	switch v := p.preview; {
	case v.asks != nil:
		return fmt.Sprintf("asks %d", v.asks.answers())
	case v.err != nil:
		return "error"
	case v.live == nil:
		return "nothing"
	}
	return p.preview.shown.task().Name
}

// The law: what surely is tagged sentences is listed and learned as such, a folder with a part for validation too; two columns that could be
// a text are asked about; what is wrong is said with its line.
func TestWhichFilesAreTaggedSentences(t *testing.T) {
	p := foundTagged(t)
	in := map[string]group{}
	for _, it := range p.items {
		in[it.name] = it.group
	}
	folder := "corpus" + string(filepath.Separator)
	for name, want := range map[string]struct {
		is    string
		group group
	}{
		"en-train.conllu": {"tagging", sentences}, "潮汐.tsv": {"tagging", sentences}, "words.txt": {"tagging", sentences}, folder: {"tagging", sentences},
		"marks.txt": {"asks 2", files}, "notes.txt": {"language", files}, "broken.conllu": {"error", sentences},
	} {
		if in[name] != want.group {
			t.Errorf("%s is in group %d", name, in[name])
		}
		if chosen(t, p, name); whatItIs(p) != want.is {
			t.Errorf("%s: %s (%v)", name, whatItIs(p), p.preview.err)
		}
		if name == "broken.conllu" && (p.preview.err == nil || !strings.Contains(p.Look.Words.Error(p.preview.err), "line 13")) {
			t.Errorf("%v", p.preview.err)
		}
	}
	chosen(t, p, folder)
	if d := p.preview.run.Data.(*task.Tagged); len(d.Train) != 100 || len(d.Valid) != 20 {
		t.Errorf("the folder has %d sentences to train on, %d held out", len(d.Train), len(d.Valid))
	}
}

// The law: the answer is what is learned; it is not asked again unless c asks for it.
func TestTwoColumnsAreWhatIsAnswered(t *testing.T) {
	for key, want := range map[string]string{"1": "tagging", "2": "language"} {
		p := chosen(t, foundTagged(t), "marks.txt")
		answered(t, p, key)
		if whatItIs(p) != want {
			t.Errorf("%s: %s (%v)", key, whatItIs(p), p.preview.err)
		}
		if chosen(t, p, "marks.txt"); whatItIs(p) != want {
			t.Errorf("%s: later %s", key, whatItIs(p))
		}
		if answered(t, p, "c"); whatItIs(p) != "asks 2" {
			t.Errorf("%s: c: %s", key, whatItIs(p))
		}
	}
}

// The law: a file that is chosen on the page for files is read as what it is, and so is a folder.
func TestTaggedSentencesFromAnywhere(t *testing.T) {
	dir := sentencesOf(t)
	for path, want := range map[string]string{filepath.Join(dir, "words.txt"): "tagging", dir: "tagging", filepath.Join(dir, "marks.txt"): "asks 2", filepath.Join(dir, "notes.txt"): "language"} {
		p := listing(t.TempDir(), nil)
		p.source.Recipe, p.source.Threads = sessions.RecipeFor, 1
		p.browse()
		p.chose(nil, browse.Outcome{Path: path})
		p.take()
		it, _ := p.current()
		p.begin(it)
		if begun(t, p); whatItIs(p) != want && !(p.opened != nil && want != "asks 2") {
			t.Errorf("%s: %s (%v)", filepath.Base(path), whatItIs(p), p.preview.err)
		}
	}
}

// The law: every source begins, by the recipe of the command line, and what is counted is so: K tags, unseen words by hand, floors where the law is known, the
// whole sentence's below the past's.
func TestTaggedSourcesBegin(t *testing.T) {
	p := foundTagged(t)
	p.source.Tagged = func(x datasets.Tagged) recipe.Recipe {
		r := sessions.RecipeForTagged(x)
		r.Model.Hidden = 32
		return r
	}
	p.items = p.listed(nil)
	for _, x := range tagging.Sources {
		m := chosenLast(t, p, x.Name)
		shown, ok := m.shown.(taggedPage)
		if m.err != nil || !ok || m.run.Recipe.Model.Hidden != 32 || shown.n != x.N || shown.known != (x.Law != nil) {
			t.Fatalf("%s: %v, %d sentences, hidden %d", x.Name, m.err, shown.n, m.run.Recipe.Model.Hidden)
		}
		if f := shown; f.known && !(f.whole.Loss < f.past.Loss && f.whole.Accuracy > f.past.Accuracy) {
			t.Errorf("%s: past %+v, whole %+v", x.Name, f.past, f.whole)
		}
	}
	c, err := tagging.NewCorpus([]tagging.Sentence{{Words: []string{"a", "b"}, Tags: []string{"X", "Y"}}}, []tagging.Sentence{{Words: []string{"b", "c", "A"}, Tags: []string{"Y", "X", "X"}}}, tagging.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if x := taggedPageOf(task.NewTagged(c, true)); x.unseen != 2 || x.held != 3 || x.words != 5 || x.tags != 2 || x.known {
		t.Errorf("%+v", x)
	}
}

// taggedGallery is all that the list shows of tagged sentences.
var taggedGallery = []struct {
	name string
	make func(t testing.TB) *Picker
}{
	{"weather", func(t testing.TB) *Picker { return learned(t, foundTagged(t), "weather") }},
	{"harbour", func(t testing.TB) *Picker { return learned(t, foundTagged(t), "harbour") }},
	{"chinese", func(t testing.TB) *Picker { return learned(t, foundTagged(t), "潮汐.tsv") }},
	{"folder", func(t testing.TB) *Picker { return learned(t, foundTagged(t), "corpus"+string(filepath.Separator)) }},
	{"folded", func(t testing.TB) *Picker {
		p := foundTagged(t)
		for i, it := range p.visible() {
			if it.group == tagged {
				p.highlight(i)
			}
		}
		p.take()
		return p
	}},
	{"asks", func(t testing.TB) *Picker { return chosen(t, foundTagged(t), "marks.txt") }},
	{"asking", func(t testing.TB) *Picker { return typed(chosen(t, foundTagged(t), "marks.txt"), "enter") }},
	{"loading", func(t testing.TB) *Picker { p := foundTagged(t); to(t, p, "harbour"); return p }},
	{"session", func(t testing.TB) *Picker {
		past := Past{Name: "weather-bilstm", Text: "weather", Model: "BiLSTM 1×128", Step: 900, When: ago(0), Task: task.Tagging, Loss: 0.6, Valid: 0.62}
		p := listing(t.TempDir(), []Past{past, kept()[0]})
		to(t, p, "weather-bilstm")
		return p
	}},
	{"help", func(t testing.TB) *Picker { return typed(learned(t, foundTagged(t), "weather"), "?") }},
	{"help on a question", func(t testing.TB) *Picker {
		return typed(chosen(t, foundTagged(t), "marks.txt"), "enter", "?")
	}},
}

// TestGalleryOfTags compares the list as a person sees it, on tagged sentences.
func TestGalleryOfTags(t *testing.T) {
	for _, c := range taggedGallery {
		t.Run(c.name, func(t *testing.T) {
			golden.RequireEqual(t, hung(c.make(t), [2]int{40, 12}, [2]int{80, 24}, [2]int{120, 36}))
		})
	}
}

// The law: on tagged sentences too, at every size, each row is as wide as the screen, and no number is nonsense.
func TestTheListOfTagsIsSound(t *testing.T) {
	for _, c := range taggedGallery {
		p := c.make(t)
		for _, s := range [][2]int{{1, 1}, {2, 2}, {12, 3}, {40, 12}, {63, 20}, {64, 20}, {80, 24}, {120, 36}, {200, 60}} {
			if bad := wrongWith(p, s[0], s[1]); bad != "" && !(p.preview.asking && strings.Contains(bad, "way out")) {
				t.Errorf("%s at %d×%d: %s\n%s", c.name, s[0], s[1], bad, picture(p, s[0], s[1]))
			}
		}
	}
}
