package picker

import (
	"slices"
	"strings"
	"testing"
	"time"

	"unroll/core/preset"
	"unroll/core/series"
	"unroll/core/tagging"
	"unroll/core/task"
	"unroll/core/translation"
	"unroll/datasets"
	"unroll/ui/i18n/i18ntest"
	"unroll/ui/screen/event"
)

// prose is the texts of the tables that the list shows by their id, in English.
func prose() map[string]string {
	all := map[string]string{}
	for _, s := range datasets.Sources {
		id := "dataset." + s.Name + "."
		all[id+"title"], all[id+"about"], all[id+"shows"] = s.Title, s.About, s.Shows
	}
	for _, x := range series.Sources {
		id := "series." + x.Name + "."
		all[id+"title"], all[id+"about"], all[id+"shows"] = x.Title, x.About, x.Shows
	}
	for _, x := range tagging.Sources {
		id := "tagged." + x.Name + "."
		all[id+"title"], all[id+"about"], all[id+"shows"] = x.Title, x.About, x.Shows
	}
	for _, x := range translation.Sources {
		id := "pairs." + x.Name + "."
		all[id+"title"], all[id+"about"], all[id+"shows"] = x.Title, x.About, x.Shows
	}
	for _, p := range preset.Presets {
		id := "preset." + p.Name + "."
		all[id+"title"], all[id+"source"], all[id+"text"], all[id+"unpublished"] = p.Title, p.Source, p.Text.About, p.Unpublished
	}
	all["task.series.unit"] = task.Series.Loss.Unit
	return all
}

// called are the names that things have in every language.
func called() string {
	list := append(datasets.Names(), preset.Names()...)
	for _, x := range series.Sources {
		list = append(list, x.Name)
	}
	for _, x := range series.AnsweredSources {
		list = append(list, x.Name)
	}
	for _, x := range tagging.Sources {
		list = append(list, x.Name)
	}
	for _, x := range translation.Sources {
		list = append(list, x.Name)
	}
	return strings.ReplaceAll(strings.Join(list, " "), "-", " ")
}

// The law: all words of the list come from the catalogue, and those about a dataset from the table by an id: in a
// language with another alphabet no English is left.
func TestAllWordsOfTheListAreTheCatalogues(t *testing.T) {
	names := called()
	for _, at := range []int{0, 1, 2, 9} {
		for _, key := range []string{"", "?", "/"} {
			for _, s := range [][2]int{{40, 12}, {80, 24}, {120, 36}, {200, 60}} {
				p := still(t)
				p.Look.Words = i18ntest.Foreign(prose())
				now := time.Now()
				store := Source{Folder: t.TempDir(), Sessions: func() []Past {
					return []Past{{Name: "111", When: now}, {Name: "222", When: now.Add(-5 * time.Minute)}, {Name: "333", When: now.Add(-5 * time.Hour)}}
				}}
				p.items = p.listed(more(store, p.Look.Words))
				p.at, p.preview.shown = at, nil
				p.Key(event.Key{Name: key})
				all := picture(p, s[0], s[1])
				if left := i18ntest.Left(all, i18ntest.Keys, names); len(left) > 0 {
					t.Errorf("entry %d, %q at %d×%d: %q are not of the catalogue:\n%s", at, key, s[0], s[1], left, all)
				}
			}
		}
	}
}

// The law: the reason why an entry cannot be opened is in the language of the screen.
func TestWhyItCannotBeOpenedIsTheCatalogues(t *testing.T) {
	p := still(t)
	p.Look.Words = i18ntest.Foreign(prose())
	p.items = []item{{group: files, name: "111"}}
	p.at, p.preview.shown = 0, nil
	_, p.preview.err = datasets.Opener{}.Open("/111/222")
	all := picture(p, 120, 36)
	if left := i18ntest.Left(all, i18ntest.Keys, called()+" "+strings.Join(slices.Concat(datasets.SeriesNames(), datasets.TaggedNames(), datasets.PairNames()), " ")); len(left) > 0 || !strings.Contains(all, "/111/222: ") {
		t.Errorf("%q are not of the catalogue:\n%s", left, all)
	}
}
