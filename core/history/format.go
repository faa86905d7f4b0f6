package history

import "errors"

// The encoding of a history's older part. A history in which no validation counts right rows is encoded in version 1, others in
// version 2; both are read. Multi-byte numbers are little-endian; a float is its
// IEEE 754 bits in 8 bytes; uvarint and varint are those of encoding/binary.
//
//	magic     8 bytes  "unrollhb"
//	version   2 bytes  1 or 2
//	revision  uvarint
//	updates   uvarint  how many are in buckets, a multiple of 256
//	          for each bucket of updates, a bucket (below)
//	passes    uvarint  how many steps at which a new epoch began, up to 256
//	          for each, uvarint: the difference from the one before, or from 0
//	valids    uvarint  how many validations are in buckets, a multiple of 256
//	          for each bucket of validations, a valid bucket (below)
//	whole     uvarint  how many validations follow whole, none later than the last update
//	          for each, a valid (below)
//	checksum  4 bytes  CRC-32C of everything before it
//
// The number of buckets, and of updates in each, follows from the layout (layout.go): depth 10 for updates,
// 8 for validations. The last bucket of each kind may be partly filled.
//
//	bucket
//	  first    uvarint  minus the last step of the bucket before (for the first bucket: minus 0)
//	  last     uvarint  minus first
//	  tokens   varint   Σ
//	  clipped  uvarint
//	  epoch    float
//	  NLL      float    Σ
//	  loss, norm, factor, LR   a range each, over all updates
//	  clipped norm             a range, over the clipped ones
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
//	  first    uvarint  minus the last step of the bucket before (for the first bucket: plus 1)
//	  last     uvarint  minus first
//	  tokens   varint   Σ
//	  NLL      float    Σ
//	  loss     a range, over all
//	  right    varint   Σ, or −1: not known                             version 2 only
//	  accuracy a range, over all: right / tokens, a NaN if not known    version 2 only
//	  best     1 byte   1: a valid follows, its step plus 1; 0: no loss was a number
//
//	valid
//	  step     uvarint  minus that of the valid before, or else of the last bucket's last step, or else plus 1
//	  tokens   varint
//	  NLL      float
//	  right    varint   or −1: not known                                version 2 only
const (
	magic     = "unrollhb"
	withRight = 2        // the first version with right rows
	maxSize   = 64 << 20 // bytes, more than any history
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

// The reasons why an encoding cannot be read.
var (
	ErrNotHistory = errors.New("history: not the encoding of a history")
	ErrVersion    = errors.New("history: encoded by a newer version")
	ErrDamaged    = errors.New("history: the encoding is damaged")
)
