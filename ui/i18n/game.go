package i18n

// Game is what the game says.
type Game struct {
	Line, LineAtMost                 string // of the loss chart
	Text, Stakes, Guesses, Board     string
	You, Network, Uniform, Others    string
	NoneLeft, Came, CameGuess        string
	Invite, InviteGuess, HowStakes   string
	HowGuesses, HowWords, NotAToken  string
	Over, NoText, Thinking, Infinite string
	Played, Last, LastNats, Mean     string
	Ppl, LastRank, First, Between    string
	Bounds, Wrong, Tried             string
	Keys                             GameKeys
}

// GameKeys are what its keys do.
type GameKeys struct {
	Play, PlayBrief, Mode, ModeBrief string
	New, NewBrief, Place, PlaceBrief string
	Choose, ChooseNext               string
	Weigh, WeighMore, WeighBrief     string
	WeighFine, WeighFineMore         string
	Drop, DropBrief                  string
	LineEnd, LineEndBrief            string
	Rest, RestBrief, Stop, StopBrief string
}

var englishBet = Game{
	Line: "you %.2f (%d)", LineAtMost: "you ≤%.2f (%d)",
	Text: "the text so far", Stakes: "your bet on the next token", Guesses: "your guesses at the next token", Board: "you against the machine",
	You: "you", Network: "network", Uniform: "no idea", Others: "%s others, each %s",
	NoneLeft: "nothing left for the others: ∞ if one of them comes",
	Came:     "%s came: you gave it %s, the network %s", CameGuess: "%s came: your guess %d, the network's %d",
	Invite: "enter: bet on the next token", InviteGuess: "enter: guess the next token",
	HowStakes:  "type what may come: half of what is left goes on it",
	HowGuesses: "type a guess, and another, until it is right; tab: the rest by frequency",
	HowWords:   "space ends a word", NotAToken: "%s is not in the vocabulary",
	Over: "the text is over: n begins elsewhere", NoText: "the text is too short to play on", Thinking: "the machine is thinking …",
	Infinite: "∞: a token came that you gave nothing",
	Played:   "%s played", Last: "token", LastNats: "last", Mean: "nats/token", Ppl: "perplexity", LastRank: "last", First: "1st guess", Between: "perplexity",
	Bounds: "the perplexity lies between Shannon's bounds, the upper one too low while few have been played", Wrong: "%s is not it", Tried: "%s was tried",
	Keys: GameKeys{
		Play: "bet on the next token, or guess it", PlayBrief: "play", Mode: "stakes, or guesses as in Shannon's experiment", ModeBrief: "stakes/guesses",
		New: "a new game elsewhere in the text", NewBrief: "new game", Place: "settle the bet", PlaceBrief: "settle",
		Choose: "stake above", ChooseNext: "stake below", Weigh: "five hundredths less on it", WeighMore: "five hundredths more", WeighBrief: "weigh",
		WeighFine: "one hundredth less", WeighFineMore: "one hundredth more", Drop: "take the stake back", DropBrief: "take back",
		LineEnd: "the end of a line, as a token", LineEndBrief: "↵", Rest: "guesses: let the rest be guessed by frequency", RestBrief: "give up",
		Stop: "stop playing", StopBrief: "stop",
	},
}
