package i18n

import (
	"maps"
	"slices"
	"strings"
)

// englishTerms are the words of the field, by id.
var englishTerms = map[string]Term{
	"token": {Name: "token", Says: "What the network reads and predicts one at a time: a character, a word or a byte."},
	"vocabulary": {Name: "vocabulary", Also: []string{"V"},
		Says: "The V different tokens that the network knows. A network that has learned nothing gives each of them about the same probability 1/V, so its loss is about log~V and its perplexity V."},
	"nat": {Name: "nats and bits", Also: []string{"nats", "bits", "bit"},
		Says: "The units of information. What was given probability p costs −ln~p nats, or −log₂~p bits: 1~nat is 1.44~bits."},
	"perplexity": {Name: "perplexity", Also: []string{"ppl"},
		Says: "The exponential of the mean cross-entropy: exp(loss) in nats, 2^loss in bits. Perplexity k means: as unsure, on average, as between k equally likely tokens. It is 1 at best, V for a uniform guess, and has no upper limit."},
	"cross-entropy": {Name: "cross-entropy", Also: []string{"loss", "NLL"},
		Says: "The mean of −log~p over all tokens, where p is what the network gave to the token that actually came. Training minimises it."},
	"surprisal": {Name: "surprisal",
		Says: "−log~p of the token that came: 0 if it was certain, large if it was thought unlikely. The mean surprisal of a text is the cross-entropy."},
	"entropy": {Name: "entropy",
		Says: "−Σ~p~log~p over all tokens that may come next: how unsure the network is before it sees which one comes. What the token then costs is its surprisal; where the probabilities are right, both are the same on average."},
	"entropy-rate": {Name: "entropy rate", Also: []string{"floor", "minimum", "theoretical minimum"},
		Says: "The minimum on the charts and in the sentences: the entropy of the next token when everything before it is known, averaged over what the source writes. On average no model can be below it; on a held-out text of limited length a loss may be slightly lower by chance. It is exact here, because the source's distribution is known."},
	"kl": {Name: "KL divergence", Also: []string{"KL"},
		Says: "How much more a token costs, on average, than it would with the true probabilities: cross-entropy minus entropy. It is 0 only where both distributions are the same."},
	"logit": {Name: "logit", Also: []string{"logits"},
		Says: "The score o that the output layer gives to a token, before softmax. Only differences matter: a token whose logit is 1 higher is e~=~2.72 times as likely."},
	"softmax": {Name: "softmax",
		Says: "Turns logits into probabilities: p_i~=~exp(o_i)~/~Σ_j~exp(o_j). They are positive and sum to 1; adding the same number to all logits changes nothing."},
	"temperature": {Name: "temperature", Also: []string{"τ"},
		Says: "What the logits are divided by before softmax, when text is sampled. Below 1 likely tokens become more likely (at 0 the most likely one is always taken), above 1 all become more alike. Learning is not affected."},
	"top-k": {Name: "top-k", Says: "Only the k most likely tokens are kept, and their probabilities are divided by their sum."},
	"top-p": {Name: "top-p", Also: []string{"nucleus sampling"},
		Says: "Only the most likely tokens are kept, as few as together have probability p; what is left is divided by its sum. Also called nucleus sampling."},
	"beam": {Name: "beam search",
		Says: "Instead of only the most likely token, the w most probable continuations so far are kept and extended at every step. It finds more probable texts than greedy search; that does not make them better texts."},
	"chain-rule": {Name: "chain rule",
		Says: "The probability of a text is the product of the probabilities of its tokens, each given all tokens before it: P(x1…xT)~=~Π~P(xt~|~x1…xt−1). In logarithms the product becomes a sum, Σ~−log~p."},
	"k-gram": {Name: "k-gram", Also: []string{"n-gram", "bigram", "unigram", "kneser-ney", "Kneser–Ney"},
		Says: "A model that only counts: it predicts a token from the k−1 tokens before it, by how often each token followed those in the training text. Contexts seen rarely are mixed with shorter ones (interpolated modified Kneser–Ney). It is trained on the same tokens as the network and evaluated on the same held-out tokens."},
	"verdict": {Name: "verdict",
		Says: "How good the last validation loss is, in a sentence: compared with the k-grams and, where it is known, with the minimum. “About as good as a 3.4-gram” means that the loss lies between the 3-gram's and the 4-gram's."},
	"standing": {Name: "verdict on a series", Also: []string{"at the noise"},
		Says: "How good forecasts of a series are, in a sentence: their mean squared error one step ahead, compared with repeating the last value, with lines through the past by least squares, and with the exact law where it is known. “About as good as AR(3)” means: as a line through the last three values. All are judged on the same held-out rows."},
	"tagger-standing": {Name: "verdict on tags", Also: []string{"minimum of the whole sentence", "what the past can tell"},
		Says: "How good the network's tags are, in a sentence: its loss on held-out sentences, compared with those of simple taggers (the commonest tag, the tags of each word, a table of suffixes, a hidden Markov model) and, where the law of the sentences is known, with the least loss that is possible with the past alone or with the whole sentence. A difference that may be chance is not called one."},
	"update": {Name: "update", Also: []string{"step", "iteration"},
		Says: "One step of the optimizer: a batch is read, its loss computed, the gradient propagated back and clipped, and the weights moved once."},
	"epoch": {Name: "epoch", Says: "One pass through the whole training part."},
	"validation": {Name: "validation", Also: []string{"valid", "held-out", "overfitting", "validate every"},
		Says: "From time to time the loss is computed on the held-out part, which the network never trains on, with dropout off. It shows what was learned in general rather than about the training part alone: where it rises while the training loss falls, the network overfits."},
	"band": {Name: "shaded band", Also: []string{"band"},
		Says: "From the lowest to the highest value of the updates that share a column of the chart. The line in it is their mean."},
	"learning-rate": {Name: "learning rate", Also: []string{"lr", "η"},
		Says: "How far the weights move in an update: plain SGD subtracts η times the gradient. Too small, and learning takes long; too large, and the loss jumps about or diverges."},
	"gradient-norm": {Name: "gradient norm", Also: []string{"‖g‖", "norm", "gradient"},
		Says: "The length ‖g‖ of the gradient: the square root of the sum of the squared derivatives of the loss with respect to all weights together. It grows where gradients explode on their way back through time."},
	"clip": {Name: "clip threshold θ", Also: []string{"θ", "theta", "clipping", "gradient clipping", "clip θ"},
		Says: "If the norm of the gradient over all weights is above θ, every gradient is multiplied by θ/‖g‖: g~←~min(1,~θ/‖g‖)~g. The direction stays, the length becomes θ, so that one steep batch cannot throw the weights far away."},
	"unroll": {Name: "unroll T", Also: []string{"T", "truncated BPTT", "BPTT", "backpropagation through time"},
		Says: "Truncated backpropagation through time (BPTT): a text or a series is read in windows of T tokens or rows, and gradients flow back through one window only. The hidden state is carried from window to window, the gradient is not."},
	"batch": {Name: "batch B", Also: []string{"B", "batch size", "minibatch"},
		Says: "How many windows are read side by side in one update. The loss is the mean over all their tokens or rows, so a larger batch makes its gradient less noisy."},
	"momentum": {Name: "momentum", Also: []string{"μ"},
		Says: "The share of the last step's direction that is kept: v~←~μ~v~+~g, and the weights move by −η~v. It smooths the gradient's zigzag."},
}

