// Package forecast has series as networks read them, and what can be asked of a network that has learned one: forecasts one
// step ahead, many steps ahead and of a free run, their errors, and how often a band covers.
//
// A recurrent network reads one example after another and keeps a state (a latent autoregressive model); a feed-forward one
// reads each on its own (an autoregressive model). What a network sees is standardised; what comes out is in data units.
package forecast
