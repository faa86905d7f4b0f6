package datasets

import (
	"embed"

	"unroll/core/text"
)

//go:embed data
var data embed.FS

var tide = Source{
	Name:    "tide",
	Title:   "The Tide Table",
	About:   "a story in English, written for this program: an apprentice learns to predict the sea, and to be wrong by a little",
	Shows:   "the first things a network learns of a language: spaces, then short words, then spelling.",
	Options: chars,
	Load:    embedded("tide", "The Tide Table"),
}

var chashan = Source{
	Name:    "chashan",
	Title:   "茶山记",
	About:   "a story in Chinese, prose and verse, written for this program: a year in a tea town, one solar term after another",
	Shows:   "what a vocabulary of a thousand rare characters demands, compared with an alphabet whose every letter comes a thousand times.",
	Options: chars,
	Load:    embedded("chashan", "茶山记"),
}

var names = Source{
	Name:    "names",
	Title:   "Given names",
	About:   "given names from many languages in no order, each line a sequence of its own",
	Shows:   "how a network makes up names that are not on the list, and where it thinks a name is over.",
	Options: text.Options{Tokens: "char", Lines: true, Valid: 0.1},
	Load:    embedded("names", "Given names"),
}

// embedded is the Load of data/<name>.txt.
func embedded(name, title string) func() (Text, error) {
	return func() (Text, error) {
		b, err := data.ReadFile("data/" + name + ".txt")
		if err != nil {
			return Text{}, unreadable(name, err)
		}
		t := wholeText(name, "", string(b))
		t.Title = title
		return t, nil
	}
}
