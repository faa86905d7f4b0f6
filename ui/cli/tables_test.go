package cli_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"unroll/core/ngram"
	"unroll/core/nn"
	"unroll/core/optim"
	"unroll/core/preset"
	"unroll/core/series"
	"unroll/core/tagging"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/datasets"
	"unroll/ui/i18n"
)

// prose maps the ids used by i18n.Catalogue.Say to all texts of tables: what a language may have in Prose.
func prose() map[string]string {
	all := map[string]string{}
	for _, s := range datasets.Sources {
		id := "dataset." + s.Name + "."
		all[id+"title"], all[id+"about"], all[id+"shows"] = s.Title, s.About, s.Shows
	}
	for _, s := range series.Sources {
		id := "series." + s.Name + "."
		all[id+"title"], all[id+"about"], all[id+"shows"] = s.Title, s.About, s.Shows
	}
	for _, s := range tagging.Sources {
		id := "tagged." + s.Name + "."
		all[id+"title"], all[id+"about"], all[id+"shows"] = s.Title, s.About, s.Shows
	}
	for _, p := range preset.Presets {
		id := "preset." + p.Name + "."
		all[id+"title"], all[id+"source"], all[id+"text"] = p.Title, p.Source, p.Text.About
		if len(p.Figures) == 0 {
			all[id+"unpublished"] = p.Unpublished
		}
		for i, d := range p.Differences {
			all[id+"differs."+strconv.Itoa(i)] = d
		}
	}
	for _, c := range append(nn.Cells(), nn.FeedForward()...) {
		all["cell."+c.Name+".about"] = c.About
	}
	for _, h := range nn.Heads() {
		all["head."+h.Name+".about"] = h.About
	}
	for _, o := range optim.Kinds() {
		all["optimizer."+o.Name+".about"] = o.About
	}
	for _, k := range text.Tokenizers {
		all["tokenizer."+k.Name+".about"] = k.About
	}
	for _, k := range ngram.Kinds {
		all["smoothing."+k.Name+".about"] = k.About
	}
	for _, t := range task.Tasks {
		all["task."+t.Name+".about"] = t.About
		if !t.Loss.InNats() {
			all["task."+t.Name+".unit"] = t.Loss.Unit
		}
		if t.Score.Short != "" {
			all["metric."+t.Score.ID+".short"] = t.Score.Short
		}
	}
	return all
}

var proseID = regexp.MustCompile(`^[a-z]+\.[a-z0-9.-]+\.[a-z]+(\.\d+)?$`)

// The law: every text of a table has a permanent id, and is one line.
func TestTheTextsOfTablesHaveIDs(t *testing.T) {
	all := prose()
	if len(all) < 80 {
		t.Fatalf("%d texts", len(all))
	}
	for id, english := range all {
		if !proseID.MatchString(id) {
			t.Errorf("the id %q", id)
		}
		if english == "" || strings.TrimSpace(english) != english || strings.ContainsAny(english, "\n\t") {
			t.Errorf("%s: %q", id, english)
		}
	}
}

// The law: a language has no text that no table has.
func TestLanguagesSayTheTextsThatThereAre(t *testing.T) {
	all := prose()
	for _, c := range []*i18n.Catalogue{i18n.English} {
		for id := range c.Prose {
			if _, ok := all[id]; !ok {
				t.Errorf("no table has a text %s", id)
			}
		}
	}
}
