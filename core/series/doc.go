// Package series has numbers in time: tables of them read from text, series made by seed from a known law, the split into
// a training part and a held-out part, and the scale that a network reads them on.
//
// A series has T rows and D columns, one row a step of time. Everything that people read is in the data's own units; only
// Data.Train and Data.Valid are standardised.
package series
