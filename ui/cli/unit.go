package cli

import (
	"math"

	"unroll/ui/draw/look"
	"unroll/ui/i18n"
)

// shownIn is the unit of losses: nats, or bits with --bits. Data (JSON, CSV) name their own.
func (c *call) shownIn() look.Unit {
	if c.bits {
		return look.Bits
	}
	return look.Nats
}

// unit is its names.
func (c *call) unit() i18n.Unit {
	u := c.words.Units.Nats
	u.PerChar = c.words.CLI.Units.NatsPerChar
	if c.bits {
		u = c.words.Units.Bits
		u.PerChar = c.words.CLI.Units.BitsPerChar
	}
	return u
}

// inUnit converts a loss in nats to the unit shown.
func (c *call) inUnit(nats float64) float64 { return c.shownIn().Of(nats) }

// fromBits converts a loss in bits to the unit shown.
func (c *call) fromBits(bits float64) float64 { return c.inUnit(bits * math.Ln2) }

// updates and tokens are counts with their nouns.
func (c *call) updates(n int) string { return c.words.CLI.Units.Updates.Of(n, count(n)) }

func (c *call) tokens(n int) string { return c.words.CLI.Units.Tokens.Of(n, count(n)) }

// kinds is the name of a tokenizer's tokens.
func (c *call) kinds(tokenizer string) string {
	if s, ok := c.words.CLI.Units.TokenKinds[tokenizer]; ok {
		return s
	}
	return tokenizer
}
