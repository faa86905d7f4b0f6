package picker

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/translation"
	"unroll/datasets"
	"unroll/sessions"
	"unroll/ui/screen/browse"
)

// twoLanguages is a folder with pairs of sentences, clear and not, some in two parts and in two files.
func twoLanguages(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "phrases")
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
	word := func(i int) string { return []string{"water", "wind", "harbour", "tide"}[i%4] }
	mot := func(i int) string { return []string{"l'eau", "le vent", "le port", "la marée"}[i%4] }
	write("train.en", 300, func(i int) string { return fmt.Sprintf("the %s rises %d times", word(i), i%7) })
	write("train.fr", 300, func(i int) string { return fmt.Sprintf("%s monte %d fois", mot(i), i%7) })
	write("dev.en", 20, func(i int) string { return "the " + word(i) + " falls" })
	write("dev.fr", 20, func(i int) string { return mot(i) + " tombe" })
	write("phrases.txt", 400, func(i int) string { return fmt.Sprintf("see the %s\tvoilà %s\ta note %d", word(i), mot(i), i) })
	write("潮汐.tsv", 300, func(i int) string {
		return fmt.Sprintf("the tide turns at %d\t潮水在%d点转向", i%12, i%12)
	})
	write("words.txt", 400, func(i int) string { return fmt.Sprintf("%s%d\tmot%d", word(i), i, i) })
	write("broken.txt", 300, func(i int) string {
		if i == 249 {
			return "no tab here"
		}
		return "come in\tentrez donc"
	})
	write("notes.txt", 90, func(int) string { return "a note on the weather, again and again" })
	return dir
}

// foundPairs is a picker that has found that folder.
func foundPairs(t testing.TB) *Picker {
	t.Helper()
	p := listing(twoLanguages(t), nil)
	p.source.Recipe, p.source.Threads = sessions.RecipeFor, 1
	return p
}

// The law: what surely is pairs is listed and learned as such, a folder with two languages too; two columns that could be something else
// are asked about; what is wrong is said with its line.
func TestWhichFilesArePairs(t *testing.T) {
	p := foundPairs(t)
	in := map[string]group{}
	for _, it := range p.items {
		in[it.name] = it.group
	}
	folder := "phrases" + string(filepath.Separator)
	for name, want := range map[string]struct {
		is    string
		group group
	}{
		"phrases.txt": {"translation", pairFiles}, "潮汐.tsv": {"translation", pairFiles}, folder: {"translation", pairFiles},
		"words.txt": {"asks 3", files}, "notes.txt": {"language", files}, "broken.txt": {"error", pairFiles},
	} {
		if in[name] != want.group {
			t.Errorf("%s is in group %d", name, in[name])
		}
		if chosen(t, p, name); whatItIs(p) != want.is {
			t.Errorf("%s: %s (%v)", name, whatItIs(p), p.preview.err)
		}
		if name == "broken.txt" && (p.preview.err == nil || !strings.Contains(p.Look.Words.Error(p.preview.err), "line 250")) {
			t.Errorf("%v", p.preview.err)
		}
	}
	chosen(t, p, folder)
	if d := p.preview.run.Data.(*task.Pairs); len(d.Train) != 300 || len(d.Valid) != 20 {
		t.Errorf("the folder has %d pairs to learn from, %d held out", len(d.Train), len(d.Valid))
	}
}

// The law: the answer is what is learned; it is not asked again unless c asks for it.
func TestPairsAreWhatIsAnswered(t *testing.T) {
	for key, want := range map[string]string{"1": "tagging", "2": "translation", "3": "language"} {
		p := chosen(t, foundPairs(t), "words.txt")
		answered(t, p, key)
		if whatItIs(p) != want {
			t.Errorf("%s: %s (%v)", key, whatItIs(p), p.preview.err)
		}
		if answered(t, p, "c"); whatItIs(p) != "asks 3" {
			t.Errorf("%s: c: %s", key, whatItIs(p))
		}
	}
}

// The law: a file of pairs that is chosen on the page for files is read as what it is, and so is a folder.
func TestPairsFromAnywhere(t *testing.T) {
	dir := twoLanguages(t)
	for path, want := range map[string]string{filepath.Join(dir, "phrases.txt"): "translation", dir: "translation", filepath.Join(dir, "words.txt"): "asks 3"} {
		p := listing(t.TempDir(), nil)
		p.source.Recipe, p.source.Threads = sessions.RecipeFor, 1
		p.browse()
		p.chose(nil, browse.Outcome{Path: path})
		p.take()
		it, _ := p.current()
		p.begin(it)
		if begun(t, p); whatItIs(p) != want && !(p.opened != nil && want != "asks 3") {
			t.Errorf("%s: %s (%v)", filepath.Base(path), whatItIs(p), p.preview.err)
		}
	}
}

