package cli

import (
	"unroll/core/fault"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions"
)

// paired is the task of sentences that are made of others; its data are pairs.
const paired = "translation"

// ofPairs is what flags are of.
var ofPairs = tasksOf{paired}

// What errors call pairs, and what has learned from them.
var (
	errPairs         = fault.New("cli.kind.pairs.many", "pairs of sentences")
	errIsPairs       = fault.New("cli.kind.pairs.is", "pairs of sentences")
	errAsPairs       = fault.New("cli.kind.pairs.as", "pairs of sentences: --task translation")
	errModelsOfPairs = fault.New("cli.kind.pairs.models", "sessions that translate")
	errHasPairs      = fault.New("cli.kind.pairs.has", "translates")
)

// pairsKind is the line of that task in kinds.
func pairsKind() kind {
	return kind{
		name: paired, names: datasets.PairNames, start: func(string) train.Recipe { return train.TranslationRecipe() },
		least: func(r *train.Recipe) { r.Model.Source, r.Model.Vocab = max(r.Model.Source, 1), max(r.Model.Vocab, 1) }, open: openPairs,
		many: errPairs.Of(), thing: errPairs.Of(), is: errIsPairs.Of(), as: errAsPairs.Of(), models: errModelsOfPairs.Of(), has: errHasPairs.Of(),
	}
}

// openPairs opens pairs: in one place, or in two files.
func openPairs(_ *textFlags, o datasets.Opener, args []string, _ train.Recipe) (learnable, error) {
	second := ""
	if len(args) > 1 {
		second = args[1]
	}
	p, err := o.OpenPairs(args[0], second)
	if err != nil {
		return learnable{}, wrongData(err)
	}
	return learnable{sessions.OfPairs(p), datasets.Text{}, sessions.RecipeForPairs(p)}, nil
}
