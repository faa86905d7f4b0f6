// Package i18n is the catalogue of what people read: one Catalogue for each language. Panels take their words
// from it and contain none themselves.
package i18n

import "strings"

// A Catalogue has all the words of a language.
type Catalogue struct {
	Faults, Prose                     map[string]string // for languages other than English: errors by fault.Kind.ID, texts of tables by their id
	ascii                             bool              // what is said in place of Faults and Prose is in ASCII too
	Metrics, Levels                   map[string]string // by task.Metric.ID, task.Level.ID
	Train, Valid                      string
	Floor, Published                  string
	NormTitle, ClipOff                string
	Knobs, Knob                       string
	KnobNames                         map[string]string
	NextAfter, NoPrefix               string
	Entropy                           string
	Sample                            string
	Paused                            string
	Finished, Diverged                string
	DivergedHint                      string
	Epoch, Step, Params, PerSecond    string
	RowsPerSecond                     string // of data without tokens
	NotSaved                          string
	Waiting                           string
	TypeHint, CommandHint             string
	HelpClose                         string
	Off                               string
	Picker, Datasets, Sessions        string
	Files, NothingFound               string
	Characters, Tokens, Vocabulary    string
	Shows, Loading, Lines             string
	FloorNone, EntropyFloor           string
	Reading                           string
	Resumes, CannotOpen, OpenedPaused string
	OpenedFinished, Ended, HasEnded   string
	AtStep                            string
	Mark                              map[string]string // short names of settings for marks on the axis
	GroupRun, GroupLook, GroupKnobs   string
	GroupType, GroupLeave, GroupGo    string
	Keys                              Keys
	Legend                            Legend
	Views, ViewAbout                  map[string]string // the views' names, and what each shows
	NoCommand, NoView                 string
	GroupViews, PrefixFull            string
	Predict                           Predict
	SavedAt                           string
	GoesOn                            string
	Unkept                            Unkept
	Surprisal                         Surprisal
	Game                              Game
	Age                               Age
	Ladder                            Ladder
	Forecast                          Forecast
	Tagging                           Tagging
	Fill                              Fill
	Translate                         Translate
	Pairs                             Pairs
	Accuracy                          Accuracy
	Sequences                         Sequences
	Rungs                             Rungs
	Taggers                           Taggers
	BeamView                          BeamView
	BatchView                         BatchView
	ErrorView                         ErrorView
	PairPages                         PairPages
	Lab                               LabWords
	Life                              Life
	Field                             FieldWords
	Picking                           Picking
	Readings                          Readings
	Browse                            Browse
	Answers                           Answers
	Explain                           Explain
	Units                             Units
	Ruin                              Ruin
	Undo                              Undo
	Chart                             Chart
	CLI                               CLI
}

// Metric is a metric's name; its ID if it has none.
func (c *Catalogue) Metric(id string) string {
	if name, ok := c.Metrics[id]; ok {
		return name
	}
	return id
}

// Level is the text for a level of the loss: a format of its loss, or of its loss and a number.
func (c *Catalogue) Level(id string, numbers int) string {
	if format, ok := c.Levels[id]; ok {
		return format
	}
	return id + strings.Repeat(" %v", numbers)
}

// Legend explains the marks on the charts.
type Legend struct{ Clipped, Changed, Saved, Pass, Band string }

// Keys holds what keys do, for help and the bottom row.
type Keys struct {
	Pause, PauseBrief       string
	StepOnce                string
	Focus                   string
	FocusBack               string
	Turn, TurnBrief         string
	TurnDown                string
	Select, SelectUp        string
	Across, AcrossBack      string
	Default                 string
	Zoom, ZoomBrief         string
	Up                      string
	Type, TypeBrief         string
	Log                     string
	Command, CommandBrief   string
	Save                    string
	Theme                   string
	Glyphs                  string
	Help, HelpBrief         string
	Redraw, Suspend         string
	Quit, QuitBrief         string
	Move, MoveUp, MoveBrief string
	View, NextView          string
	ViewBefore, ViewList    string
	Open, OpenBrief         string
	Filter, FilterBrief     string
	File, FileBrief         string
	First, Last             string
	Crosshair               string
}

