package i18n

// englishPairTerms are the words of the field that are about translation, by id; see englishTranslateTerms for more.
var englishPairTerms = map[string]Term{
	"encoder-decoder": {Name: "encoder–decoder", Also: []string{"sequence to sequence", "seq2seq", "encoder", "decoder"},
		Says: "Two recurrent networks: the encoder reads the source, and its last hidden state is the initial state of the decoder, which writes the target token by token. Source and target may differ in length and order."},
	"teacher-forcing": {Name: "teacher forcing", Also: []string{"teacher-forced", "scheduled sampling", "teacher_forcing"},
		Says: "In training the decoder reads the reference's tokens as its input, whatever it has predicted itself. At 0.75 a quarter of them are replaced by its own predictions (scheduled sampling), so that it learns to go on after its own errors. Validation always reads the reference, decoding never does."},
	"attention": {Name: "attention", Also: []string{"attention weights", "query", "keys", "additive attention", "Bahdanau attention", "dot-product attention", "additive", "dot"},
		Says: "At each step the decoder's state, the query, is scored against each state of the encoder; softmax turns the scores into weights, and the weighted sum of those states is the context. The score is v·tanh(W_q~q~+~W_k~k) with additive attention, q·k~/~√d with dot-product attention. Padding has weight 0."},
	"context": {Name: "context vector", Also: []string{"context"},
		Says: "What the decoder knows of the source at a step. Without attention it is the encoder's last state, at every step the same; with attention it is a new weighted sum of all the encoder's states at each step."},
	"bleu": {Name: "BLEU", Also: []string{"BLEU-4", "n-gram precision", "bilingual evaluation understudy"},
		Says: "How many n-grams of the translations are in the references too: the geometric mean of the precisions for n~=~1~…~4 over all sentences together, times exp(1~−~reference/length) if the translations are shorter; 1 at best. The textbook Dive into Deep Learning has a form of its own for one sentence, Π~p_n^(1/2ⁿ) for n up to k~=~2, which gives other numbers."},
	"exact-match": {Name: "exact match", Also: []string{"exact matches"},
		Says: "The share of translations that are the reference, token by token. Where a sentence has several good translations it is a hard measure."},
	"sequence-marks": {Name: "<bos>, <eos>, <pad>, <unk>", Also: []string{"<bos>", "<eos>", "<pad>", "<unk>", "bos", "eos", "pad", "unk"},
		Says: "Tokens that are not words: <bos> is the decoder's first input, <eos> ends a sentence and is predicted like any token, <pad> fills short sentences of a batch, <unk> stands for every word that is too rare to be in the vocabulary."},
	"padding-mask": {Name: "padding mask", Also: []string{"mask", "padding"},
		Says: "Sentences of a batch differ in length, so the short ones are padded. The mask leaves padding out of the loss, of the gradient, of every mean and of attention, as if it were not there."},
	"pair-standing": {Name: "verdict on translation", Also: []string{"uses the source"},
		Says: "How good the network is, in a sentence: its loss on held-out pairs, compared with simple models that do not see the source (token counts, a k-gram of the target), with IBM model 1, which translates word by word, and with the exact law of the source where it is known. A difference that may be chance is not called one."},
}

// englishPairTries are what to try next, by what the page is about.
var englishPairTries = map[string]string{
	"translating":     "wait for a wrong translation and see whether its first error leads to the others",
	"teacher-forcing": "set teacher forcing to 0.5, and see whether translations become better although the training loss rises",
	"translators":     "watch where the network passes the k-gram of the target: from there on it uses the source",
}
