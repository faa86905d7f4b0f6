package history

import "errors"

// The encoding of a history's older part, version 1. Multi-byte numbers are little-endian; a float is its
// IEEE 754 bits in 8 bytes; uvarint and varint are those of encoding/binary.
//
//	magic     8 bytes  "unrollhb"
//	version   2 bytes  1
//	revision  uvarint
//	updates   uvarint  how many are in buckets, a multiple of 256
//	          for each bucket of updates, a bucket (below)
//	passes    uvarint  how many steps at which a new pass began, up to 256
//	          for each, uvarint: how much later than the one before, or than 0
//	valids    uvarint  how many validations are in buckets, a multiple of 256
//	          for each bucket of validations, a valid bucket (below)
//	whole     uvarint  how many validations follow whole, none later than the last update
//	          for each, a valid (below)
//	checksum  4 bytes  CRC-32C of all that is before
//
// How many buckets there are and how many updates each has follows from the layout (layout.go): depth 10 for
// updates, 8 for validations. The last one of each may be partly filled.
//
//	bucket
//	  first    uvarint  less the last step of the bucket before (of the first bucket: less 0)
//	  last     uvarint  less first
//	  tokens   varint   Σ
//	  clipped  uvarint
//	  epoch    float
//	  NLL      float    Σ
//	  loss, norm, factor, LR   a range each, of all updates
//	  clipped norm             a range, of the clipped ones
//
//	range, of n values
//	  flags    1 byte   1: a NaN, 2: a +∞, 4: a −∞, 8: all n are finite, 16: max is min, 32: Σ is min
//	  finite   uvarint  how many are finite, unless flag 8
//	  and if any are:
//	  min      float
//	  max      float    unless flag 16
//	  Σ        float    unless flag 32
//
//	valid bucket
//	  first    uvarint  less the last step of the bucket before (of the first bucket: less −1)
//	  last     uvarint  less first
//	  tokens   varint   Σ
//	  NLL      float    Σ
//	  loss     a range, of all
//	  best     1 byte   1: a valid follows, whose step is less −1; 0: no loss was a number
//
//	valid
//	  step     uvarint  less the step before it: of the one before, or the last bucket's, or −1
//	  tokens   varint
//	  NLL      float
const (
	magic   = "unrollhb"
	version = 1
	maxSize = 64 << 20 // bytes: no history comes to as much
)

// The flags of a range.
const (
	hasNaN = 1 << iota
	hasUp
	hasDown
	allFinite
	maxIsMin
	sumIsMin
)

// Why an encoding cannot be read.
var (
	ErrNotHistory = errors.New("history: not the encoding of a history")
	ErrVersion    = errors.New("history: encoded by a newer version")
	ErrDamaged    = errors.New("history: the encoding is damaged")
)
