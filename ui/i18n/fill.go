package i18n

// Fill holds the words about blanks that are filled in from both sides: the view, and its two panels.
type Fill struct {
	Title, HeldOut, Training string   // of the view: what is typed; where the passage is from
	Blank, Filled            string   // the panels' names
	Token, P, Law            string   // headings
	Past, Both               string   // headings: what counts say of the token before alone, and of both neighbours
	Hidden                   string   // the hidden token, its probability, its rank of how many
	At                       string   // number of the token, of how many
	Right                    []string // percent of the shown tokens that are the likeliest, the mean loss, its unit
	BlankOf                  string   // number of the blank, of how many
	NoBlank                  string
	LabAbout                 string   // what the lab's panels show
	Nothing                  string   // there is no text to walk through
	Ask                      string   // before what is typed
	Guess                    string   // the likeliest token and its probability
	Answers                  []string // the verdict on a language model that reads both ways, the fullest form first
	Keys                     FillKeys
}

// FillKeys holds what the keys of that view do.
type FillKeys struct {
	Right, Left, MoveBrief, Down, Up, PageDown, PageUp string
	First, Last, Wrong, WrongBrief, WrongBefore        string
	Type, TypeBrief, Done, DoneBrief, Walk, WalkBrief  string
	NextPage, PageBefore                               string
}

// ExplainFill holds what ? says about them.
type ExplainFill struct {
	About, NotAText, Walk, Typed string
	Several                      string
	Mark, Wrong, There           string // marks
	Law, Past                    string // columns
	Blank, Filled                string // the panels
	Floor                        string // the line on the loss chart
}

var englishFill = Fill{
	Title: "blanks", HeldOut: "held-out text", Training: "training text (nothing is held out)",
	Blank: "a hidden token", Filled: "held-out text, each token hidden in turn",
	Token: "token", P: "p", Law: "exact", Past: "bigram", Both: "both",
	Hidden: "the hidden token is %s: p %s, rank %s of %s", At: "token %s/%s", Right: []string{"the likeliest token is right for %s; %s %s on average", "%s right; %s %s", "%[1]s right"}, BlankOf: "blank %d/%d",
	LabAbout: "loss, gradient norm, settings, a hidden token, filled text",
	NoBlank:  "no blank: type _ where a token is to be filled in", Nothing: "the text is too short to hide a token of it",
	Ask: "text:", Guess: "%s %s",
	Answers: []string{
		"reads its own answers: it sees x_{t+1} when it is to predict it, so this loss says nothing of what it can predict",
		"reads its own answers: it sees x_{t+1} when it is to predict it", "reads its own answers",
	},
	Keys: FillKeys{
		Right: "next token, or next blank", Left: "previous token, or previous blank", MoveBrief: "move", Down: "scroll the list down", Up: "scroll the list up",
		PageDown: "page down", PageUp: "page up", First: "first token or blank", Last: "last token or blank",
		Wrong: "next token that is not the likeliest", WrongBrief: "next wrong", WrongBefore: "previous one",
		Type: "type a text with blanks (_)", TypeBrief: "type", Done: "the text is complete: walk through its blanks", DoneBrief: "done", Walk: "back to the held-out text", WalkBrief: "held-out text",
		NextPage: "next part of the held-out text", PageBefore: "previous part",
	},
}

var englishExplainFill = ExplainFill{
	About: "A {token} is hidden, and a network that reads the text before it and the text after it, but not the token itself, says what it may be.",
	NotAText: "Its loss is that of a token both of whose sides are known. It is less than a language model's, which knows only the past, and it is not the loss of the text: " +
		"such a network cannot continue a text, because it would have to know what comes next.",
	Walk:    "Every token of a part of the held-out text is hidden in turn. So far the likeliest token is the right one in %s of the tokens shown.",
	Typed:   "Type any text with blanks (_); what may stand there is worked out again at every key, while the network learns.",
	Several: "If there are several blanks, each is filled with its likeliest token from left to right, then again with all others as they are filled in, until nothing changes.",
	Mark:    "the token that is hidden, or the blank",
	Wrong:   "the likeliest token is another",
	There:   "the token that is there",
	Law:     "the exact probability given all other tokens: the text was made with known probabilities",
	Past:    "bigram, both: what counts of the training part say, of the token before alone (bigram), and of the tokens on both sides",
	Blank:   "A token of the held-out text is hidden; the bars are what the network says may stand there, knowing what is on both sides.",
	Filled:  "The held-out text as the network would fill it in, if each token were hidden with all others known. The underlined ones are wrong.",
	Floor:   "the minimum, %s: the loss of the exact law of the source, which knows both sides of every token; on this held-out text a loss may be slightly lower by chance",
}