// English is the first language.
var English = &Catalogue{
	Metrics: map[string]string{"loss": "loss", "perplexity": "perplexity", "rmse": "RMSE", "sigma": "σ of equal entropy",
		"tag-perplexity": "perplexity of a tag", "target-perplexity": "perplexity of a target token", "perplexity-both": "perplexity, both sides known", "accuracy": "accuracy"},
	Levels: map[string]string{"untrained": "untrained %s (V=%d)", "unigram": "unigram %s",
		"mean": "mean %s", "persistence": "last value %s", "seasonal": "a period ago %s (%d)", "ar": "AR(%[2]d) %[1]s",
		"commonest_tag": "commonest tag %s", "per_word": "tags of each word %s", "suffixes": "suffixes %s", "hmm": "HMM %s",
		"past": "minimum from the past %s", "whole": "minimum from the whole sentence %s", "bigram": "bigram %s", "neighbours": "both neighbours %s",
		"target_unigram": "one token, no context %[1]s", "target_kgram": "%[2]d-gram of the target %[1]s"},
	Train: "train", Valid: "valid",
	Floor: "minimum %s", Published: "published %s %s%s",
	NormTitle: "gradient norm", ClipOff: "clipping off",
	Knobs: "settings", Knob: "%s is now %s",
	KnobNames: map[string]string{
		"lr": "learning rate", "clip": "clip θ", "temperature": "temperature", "unroll": "unroll T",
		"batch": "batch B", "momentum": "momentum", "valid_every": "validate every", "teacher_forcing": "teacher forcing",
	},
	Mark:      map[string]string{"lr": "lr", "clip": "θ", "unroll": "T", "batch": "B", "momentum": "μ", "teacher_forcing": "tf"},
	NextAfter: "next token", NoPrefix: "press i to type a prefix",
	Entropy: "entropy",
	Sample:  "sample",
	Paused:  "paused", Finished: "finished", Diverged: "diverged",
	DivergedHint: "diverged: reopened from the list it continues from the last good state",
	Epoch:        "epoch", Step: "step", Params: "params", PerSecond: "tok/s", RowsPerSecond: "rows/s",
	NotSaved: "not saved",
	Waiting:  "waiting for the first update …",
	TypeHint: "type a prefix; alt+enter: a new line; esc when done", CommandHint: "set a value: lr 0.001, clip off, temperature 0.5; or a command (tab lists all)",
	HelpClose: "esc closes",
	Off:       "off",
	Picker:    "Choose what to learn", Datasets: "built in", Sessions: "saved sessions", Files: "in this folder",
	NothingFound: "no match", Characters: "characters", Tokens: "tokens", Vocabulary: "vocabulary",
	Shows: "Shows", Loading: "loading …", Reading: "reading … %.0f %%", Lines: "one sequence per line",
	FloorNone: "unigram entropy", EntropyFloor: "minimum",
	Resumes: "enter opens it at step %s, paused", OpenedPaused: "session %s, paused: space resumes it", CannotOpen: "cannot open",
	OpenedFinished: "session %s has finished; space continues", Ended: "ended", HasEnded: "the run has ended; esc leaves",
	AtStep:   "at step",
	GroupRun: "run", GroupLook: "display", GroupKnobs: "settings", GroupType: "typing", GroupLeave: "leave", GroupGo: "move",
	Views: map[string]string{"lab": "lab", "predict": "predict", "ladder": "ladder", "text": "text", "bet": "game", "answers": "answers", "forecast": "forecast", "rungs": "ladder", "taggers": "ladder", "tags": "tags", "fill": "fill",
		"translate": "translate", "attention": "attention", "beam": "beam", "pairs": "pairs", "errors": "errors", "translators": "ladder"},
	ViewAbout: map[string]string{
		"lab": "loss, gradient norm, settings, next token, sample", "predict": "one prediction: softmax, chain rule, continuations",
		"ladder": "the network compared with k-grams", "text": "surprisal of every token of a text", "bet": "a guessing game against the network",
		"answers": "which lines are answered right, by length", "forecast": "the series with forecasts, free runs, and their errors",
		"rungs": "the network compared with the last value and with lines", "taggers": "the network compared with simple taggers",
		"fill": "a token hidden in a text: what both sides say of it", "translators": "the network compared with simple models and IBM model 1",
		"tags":      "a sentence with its tags, past and whole, confusion, wrong words",
		"translate": "a sentence translated: greedy, beam, a reference", "attention": "what each token of a translation looks at in the source",
		"beam": "greedy and beam search for one translation: the tree and its scores", "pairs": "padded batches, lengths, what was left out, vocabularies",
		"errors": "held-out pairs: errors by position and by length, the worst",
	},
	NoCommand: "no command %q: press tab to complete, ? for the keys", NoView: "no view %q: there are %s",
	GroupViews: "views", PrefixFull: "a prefix has at most %s characters",
	Predict: english.predict, Ladder: englishLadder, Rungs: englishRungs, Taggers: englishTaggers, Units: englishUnits, Forecast: englishForecast, Tagging: englishTagging, Fill: englishFill, Translate: englishTranslate, Pairs: englishPairs, Accuracy: englishAccuracy, Sequences: englishSequences,
	Legend:  Legend{Clipped: "a gradient was clipped", Changed: "a setting was changed", Saved: "saved", Pass: "a new epoch", Band: "min–max range"},
	SavedAt: "saved as %s at step %s", GoesOn: "saved as %s; to resume: unroll --resume %s", Unkept: englishUnkept,
	Surprisal: englishPassage, Game: englishBet, Lab: englishLab, Field: englishField, Life: englishLife, Picking: englishPicking, Readings: englishReadings, Age: englishAge, Chart: englishChart, Explain: englishExplain, CLI: englishCLI,
	Browse: englishBrowse, Answers: englishAnswers, Ruin: englishRuin, Undo: englishUndo,
	BeamView: englishBeamView, BatchView: englishBatchView, ErrorView: englishErrorView, PairPages: englishPairPages,
	Keys: Keys{
		Pause: "pause or resume", PauseBrief: "pause",
		StepOnce: "make one update",
		Focus:    "next panel", FocusBack: "previous panel",
		Turn: "increase the selected setting", TurnBrief: "adjust", TurnDown: "decrease it",
		Select: "next setting", SelectUp: "previous setting",
		Across: "on a chart: move the crosshair right; elsewhere: increase", AcrossBack: "on a chart: move the crosshair left; elsewhere: decrease",
		Default: "reset the setting to its initial value",
		Zoom:    "show only this panel, or all again", ZoomBrief: "zoom",
		Up:   "back one level; twice from the lab to the list (the run is saved)",
		Type: "type a prefix and see what may come next; alt+enter ends a line", TypeBrief: "type a prefix",
		Log:     "logarithmic or linear time axis",
		Command: "type a command: lr 0.001, clip off …", CommandBrief: "set",
		Save: "save now", Theme: "next theme", Glyphs: "draw with braille, blocks or ASCII",
		Help: "explain what is shown", HelpBrief: "explain", Redraw: "redraw the screen", Suspend: "suspend to the shell (fg returns)",
		Quit: "save and quit", QuitBrief: "quit",
		View: "show %s", NextView: "next view", ViewBefore: "previous view", ViewList: "list of views",
		Move: "down", MoveUp: "up", MoveBrief: "move", Open: "open it in the lab", OpenBrief: "open",
		Filter: "search by name", FilterBrief: "find", File: "open a file from anywhere on the disk", FileBrief: "file", First: "to the top", Last: "to the bottom",
		Crosshair: "hide the crosshair",
	},
}
