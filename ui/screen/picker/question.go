package picker

import (
	"strconv"
	"strings"

	"unroll/core/forecast"
	"unroll/core/series"
	"unroll/core/task"
)

// A question about a file that could be learned in several ways: as a series of one of its columns, as tagged sentences, as pairs, as a text; or
// whether values that are missing in it are to be filled.
type question struct {
	columns []series.Column // of numbers
	also    []*task.Task    // what else it could be, texts last
	missing *missing        // nil: it is not about missing values
	sure    bool            // it is a table
	why     error           // why it cannot be read as a table; nil: it can
	at      int             // the marked answer
	all     bool            // the column is predicted from all of them, not only from its own past
	drawn   answersDrawn
}

// missing are the values that a table lacks.
type missing struct {
	n      int
	line   int // of the first, from 1
	column series.Label
	so     answer // what was answered before
}

// answersDrawn is where the answers were last drawn, for the mouse: n of them, from the one with a number on.
type answersDrawn struct{ x, y, w, first, n int }

// under is the answer at a place of the screen; −1: there is none.
func (q *question) under(x, y int) int {
	if q == nil {
		return -1
	}
	d := q.drawn
	if x < d.x || x >= d.x+d.w || y < d.y || y >= d.y+d.n {
		return -1
	}
	return d.first + y - d.y
}

// An answer is how a file is to be learned.
type answer struct {
	as     *task.Task // nil: it has not been answered
	target string     // the column that is predicted, as forecast.Options names it
	inputs string     // those that it is predicted from; "": itself
	fill   bool       // missing values are interpolated
}

// of are options with the answers.
func (a answer) of(o forecast.Options) forecast.Options {
	switch {
	case a.inputs != "":
		o.Column, o.Columns, o.Target = "", a.inputs, a.target
	case a.target != "":
		o.Column, o.Columns, o.Target = a.target, "", ""
	}
	if a.fill {
		o.Gaps = "interpolate"
	}
	return o
}

func ask(columns []series.Column, sure bool) *question {
	return &question{columns: columns, sure: sure, also: asText}
}

// asText: it could only be a text.
var asText = []*task.Task{task.Language}

// ways are the answers of which the table is learned: as many as columns, or to fill it.
func (q *question) ways() int {
	if q.missing != nil {
		return 1
	}
	return len(q.columns)
}

// answers is how many there are.
func (q *question) answers() int { return q.ways() + len(q.also) }

// is the answer with a number, from 0.
func (q *question) is(i int) answer {
	switch {
	case i >= q.ways():
		return answer{as: q.also[i-q.ways()]}
	case q.missing != nil:
		a := q.missing.so
		a.as, a.fill = task.Series, true
		return a
	}
	a := answer{as: task.Series, target: q.name(q.columns[i])}
	if q.all && len(q.columns) > 1 {
		var names []string
		for _, c := range q.columns {
			names = append(names, q.name(c))
		}
		a.inputs = strings.Join(names, ",")
	}
	return a
}

// name is how options name a column: by its number, unless another column is called that.
func (q *question) name(c series.Column) string {
	number := strconv.Itoa(c.Number)
	for _, other := range q.columns {
		if other.Name == number {
			return c.Name
		}
	}
	return number
}
