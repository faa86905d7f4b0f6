package cli

import (
	"strconv"

	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/translation"
)

// What flags are of.
var (
	ofPairs    = tasksOf{paired}
	ofNumbered = tasksOf{tagged, paired, language, filling}  // what numbers words by how common they are
	ofStream   = tasksOf{language, numeric}                  // what is read on and on, with a state that is carried
	ofWindows  = tasksOf{language, numeric, tagged, filling} // what is read in windows
)

// minFreq is the field of --min-freq.
func minFreq(r *recipe.Recipe) any {
	switch taskOf(*r) {
	case paired:
		return &r.Pairs.MinFreq
	case tagged:
		return &r.Tagging.MinFreq
	}
	return &r.Text.MinFreq
}

// noAttention is how --attention calls none.
const noAttention = "none"

// attention is nn.Spec.Attention as a flag takes it.
type attention string

func (a attention) String() string {
	if a == "" {
		return noAttention
	}
	return string(a)
}

func (a *attention) parse(s string) error {
	if *a = attention(s); s == noAttention {
		*a = ""
	}
	return nil
}

// attentions lists the values of --attention.
func attentions(*call) []choice {
	return plainChoices(append([]string{noAttention}, nn.Attentions...))()
}

// pairTokens lists the values of --source-tokens and --target-tokens.
func pairTokens(*call) []choice {
	return plainChoices([]string{translation.Words, translation.Chars})()
}

// mask is translation.Options.NoMask as a flag takes it: off is true.
type mask bool

func (m mask) String() string {
	if m {
		return "off"
	}
	return "on"
}

func (m *mask) parse(s string) error {
	if s != "on" && s != "off" {
		return errTakesOn.Of()
	}
	*m = s == "off"
	return nil
}

// forcing is recipe.Settings.Sampled as a flag takes it: the rest of it.
type forcing float64

func (f forcing) String() string {
	s := recipe.Settings{Sampled: float64(f)}
	return strconv.FormatFloat(teacherForcing().Get(&s), 'g', -1, 64)
}

func (f *forcing) parse(s string) error {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return errTakesNumber.Of()
	}
	var to recipe.Settings
	teacherForcing().Set(&to, v)
	*f = forcing(to.Sampled)
	return nil
}

// teacherForcing and unrollKnob are settings.
func teacherForcing() recipe.Knob { return mustKnob("teacher_forcing") }

func unrollKnob() recipe.Knob { return mustKnob("unroll") }

func mustKnob(name string) recipe.Knob {
	k, err := recipe.FindKnob(name)
	if err != nil {
		panic(err)
	}
	return k
}
