package i18n

// Surprisal holds the texts of the text view.
type Surprisal struct {
	HeldOut, Training, Pasted                string
	Network, SurprisalOf, Difference         string
	About, Worst, Apart, Place, Rank, Rather string
	BetterBy, Better, Poorer, Same           string // a k-gram beside the network; BetterBy: who, by how much
	SoFar, All, NotScored, Foreign, ReadAs   string
	Unread, Reading, Opening, Frozen         string
	Foreigns, NoRival, NoPage, Saves         string
	AskText, TextHint                        string
	Keys                                     SurprisalKeys
}

// SurprisalKeys holds what its keys do.
type SurprisalKeys struct {
	Right, Left, Down, Up, PageDown, PageUp string
	First, Last, Worst, WorstBefore         string
	Measure, MeasureBefore, Digits, Freeze  string
	File, Paste, NextPage, PageBefore, Back string
	WorstBrief, MeasureBrief, DigitsBrief   string
	FreezeBrief, FileBrief, PasteBrief      string
	Take, TakeBrief, Leave, LeaveBrief      string // while a text is typed
}

var englishPassage = Surprisal{
	HeldOut: "held-out text", Training: "training text", Pasted: "your text",
	Network: "network", SurprisalOf: "surprisal of the %s", Difference: "surprisal: %s minus network",
	About: "%s at the cursor", Worst: "highest: %d–%d of %d", Apart: "differences: %d–%d of %d", BetterBy: "%s better by %s", Better: "better by %s", Poorer: "worse by %s", Same: "the same", Place: "token %s of %s", Rank: "rank %s/%s", Rather: "likeliest",
	SoFar: "so far", All: "all", NotScored: "not scored: nothing comes before it", Foreign: "not in the vocabulary: not scored", ReadAs: "not in the vocabulary: read as <unk>",
	Unread: "not read yet", Reading: "reading …", Opening: "opening …", Frozen: "frozen",
	Foreigns: "%s not in the vocabulary", NoRival: "no k-gram to compare with yet", NoPage: "no more text", Saves: "%s is better by %s %s",
	AskText: "text: ", TextHint: "type or paste a text; esc cancels",
	Keys: SurprisalKeys{
		Right: "next token", Left: "previous token", Down: "down", Up: "up", PageDown: "page down", PageUp: "page up",
		First: "first token", Last: "last token", Worst: "next token in the list of highest surprisal", WorstBefore: "previous token in that list",
		Measure: "colour by network, k-gram or difference", MeasureBefore: "the same in reverse order",
		Digits: "show or hide a row of marks under the text", Freeze: "freeze the network shown, or follow it again",
		File: "open a file", Paste: "type or paste a text", NextPage: "next part of the held-out text", PageBefore: "previous part", Back: "back to the held-out text, then to the lab",
		WorstBrief: "highest", MeasureBrief: "colours", DigitsBrief: "marks", FreezeBrief: "freeze", FileBrief: "file", PasteBrief: "paste",
		Take: "read the text", TakeBrief: "read", Leave: "close the line", LeaveBrief: "cancel",
	},
}
