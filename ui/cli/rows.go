package cli

import (
	"math"
	"strconv"
	"strings"

	"unroll/core/history"
	"unroll/core/task"
)

// A rowForm is a format for a run's rows, a line for each update and each validation.
type rowForm struct {
	head  string // before the first line
	point func(b []byte, p history.Point) []byte
	valid func(b []byte, v history.Valid) []byte
	end   func(b []byte, e ending) []byte // nil: no last line
}

// An ending is the content of the last line.
type ending struct {
	steps       int
	seconds     float64
	perSecond   float64 // tokens
	session     string  // "": none
	interrupted bool
	diverged    bool
	ruined      bool
}

// jsonRows is an object per line, with the score of d's task, and the accuracy if it has one. Keys are written by hand, because their
// order is part of the format.
func jsonRows(d task.Data) rowForm {
	score, right := d.Task().Score, accuracyOf(d)
	return rowForm{
		point: func(b []byte, p history.Point) []byte { return jsonPoint(b, p, score) },
		valid: func(b []byte, v history.Valid) []byte { return jsonValid(b, v, score, right) },
		end:   jsonEnd,
	}
}

// accuracyOf computes the share of all held-out rows that were right in a validation, NaN if that is not known; nil: d's task counts
// no right rows.
func accuracyOf(d task.Data) func(v history.Valid) float64 {
	if x, ok := d.(interface {
		Accuracy(v history.Valid) float64
	}); ok && d.Task().Accuracy != nil {
		return x.Accuracy
	}
	return nil
}

// keyOf is what programs call a score: without hyphens, which many of them take for a minus.
func keyOf(score task.Metric) string {
	if score.ID == task.Language.Score.ID {
		return "ppl"
	}
	return strings.ReplaceAll(score.ID, "-", "_")
}

func jsonPoint(b []byte, p history.Point, score task.Metric) []byte {
	o := object{b: append(b, '{')}
	o.whole("step", p.Step)
	o.whole("tokens", p.Tokens)
	o.number("loss", p.Loss)
	o.number(keyOf(score), score.Of(p.Loss))
	o.number("grad_norm", p.GradNorm)
	o.orNull("clip", p.Clip, !math.IsInf(p.Clip, 1)) // off
	o.truth("clipped", p.Clipped())
	o.number("lr", p.LR)
	o.orNull("ms", p.Millis, p.Millis > 0) // not known for rows read from disk
	return o.close()
}

func jsonValid(b []byte, v history.Valid, score task.Metric, right func(history.Valid) float64) []byte {
	o := object{b: append(b, '{')}
	o.whole("step", v.Step)
	o.number("valid_loss", v.Loss())
	o.number("valid_"+keyOf(score), score.Of(v.Loss()))
	o.whole("valid_tokens", v.Tokens)
	if right != nil {
		share := right(v)
		o.orNull("valid_accuracy", share, !math.IsNaN(share))
	}
	return o.close()
}

func jsonEnd(b []byte, e ending) []byte {
	o := object{b: append(b, '{')}
	o.truth("done", true)
	o.whole("steps", e.steps)
	o.number("seconds", e.seconds)
	o.number("tokens_per_second", e.perSecond)
	o.text("session", e.session)
	if e.interrupted {
		o.truth("interrupted", true)
	}
	if e.ruined {
		o.truth("ruined", true)
	}
	o.diverged = o.diverged || e.diverged
	return o.close()
}

// An object is a line of JSON being written. A number that is not finite becomes null, and marks the line as
// diverged.
type object struct {
	b        []byte
	diverged bool
}

func (o *object) key(k string) {
	if o.b[len(o.b)-1] != '{' {
		o.b = append(o.b, ',')
	}
	o.b = append(strconv.AppendQuote(o.b, k), ':')
}

func (o *object) whole(k string, v int) {
	o.key(k)
	o.b = strconv.AppendInt(o.b, int64(v), 10)
}

func (o *object) truth(k string, v bool) {
	o.key(k)
	o.b = strconv.AppendBool(o.b, v)
}

func (o *object) number(k string, v float64) {
	finite := !math.IsNaN(v) && !math.IsInf(v, 0)
	o.diverged = o.diverged || !finite
	o.orNull(k, v, finite)
}

func (o *object) orNull(k string, v float64, known bool) {
	o.key(k)
	if !known {
		o.b = append(o.b, "null"...)
		return
	}
	o.b = strconv.AppendFloat(o.b, v, 'g', -1, 64)
}

func (o *object) text(k, v string) {
	o.key(k)
	if v == "" {
		o.b = append(o.b, "null"...)
		return
	}
	o.b = append(o.b, quoted(v)...)
}

func (o *object) close() []byte {
	if o.diverged {
		o.truth("diverged", true)
	}
	return append(o.b, "}\n"...)
}
