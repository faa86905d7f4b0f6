package cli

import "unroll/core/fault"

// What errors call pairs, and what has learned from them.
var (
	errPairs         = fault.New("cli.kind.pairs.many", "pairs of sentences")
	errIsPairs       = fault.New("cli.kind.pairs.is", "has pairs of sentences")
	errAsPairs       = fault.New("cli.kind.pairs.as", "pairs of sentences: --task translation")
	errModelsOfPairs = fault.New("cli.kind.pairs.models", "sessions that translate")
	errHasPairs      = fault.New("cli.kind.pairs.has", "translates")
)

// What can be wrong with what is asked about pairs.
var (
	errTakesOn        = fault.New("cli.takes_on", "it takes on or off")
	errPairsUnroll    = fault.New("cli.pairs_unroll", "--unroll is not for pairs of sentences: a batch has as many steps as its longest sentence")
	errContextTwice   = fault.New("cli.context_twice", "--context and attention %s: with attention the decoder has a context at every step already")
	errPairFiles      = fault.New("cli.pair_files", "pairs of sentences are read from one place or from two files, and there are %d: %s")
	errPairedTwice    = fault.New("cli.paired_twice", "%s has pairs with tabs between them, and there is a second file, %s")
	errNothingPaired  = fault.New("cli.session_held_out_no_pairs", "session %s held no pairs out for validation")
	errForeignPairs   = fault.New("cli.foreign_pairs", "%s: no word of its %s is known to session %s (name pairs in the same languages, in the same order)")
	errSources        = fault.New("cli.pair_sources", "sources")
	errTargets        = fault.New("cli.pair_targets", "translations")
	errNoPairsLeft    = fault.New("cli.no_pairs_left", "%s: no pair is left to evaluate: of %d, %d have an empty side and %d are longer than the %d tokens of session %s")
	errToTranslate    = fault.New("cli.nothing_to_translate", "there is nothing to translate: give a sentence, as in --source \"I am here .\", or name a FILE")
	errReferenceAlone = fault.New("cli.reference_alone", "--reference needs --source; in a file the reference stands after a tab")
	errEmptyReference = fault.New("cli.empty_reference", "--reference is empty: give a translation to compare with, or leave it out")
	errLongSource     = fault.New("cli.long_source", "a sentence of %s tokens is too long: session %s translates up to %s")
	errPairLine       = fault.New("cli.pair_line", "%s, line %d: %v")
	errAlphaAlone     = fault.New("cli.alpha_alone", "--alpha needs --beam: without a search there is nothing to choose from")
	errPairsNoSample  = fault.New("cli.pairs_no_sample", "session %s translates, and there is nothing to sample without a sentence")
	errNoHeldPairs    = fault.New("cli.no_pairs_held_out", "%s: no pairs are held out to judge by")

	hintLength     = fault.New("cli.hint.length", "to leave longer pairs out: --length N; to cut them there: --length N --cut")
	hintContext    = fault.New("cli.hint.context", "give --attention none too, or leave --context out")
	hintPairFiles  = fault.New("cli.hint.pair_files", "name a file with tabs, a folder, or sentences and their translations: unroll train a.en a.fr")
	hintPairedOnce = fault.New("cli.hint.paired_once", "name one of them")
	hintEvalPairs  = fault.New("cli.hint.eval_pairs", "name pairs of sentences: unroll eval %s FILE")
	hintTranslate  = fault.New("cli.hint.translate", "to translate: unroll predict %s --source \"a sentence\"")
)
