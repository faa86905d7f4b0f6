package i18n

// Surprisal is what the text view says.
type Surprisal struct {
	HeldOut, Training, Pasted                string
	Network, SurprisalOf, Difference         string
	About, Worst, Apart, Place, Rank, Rather string
	SoFar, All, NotScored, Foreign, ReadAs   string
	Unread, Reading, Opening, Frozen         string
	Foreigns, NoRival, NoPage, More, Saves   string
	AskFile, AskText, AskFileHint, TextHint  string
	Keys                                     SurprisalKeys
}

// SurprisalKeys are what its keys do.
type SurprisalKeys struct {
	Right, Left, Down, Up, PageDown, PageUp string
	First, Last, Worst, WorstBefore         string
	Measure, MeasureBefore, Digits, Freeze  string
	File, Paste, NextPage, PageBefore, Back string
	WorstBrief, MeasureBrief, DigitsBrief   string
	FreezeBrief, FileBrief, PasteBrief      string
}

var englishPassage = Surprisal{
	HeldOut: "held-out text", Training: "training text", Pasted: "your text",
	Network: "network", SurprisalOf: "surprisal of the %s", Difference: "what the network knows and the %s does not",
	About: "under the cursor", Worst: "the worst %d", Apart: "the %d furthest apart", Place: "token %s of %s", Rank: "rank %s/%s", Rather: "rather",
	SoFar: "so far", All: "all", NotScored: "not scored: nothing is before it", Foreign: "not in the vocabulary: not scored", ReadAs: "not in the vocabulary: read as <unk>",
	Unread: "not read yet", Reading: "reading …", Opening: "opening …", Frozen: "frozen",
	Foreigns: "%s not in the vocabulary", NoRival: "no k-gram to measure by yet", NoPage: "there is no more of this text", More: "the first %s of %s tokens", Saves: "the %s saves %.3f nats/token",
	AskFile: "file: ", AskText: "text: ", AskFileHint: "a file, a folder or a dataset to read; esc leaves", TextHint: "type or paste a text to read; esc leaves",
	Keys: SurprisalKeys{
		Right: "next token", Left: "token before", Down: "a row down", Up: "a row up", PageDown: "a screen down", PageUp: "a screen up",
		First: "first token", Last: "last token", Worst: "the worst token, then the next worst", WorstBefore: "back up that list",
		Measure: "colour by the network, a k-gram, or the difference", MeasureBefore: "the same the other way",
		Digits: "a row of bits under the text, and back", Freeze: "stay with the network as it is now, and go on again",
		File: "read a file instead", Paste: "read a text that you type or paste", NextPage: "further on in the held-out text", PageBefore: "back in it", Back: "back to the held-out text, and from there to the lab",
		WorstBrief: "worst", MeasureBrief: "measure", DigitsBrief: "bits", FreezeBrief: "freeze", FileBrief: "file", PasteBrief: "paste",
	},
}
