package tagging

import (
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"

	"unroll/core/random"
)

// harbour is the grammar of the corpus Harbour: for each name what it may stand for, each as likely. In capitals are names,
// and behind a stroke the tag of a word. Many words are in several places: only their neighbours tell what they are.
var harbour = map[string][]string{
	"TEXT": {"ONE ./PUNCT", "ONE ./PUNCT", "MANY ./PUNCT", "MANY ./PUNCT", "SAID ./PUNCT", "ORDER ./PUNCT", "ASKED ?/PUNCT", "LATER ,/PUNCT ONE ./PUNCT", "ONE CONJ MANY ./PUNCT", "MANY WHEN ONE ./PUNCT", "THERE ./PUNCT"},
	"ONE":  {"NP1 VP1", "NP1 VP1", "NP1 VP1 PLACE", "NP1 PAST", "NP1 BE1 ADJ", "NP1 BE1 VING", "NP1 MODAL VP", "PRON1 VP1", "PRON1 PAST PLACE", "NP1 VP1 HOW"},
	"MANY": {"NPS VP", "NPS VP", "NPS VP PLACE", "NPS PAST", "NPS BES ADJ", "NPS BES VING", "NPS MODAL VP", "PRONS VP", "PRONS PAST PLACE", "NPS VP HOW"},
	"SAID": {"NP1 SAYS that/SCONJ ONE", "NP1 SAYS that/SCONJ MANY", "PRONS say/VERB that/SCONJ ONE", "NP1 SAYS MANY"},
	"ORDER": {
		"VT NP", "VT NP PLACE", "VI PLACE", "do/AUX not/PART VT NP", "please/INTJ VT NP", "never/ADV VT THAT"},
	"ASKED": {"does/AUX NP1 VP", "do/AUX NPS VP", "MODAL NP1 VP", "who/PRON VP1", "what/PRON does/AUX NP1 VT"},
	"THERE": {"there/PRON is/VERB a/DET N1 PLACE", "there/PRON are/VERB NUM NS PLACE", "here/ADV comes/VERB NP1"},
	"LATER": {"today/NOUN", "at/ADP dawn/NOUN", "still/ADV", "after/ADP the/DET N1", "in/ADP the/DET calm/NOUN", "NUM watches/NOUN later/ADV"},

	"NP":  {"NP1", "NPS", "PRONO"},
	"NP1": {"DET1 N1", "DET1 N1", "DET1 ADJ N1", "DET1 N1 OF", "NAME", "THAT N1", "DET1 ADJ CONJ ADJ N1", "DET1 N1 that/PRON VP1", "no/DET N1", "her/DET N1"},
	"NPS": {"DETS NS", "DETS NS", "DETS ADJ NS", "NS", "NUM NS", "DETS NS OF", "NAME and/CCONJ NAME", "those/DET NS", "NS that/PRON VP", "her/DET NS"},
	"OF":  {"of/ADP DETS NS", "of/ADP NAME", "from/ADP NAME", "in/ADP the/DET N1"},

	"VP1": {"VT1 NP", "VT1 NP", "VI1", "VI1 ADV", "likes/VERB NP", "likes/VERB to/PART VT NP", "backs/VERB DET1 N1", "wants/VERB to/PART VI"},
	"VP":  {"VT NP", "VT NP", "VI", "VI ADV", "like/VERB NP", "like/VERB to/PART VT NP", "back/VERB DET1 N1", "want/VERB to/PART VI"},
	"PAST": {
		"VED NP", "VED NP PLACE", "came/VERB back/ADV", "ran/VERB fast/ADV", "went/VERB down/ADV", "went/VERB to/ADP the/DET N1", "saw/VERB NP", "gave/VERB PRONO NP"},
	"VING":  {"watching/VERB NP", "waiting/VERB for/ADP NP", "sailing/VERB PLACE", "landing/VERB NS", "turning/VERB back/ADV", "loading/VERB NP", "rowing/VERB like/ADP NP"},
	"WHEN":  {"when/SCONJ", "while/SCONJ", "because/SCONJ", "before/SCONJ", "after/SCONJ", "as/SCONJ"},
	"PLACE": {"PREP DET1 N1", "PREP DETS NS", "PREP NAME", "down/ADP the/DET N1", "on/ADP board/NOUN", "at/ADP the/DET back/NOUN", "like/ADP a/DET N1", "to/ADP DET1 N1"},
	"HOW":   {"fast/ADV", "slowly/ADV", "well/ADV", "like/ADP NP", "before/ADP the/DET N1", "back/ADV PLACE"},

	"DET1": {"the/DET", "the/DET", "a/DET", "this/DET", "every/DET"}, "DETS": {"the/DET", "the/DET", "some/DET", "these/DET", "all/DET", "many/ADJ"},
	"THAT": {"that/DET"}, "NUM": {"two/NUM", "three/NUM", "seven/NUM", "twelve/NUM"}, "CONJ": {"and/CCONJ", "but/CCONJ", "or/CCONJ"},
	"PRON1": {"she/PRON", "he/PRON", "it/PRON", "this/PRON", "nobody/PRON"}, "PRONS": {"they/PRON", "we/PRON", "you/PRON", "these/PRON", "all/PRON"},
	"PRONO": {"her/PRON", "him/PRON", "it/PRON", "them/PRON", "that/PRON", "us/PRON"},
	"MODAL": {"can/AUX", "will/AUX", "must/AUX", "may/AUX"}, "BE1": {"is/AUX", "was/AUX"}, "BES": {"are/AUX", "were/AUX"},
	"PREP": {"in/ADP", "near/ADP", "under/ADP", "before/ADP", "behind/ADP", "off/ADP", "past/ADP"},
	"NAME": {"Mabel/PROPN", "Oskar/PROPN", "Quill/PROPN", "May/PROPN", "Will/PROPN", "Mark/PROPN", "Sandbar/PROPN"},
	"SAYS": {"says/VERB", "thinks/VERB", "knows/VERB", "fears/VERB"},
	"ADV":  {"still/ADV", "fast/ADV", "back/ADV", "down/ADV", "slowly/ADV", "today/ADV"},
	"ADJ":  {"slow/ADJ", "clear/ADJ", "calm/ADJ", "light/ADJ", "still/ADJ", "dry/ADJ", "open/ADJ", "fast/ADJ", "wet/ADJ", "back/ADJ", "past/ADJ", "old/ADJ"},
	"N1": {"table/NOUN", "tide/NOUN", "wreck/NOUN", "light/NOUN", "sail/NOUN", "ship/NOUN", "watch/NOUN", "rope/NOUN", "mark/NOUN", "guard/NOUN", "pilot/NOUN", "bank/NOUN", "wave/NOUN", "turn/NOUN", "ferry/NOUN",
		"anchor/NOUN", "harbour/NOUN", "storm/NOUN", "row/NOUN", "point/NOUN", "can/NOUN", "will/NOUN", "past/NOUN", "well/NOUN", "saw/NOUN", "landing/NOUN", "keeper/NOUN", "goose/NOUN"},
	"NS":  {"tables/NOUN", "tides/NOUN", "wrecks/NOUN", "lights/NOUN", "sails/NOUN", "ships/NOUN", "watches/NOUN", "ropes/NOUN", "marks/NOUN", "guards/NOUN", "pilots/NOUN", "banks/NOUN", "waves/NOUN", "turns/NOUN", "ferries/NOUN", "anchors/NOUN", "storms/NOUN", "rows/NOUN", "points/NOUN", "cans/NOUN", "wants/NOUN", "backs/NOUN", "fears/NOUN", "geese/NOUN"},
	"VT":  {"table/VERB", "wreck/VERB", "light/VERB", "watch/VERB", "rope/VERB", "mark/VERB", "guard/VERB", "pilot/VERB", "anchor/VERB", "harbour/VERB", "ferry/VERB", "clear/VERB", "calm/VERB", "dry/VERB", "open/VERB", "slow/VERB", "fear/VERB", "turn/VERB"},
	"VT1": {"tables/VERB", "wrecks/VERB", "lights/VERB", "watches/VERB", "ropes/VERB", "marks/VERB", "guards/VERB", "pilots/VERB", "anchors/VERB", "harbours/VERB", "ferries/VERB", "clears/VERB", "calms/VERB", "dries/VERB", "opens/VERB", "slows/VERB", "fears/VERB", "turns/VERB"},
	"VED": {"tabled/VERB", "wrecked/VERB", "lit/VERB", "watched/VERB", "roped/VERB", "marked/VERB", "guarded/VERB", "anchored/VERB", "ferried/VERB", "cleared/VERB", "calmed/VERB", "opened/VERB"},
	"VI":  {"sail/VERB", "wave/VERB", "turn/VERB", "point/VERB", "land/VERB", "row/VERB", "storm/VERB", "bank/VERB", "watch/VERB", "slow/VERB"},
	"VI1": {"sails/VERB", "waves/VERB", "turns/VERB", "points/VERB", "lands/VERB", "rows/VERB", "storms/VERB", "banks/VERB", "watches/VERB", "slows/VERB"},
}

// Harbour makes n sentences about a harbour, of words most of which are of several kinds: the tide tables the wreck. They are
// tagged as they are made, with the tags of Universal Dependencies. The same for the same seed; the first of many are
// those of few.
func Harbour(seed uint64, n int) []Sentence {
	rng := random.Stream(seed, "tagging harbour", 0)
	list := make([]Sentence, n)
	for i := range list {
		for {
			list[i] = Sentence{}
			list[i].grow(rng, "TEXT")
			if len(list[i].Words) <= 30 {
				break
			}
		}
		first := list[i].Words[0]
		r, size := utf8.DecodeRuneInString(first)
		list[i].Words[0] = string(unicode.ToUpper(r)) + first[size:]
	}
	return list
}

// grow adds what a name of the grammar stands for.
func (s *Sentence) grow(rng *rand.Rand, name string) {
	forms := harbour[name]
	for part := range strings.FieldsSeq(forms[rng.IntN(len(forms))]) {
		if i := strings.LastIndexByte(part, '/'); i >= 0 {
			s.Words, s.Tags = append(s.Words, part[:i]), append(s.Tags, part[i+1:])
			continue
		}
		s.grow(rng, part)
	}
}
