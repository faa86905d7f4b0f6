package line

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"unroll/core/history"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/text"
	"unroll/core/text/texttest"
	"unroll/core/train"
)

// lineJSON distinguishes lines bit for bit: floats are written so that they read back the same.
func lineJSON(t *testing.T, l Line) string {
	t.Helper()
	b, err := json.Marshal([]any{l.Data, l.SHA256, l.Recipe})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%s %v", b, l.Events)
}

// sameLine checks the law for one line: its text is printable, and reads back as the same run.
func sameLine(t *testing.T, l Line) {
	t.Helper()
	s := l.String()
	if strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) {
		t.Errorf("%q cannot be printed", s)
	}
	got, err := Parse(s)
	if err != nil {
		t.Fatalf("%s: %v", s, err)
	}
	if a, b := lineJSON(t, l), lineJSON(t, got); a != b {
		t.Errorf("%s:\n%s\n%s", s, a, b)
	}
}

// leaves calls do for the fields of a struct that are not structs, including those of nested structs.
func leaves(v reflect.Value, name string, do func(name string, v reflect.Value)) {
	if v.Kind() != reflect.Struct {
		do(name, v)
		return
	}
	for i := range v.NumField() {
		leaves(v.Field(i), name+"."+v.Type().Field(i).Name, do)
	}
}

// The law: a line has every field of a recipe: one that is set to an unlikely value reads back.
func TestALineHasEveryFieldOfARecipe(t *testing.T) {
	n := 0
	count := recipe.Recipe{}
	leaves(reflect.ValueOf(&count).Elem(), "Recipe", func(name string, _ reflect.Value) {
		n++
		l := Line{Data: "x", Recipe: base()}
		leaves(reflect.ValueOf(&l.Recipe).Elem(), "Recipe", func(other string, v reflect.Value) {
			if other != name {
				return
			}
			switch v.Kind() {
			case reflect.String:
				v.SetString("say \"something\" = other")
			case reflect.Bool:
				v.SetBool(true)
			case reflect.Int:
				v.SetInt(977)
			case reflect.Uint64:
				v.SetUint(math.MaxUint64)
			case reflect.Float64:
				v.SetFloat(0.123456789012345678)
				if strings.HasSuffix(name, "Sampled") { // a line has 1 − it, to nine places
					v.SetFloat(0.123456789)
				}
			default:
				t.Fatalf("%s has a type that the test does not know", name)
			}
		})
		if reflect.DeepEqual(l.Recipe, base()) {
			t.Errorf("%s was not changed", name)
		}
		sameLine(t, l)
	})
	if n < 20 {
		t.Errorf("only %d fields", n)
	}
}

// Old lines read back with the meaning that they had: these lines and recipes must never be changed.
func TestLinesMeanWhatTheyMeant(t *testing.T) {
	for line, want := range map[string]string{
		`tide lstm hidden=128 layers=1 seed=1`: `["tide","",{"text":{"tokens":"char","valid":0.1},"model":{"cell":"lstm","vocab":0,"embed":0,"hidden":128,"layers":1,"init":"pytorch"},` +
			`"optimizer":"adam","schedule":"constant","settings":{"lr":0.002,"clip":1,"momentum":0.9,"unroll":32,"batch":32,"valid_every":100,"temperature":0.8},"seed":1}] []`,
		`"my book.txt" gru hidden=24 layers=2 embed=5 dropout=0.5 init=normal:0.1 vocab=65 tokens=word lines=true valid=0 optimizer=sgd schedule=cosine seed=77 steps=500 sha256=da9623138c2bd912 lr=0.5 clip=off unroll=16 batch=8 @0:lr=0.1 @120:clip=5 @120:clip=off`: `["my book.txt","da9623138c2bd912",{"text":{"tokens":"word","lines":true,"valid":0},"model":{"cell":"gru","vocab":65,"embed":5,"hidden":24,"layers":2,"dropout":0.5,"init":"normal:0.1"},` +
			`"optimizer":"sgd","schedule":"cosine","settings":{"lr":0.5,"clip":null,"momentum":0.9,"unroll":16,"batch":8,"valid_every":100,"temperature":0.8},"seed":77,"steps":500}] [{0 lr 0.5 0.1} {120 clip +Inf 5} {120 clip 5 +Inf}]`,
	} {
		l, err := Parse(line)
		if err != nil {
			t.Errorf("%s: %v", line, err)
			continue
		}
		if got := lineJSON(t, l); got != want {
			t.Errorf("%s:\nis  %s\nwas %s", line, got, want)
		}
		if got := l.String(); got != line {
			t.Errorf("written again:\n%s\n%s", got, line)
		}
	}
	if l, err := Parse("tide rnn lr=0.5 hidden=3"); err != nil || l.Recipe.Settings.LR != 0.5 || l.Recipe.Model.Hidden != 3 || l.Recipe.Model.Cell != "rnn" {
		t.Errorf("in another order: %+v, %v", l, err)
	}
}