// The law: every source of pairs begins, by the recipe of the command line, and what is counted is so; only a source with several
// translations of a sentence has a floor.
func TestSourcesOfPairsBegin(t *testing.T) {
	p := foundPairs(t)
	p.source.Pairs = func(x datasets.Pairs) recipe.Recipe {
		r := sessions.RecipeForPairs(x)
		r.Model.Hidden = 16
		return r
	}
	p.items = p.listed(nil)
	for _, x := range translation.Sources {
		m := chosenLast(t, p, x.Name)
		shown, ok := m.shown.(pairsPage)
		if m.err != nil || !ok || m.run.Recipe.Model.Hidden != 16 || shown.n != x.N || shown.held != x.N/10 || (shown.floor.Ambiguous > 0) != x.Ambiguous() {
			t.Fatalf("%s: %v, %+v", x.Name, m.err, shown.floor)
		}
		said := shown.says(p.Look)
		if (said != "") != x.Ambiguous() {
			t.Errorf("%s says %q", x.Name, said)
		}
	}
}

// The law: sentences that are left out or cut are said in numbers.
func TestWhatIsLeftOutOfPairsIsSaid(t *testing.T) {
	lines := []translation.Line{{Source: "a b", Target: "c"}, {Source: "a b c d", Target: "x"}, {Source: " ", Target: "y"}}
	for cut, want := range map[bool]string{false: "Left out: 1 with an empty side, 1 too long", true: "Left out: 1 with an empty side, 0 too long · 1 sentence is cut at 3 tokens"} {
		c, err := translation.NewCorpus(lines, nil, translation.Options{Source: translation.Words, Target: translation.Words, Length: 3, Cut: cut})
		if err != nil {
			t.Fatal(err)
		}
		if got := pairsPageOf(task.NewPairs(c)).says(foundPairs(t).Look); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// pairsGallery is all that the list shows of pairs of sentences.
var pairsGallery = []struct {
	name string
	make func(t testing.TB) *Picker
}{
	{"dates", func(t testing.TB) *Picker { return learned(t, foundPairs(t), "dates") }},
	{"chinese", func(t testing.TB) *Picker { return learned(t, foundPairs(t), "chinese") }},
	{"own", func(t testing.TB) *Picker { return learned(t, foundPairs(t), "潮汐.tsv") }},
	{"folder", func(t testing.TB) *Picker { return learned(t, foundPairs(t), "phrases"+string(filepath.Separator)) }},
	{"folded", func(t testing.TB) *Picker {
		p := foundPairs(t)
		for i, it := range p.visible() {
			if it.group == doubles {
				p.highlight(i)
			}
		}
		p.take()
		return p
	}},
	{"asking", func(t testing.TB) *Picker { return typed(chosen(t, foundPairs(t), "words.txt"), "enter") }},
	{"session", func(t testing.TB) *Picker {
		past := Past{Name: "dates-gru", Text: "dates", Model: "GRU 1×128→1×128 additive", Step: 900, When: ago(0), Task: task.Translation, Loss: 0.2, Valid: 0.25}
		p := listing(t.TempDir(), []Past{past, kept()[0]})
		to(t, p, "dates-gru")
		return p
	}},
	{"help", func(t testing.TB) *Picker { return typed(learned(t, foundPairs(t), "chinese"), "?") }},
	{"help on a question", func(t testing.TB) *Picker { return typed(chosen(t, foundPairs(t), "words.txt"), "enter", "?") }},
}

// TestGalleryOfPairs compares the list as a person sees it, on pairs of sentences.
func TestGalleryOfPairs(t *testing.T) {
	for _, c := range pairsGallery {
		t.Run(c.name, func(t *testing.T) {
			golden.RequireEqual(t, hung(c.make(t), [2]int{40, 12}, [2]int{80, 24}, [2]int{120, 36}))
		})
	}
}

// The law: on pairs too, at every size, each row is as wide as the screen, and no number is nonsense.
func TestTheListOfPairsIsSound(t *testing.T) {
	for _, c := range pairsGallery {
		p := c.make(t)
		for _, s := range [][2]int{{1, 1}, {2, 2}, {12, 3}, {40, 12}, {63, 20}, {64, 20}, {80, 24}, {120, 36}, {200, 60}} {
			if bad := wrongWith(p, s[0], s[1]); bad != "" && !(p.preview.asking && strings.Contains(bad, "way out")) {
				t.Errorf("%s at %d×%d: %s\n%s", c.name, s[0], s[1], bad, picture(p, s[0], s[1]))
			}
		}
	}
}