// englishTagTerms are further words about tags, by id.
var englishTagTerms = map[string]Term{
	"tagging": {Name: "tagging", Also: []string{"sequence labelling", "aligned"},
		Says: "A sequence in, a label out for every position of it: the aligned kind of sequence to sequence. What is predicted at a word is its tag, not the next word, so the network may read what follows."},
	"unseen": {Name: "unseen word", Also: []string{"out of vocabulary", "OOV"},
		Says: "A word that the training part does not have. The network knows it only by its neighbours and, if it reads suffixes, by how it ends."},
	"viterbi": {Name: "Viterbi",
		Says: "Finds the likeliest sequence of hidden states of a hidden Markov model, by keeping at each step the best way to every state. It makes the whole sequence as likely as can be; smoothing makes as many single tags right as can be."},
}

// FindTerm finds a term by its id, its name or another name that it has, ignoring case, or by an unambiguous
// beginning of one.
func (e *Explain) FindTerm(name string) (id string, ok bool) {
	name = strings.ToLower(strings.TrimSpace(name))
	var begin []string
	for _, id := range e.TermIDs() {
		t := e.Terms[id]
		for _, called := range append([]string{id, t.Name}, t.Also...) {
			called = strings.ToLower(called)
			if called == name {
				return id, true
			}
			if name != "" && strings.HasPrefix(called, name) && !slices.Contains(begin, id) {
				begin = append(begin, id)
			}
		}
	}
	if len(begin) == 1 {
		return begin[0], true
	}
	return "", false
}

// TermIDs are the ids of the terms, sorted.
func (e *Explain) TermIDs() []string { return slices.Sorted(maps.Keys(e.Terms)) }
