package i18n

// Picking holds the headings of the list and of its saved sessions, what is said of series, and the hint while it is filtered.
type Picking struct {
	Text, Model, Loss, Perplexity, Age string
	Score                              string // in place of Perplexity, if sessions of other tasks are listed
	FilterHint                         string // beside a filter being typed
	ShowAll                            string // what esc does to a filter that is kept
	More                               string // how many entries are below the list's last row
	Sources, Published, Tables         string // headings: series that come with the program, presets, files
	Rows, Split, Spread                string // of a series: rows; to train on, held out; mean, standard deviation
	Columns                            string // of a table: how many, their names, the one that is predicted, those that are read
	Filled                             string // values that were interpolated
	Dates, Counts, Words               string // behind a column that has no numbers
	Picture                            string // rows that are drawn, of how many
	Figure, FigureRange                string // what was published: part, mean squared error; that, lowest, highest
	WasPublished, NoFigure             string // figures; why there are none
	Ask                                PickingAsk
	Groups                             PickingGroups
	Tagged                             PickingTagged
	Pairs                              PickingPairs
	Manage                             PickingManage
}

// PickingGroups holds what is said of the groups of the list, and their keys.
type PickingGroups struct {
	Answers                                                                                                 string // heading of the texts of lines with an answer
	AboutSessions, AboutFiles, AboutTables, AboutOpened, AboutAnswers, AboutSeries, AboutPublished, Unfolds string
	Next, NextBrief, Back, Fold, PageDown, PageUp                                                           string
}

// PickingAsk holds the words of the question what a file is.
type PickingAsk struct {
	Which, WhatAndWhich  string // columns of numbers
	WhatIsIt, AsText     string
	Missing, AreMissing  string // line and column; how many, line and column of the first
	FillOne, Fill        string // answers to that
	AboutFill            string
	Past, FromAll        string // answers: a column
	Column               string // a column without a name: its number
	Series, Text         string // the answers: it is a series of one column, a text
	Hint, Hints          string // before the question has the keys, and then
	Choose, ChooseBrief  string
	All, AllBrief, Space string
	Back, BackBrief      string
	Again                string
	Tagged               PickingAskTagged
	Pairs                PickingAskPairs
}

var englishPicking = Picking{Text: "text", Model: "model", Loss: "loss", Perplexity: "ppl", Score: "score", Age: "saved", FilterHint: "enter keeps it, esc shows all", ShowAll: "show all", More: "%d more",
	Sources: "series", Published: "published experiments", Tables: "tables in this folder",
	Rows: "%s rows", Split: "%s to train on, %s held out", Spread: "mean %s, σ %s",
	Columns: "%s columns: %s · predicts %s from %s", Filled: "values interpolated: %s",
	Dates: "(dates)", Counts: "(counts rows)", Words: "(words)",
	Picture: "rows 1–%s of %s", Figure: "%s MSE %s", FigureRange: "%s (%s–%s in several builds)",
	WasPublished: "Published: %s", NoFigure: "No figure was published: %s",
	Ask: PickingAsk{
		Which: "A table with %s columns of numbers. Which one is to be predicted?", WhatAndWhich: "Whole numbers in %s columns: a text, or a table? Which column is to be predicted?",
		WhatIsIt: "Whole numbers, one a line: a series to be predicted, or a text?", AsText: "There is no column of numbers. Is it a text?",
		Missing:    "A value is missing in line %s, column %s. Fill it with a straight line between its neighbours?",
		AreMissing: "%s values are missing, the first in line %s, column %s. Fill them with straight lines between their neighbours?",
		FillOne:    "fill it, and learn the series", Fill: "fill them, and learn the series",
		AboutFill: "A straight line from the value before to the value after stands for what is missing. In a long gap the network would learn the line: it is better to leave those rows out. c asks again.",
		Past:      "predict %s", FromAll: "predict %s from all columns", Column: "column %s", Series: "read it as a series of numbers", Text: "read it as a text",
		Hint: "press the number of an answer, click it, or choose with enter", Hints: "space: from its own past, or from all columns of numbers",
		Choose: "take the marked answer", ChooseBrief: "choose", All: "predict the column from its own past, or from all columns of numbers", AllBrief: "all columns", Space: "space",
		Back: "back to the list", BackBrief: "list", Again: "ask again what a file is, and which column to predict",
		Tagged: englishPickingAskTagged, Pairs: englishPickingAskPairs,
	},
	Tagged: englishPickingTagged, Pairs: englishPickingPairs, Manage: englishManage,
	Groups: PickingGroups{
		Answers:       "lines with an answer",
		AboutSessions: "Your saved sessions, newest first. One that is opened is paused where it ended.",
		AboutFiles:    "Texts in the folder in which the program was started.",
		AboutTables:   "Tables of numbers in the folder in which the program was started. The network learns to predict the next value of a column.",
		AboutOpened:   "Files that you have opened.",
		AboutAnswers: "Each line is a question and its answer, such as 12+34=46, and only the answer is scored. Each source has an exact rule; lines longer " +
			"than those trained on show whether the network has found it.",
		AboutSeries:    "Numbers in time: the network learns to predict the next value. Of most of them the lowest possible error is known.",
		AboutPublished: "Experiments of a textbook on a series, with its settings. Where a figure was published, yours can be compared with it.",
		Unfolds:        "enter shows these %d",
		Next:           "the next group", NextBrief: "group", Back: "the previous group", Fold: "fold the group (+ unfolds it)", PageDown: "page down", PageUp: "page up",
	},
}