// The error names what is wrong with a line.
func TestALineNamesWhatIsWrong(t *testing.T) {
	for line, word := range map[string]string{
		"":                          "no command",
		"tide":                      "a cell is missing",
		"tide lstm hidden":          `"hidden" should have the form`,
		"tide lstm hidden=x":        `hidden cannot be "x"`,
		"tide lstm hidden=3.5":      `hidden cannot be "3.5"`,
		"tide lstm lines=perhaps":   `lines cannot be "perhaps"`,
		"tide lstm hiden=3":         `no setting "hiden"`,
		"tide lstm seed=1 seed=1":   "seed is given twice",
		"tide lstm lr=-1":           "lr is -1",
		"tide lstm lr=nan":          `lr cannot be "nan"`,
		"tide lstm unroll=7.5":      "unroll is 7.5",
		"tide lstm @x:lr=1":         `"x" is not a step`,
		"tide lstm @:lr=1":          `"" is not a step`,
		"tide lstm @-1:lr=1":        `"-1" is not a step, or comes before step 0`,
		"tide lstm @9:lr=1 @8:lr=2": `"8" is not a step, or comes before step 9`,
		"tide lstm @9:rate=1":       `@9: no setting "rate"`,
		"tide lstm @9=1":            `@9: no setting ""`,
		"tide lstm @9:lr=x":         `@9: lr cannot be "x"`,
		"tide lstm @9:batch=0":      "@9: batch is 0",
		`tide lstm "hidden=3`:       "quotation",
	} {
		if _, err := Parse(line); err == nil || !strings.Contains(err.Error(), word) {
			t.Errorf("%s: %v", line, err)
		}
	}
}

// The law: any recipe, with any changes, is a line that reads back.
func FuzzLineOfARecipe(f *testing.F) {
	f.Add(uint64(1), "tide", "lstm", "da96")
	f.Add(uint64(2), "", "a=b", "\xff\n")
	f.Add(uint64(3), "@5:lr=1", `"`, "é ")
	f.Fuzz(func(t *testing.T, seed uint64, data, word, sha string) {
		rng := rand.New(rand.NewPCG(seed, 1))
		l := Line{Data: data, SHA256: sha, Recipe: base()}
		leaves(reflect.ValueOf(&l.Recipe).Elem(), "Recipe", func(_ string, v reflect.Value) {
			if rng.IntN(3) == 0 {
				return
			}
			switch v.Kind() {
			case reflect.String:
				v.SetString(strings.ToValidUTF8(word, "?")) // JSON could not distinguish the others
			case reflect.Bool:
				v.SetBool(rng.IntN(2) == 0)
			case reflect.Int:
				v.SetInt(int64(rng.IntN(1 << (1 + rng.IntN(40)))))
			case reflect.Uint64:
				v.SetUint(rng.Uint64())
			case reflect.Float64:
				v.SetFloat(math.Ldexp(rng.Float64(), rng.IntN(200)-100))
			}
		})
		l.Data, l.SHA256 = strings.ToValidUTF8(data, "?"), strings.ToValidUTF8(sha, "?")
		now := &l.Recipe.Settings
		for _, k := range recipe.Knobs { // settings only have values that knobs can be set to
			settled(k, k.Get(now), now)
		}
		then := *now
		for step := 0; rng.IntN(5) > 0; step += rng.IntN(3) {
			k := recipe.Knobs[rng.IntN(len(recipe.Knobs))]
			from := k.Get(&then)
			settled(k, math.Ldexp(rng.Float64(), rng.IntN(40)-20), &then)
			l.Events = append(l.Events, history.Event{Step: step, Knob: k.Name, From: from, To: k.Get(&then)})
		}
		sameLine(t, l)
	})
}

