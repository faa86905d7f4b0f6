package i18n

// Game holds the texts of the game.
type Game struct {
	Line, LineAtMost                 string // on the loss chart
	Text, Stakes, Guesses, Board     string
	You, Network, Uniform, Others    string
	NoneLeft, Came, CameGuess        string
	Invite, InviteGuess, HowStakes   string
	HowGuesses, HowWords, NotAToken  string
	Over, NoText, Thinking, Infinite string
	Played, Last, LastCost           string
	Ppl, LastRank, First, Between    string
	Bounds, Wrong, Tried             string
	HowStakesBrief, HowGuessesBrief  string
	AboutStakes, AboutGuesses        string // before the first token; AboutStakes: the cost of a token
	Tokens                           string // the axis of tokens played
	NoBet                            string // in place of bets: number of tokens, probability of each
	TooFew                           string // in place of perplexities: how many tokens are needed for them
	Keys                             GameKeys
}

// GameKeys holds what its keys do.
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
	Text: "the text so far", Stakes: "your bet on the next token", Guesses: "your guesses at the next token", Board: "you and the network",
	You: "you", Network: "network", Uniform: "uniform", Others: "%s others, each %s",
	NoneLeft: "nothing left for the others: ∞ if one of them comes next",
	Came:     "it was %s: you gave it %s, the network %s", CameGuess: "it was %s: your guess %s, the network's %s",
	Invite: "enter: bet on the next token", InviteGuess: "enter: guess the next token",
	HowStakes:      "type a likely next token: half of the remaining probability goes on it",
	HowGuesses:     "type guesses until one is right; tab guesses the rest by frequency",
	HowStakesBrief: "type a token: half of the rest is on it", HowGuessesBrief: "type guesses; tab guesses the rest",
	AboutStakes:  "The network and the k-gram have bet already. Each player pays %s for the token that comes: lower is better.",
	AboutGuesses: "Guess until you are right. How often each guess is right bounds your perplexity, as in Shannon's experiment (1951).",
	Tokens:       "tokens", NoBet: "all %s tokens, each %s",
	HowWords: "space ends a word", NotAToken: "%s is not in the vocabulary",
	Over: "end of the text: n starts elsewhere", NoText: "the text is too short to play", Thinking: "the network is predicting …",
	Infinite: "∞: you gave the next token probability 0",
	Played:   "%s played", Last: "token", LastCost: "last", Ppl: "perplexity", LastRank: "last", First: "1st guess", Between: "perplexity",
	Bounds: "Your perplexity lies between these two numbers. The upper one is too low until you have played many tokens.",
	TooFew: "perplexity: after %d tokens", Wrong: "%s is wrong", Tried: "%s was already tried",
	Keys: GameKeys{
		Play: "bet on the next token, or guess it", PlayBrief: "play", Mode: "bet probabilities, or guess as in Shannon's experiment", ModeBrief: "bets/guesses",
		New: "new game elsewhere in the text", NewBrief: "new game", Place: "reveal the token", PlaceBrief: "reveal",
		Choose: "previous bet", ChooseNext: "next bet", Weigh: "5 % less on it", WeighMore: "5 % more", WeighBrief: "adjust",
		WeighFine: "1 % less", WeighFineMore: "1 % more", Drop: "remove the bet", DropBrief: "remove",
		LineEnd: "the end-of-line token", LineEndBrief: "↵", Rest: "guess the rest by frequency", RestBrief: "give up",
		Stop: "stop playing", StopBrief: "stop",
	},
}