// settled sets a knob to the nearest allowed value to v.
func settled(k recipe.Knob, v float64, s *recipe.Settings) {
	v = min(max(v, k.Min), k.Max)
	if k.Whole {
		v = math.Trunc(v)
	}
	k.Set(s, v)
}

// Any line that can be read is written in a form that reads back the same.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"tide lstm", "tide lstm hidden=24 layers=2 seed=1 @120:lr=0.001 @120:clip=∞", `"" "" init="a b"`, "a b epochs=off valid=-0 seed=18446744073709551615",
		`x y "head=\xff"`, "x y lr=1e-999 @1:valid_every=7",
		`ar2 gru task=series rows=400 data-seed=18446744073709551615 lags=7 difference=true log=false train-rows=-1 head=gaussian @3:batch=2`,
		`"my table.csv" mlp task=series column="a, b" columns="1,\"x\"" target=2 gaps=interpolate valid-rows=9 lags=0`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		l, err := Parse(s)
		if err != nil {
			return
		}
		again, err := Parse(l.String())
		if err != nil || !reflect.DeepEqual(l, again) {
			t.Errorf("%q is %+v, and its line %q is %+v (%v)", s, l, l.String(), again, err)
		}
	})
}

// The law: a line is the run: a run made again from the line alone is the same, bit for bit.
func TestALineIsTheRun(t *testing.T) {
	words := text.Options{Tokens: "char", Valid: 0.1}
	corpus, err := text.NewCorpus(texttest.Prose(60), nil, words)
	if err != nil {
		t.Fatal(err)
	}
	r := recipe.Default()
	r.Text, r.Model.Hidden, r.Steps = words, 8, 20
	r.Model.Vocab = corpus.Vocab.Len()
	events := []history.Event{{Step: 3, Knob: "lr", From: r.Settings.LR, To: 0.1}, {Step: 7, Knob: "clip", From: float64(r.Settings.Clip), To: 0.25}}
	l, err := Parse(Line{Data: "prose", Recipe: r, Events: events}.String())
	if err != nil {
		t.Fatal(err)
	}
	a, err := train.Replay(r, task.Text{Corpus: corpus}, events, r.Steps, 1)
	if err != nil {
		t.Fatal(err)
	}
	b, err := train.Replay(l.Recipe, task.Text{Corpus: corpus}, l.Events, l.Recipe.Steps, 1)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(a.Weights, b.Weights) || !slices.Equal(a.History.Events(), b.History.Events()) {
		t.Errorf("another run: %v and %v", a.History.Events(), b.History.Events())
	}
}

// The law: the values of a line are those of its text, and of every field that the text leaves out.
func TestValuesAreThoseOfTheText(t *testing.T) {
	l, err := Parse("tide gru hidden=24 layers=2 seed=7 steps=500 lr=0.01 clip=off @120:lr=0.001")
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]string{}
	for _, v := range l.Values() {
		if _, twice := values[v.Name]; twice {
			t.Errorf("%s is there twice", v.Name)
		}
		values[v.Name] = v.Text
	}
	for name, want := range map[string]string{"cell": "gru", "hidden": "24", "layers": "2", "seed": "7", "steps": "500", "lr": "0.01", "clip": "off", "embed": "0", "optimizer": "adam", "batch": "32"} {
		if values[name] != want {
			t.Errorf("%s is %q, want %q", name, values[name], want)
		}
	}
	if n := 1 + len(fields) - 1 + len(recipe.Knobs); len(values) != n {
		t.Errorf("%d values of %d", len(values), n)
	}
}
