package cli

import (
	"fmt"
	"math"
	"strings"

	"unroll/core/forecast"
	"unroll/core/series"
	"unroll/core/series/ladder"
	"unroll/datasets"
	"unroll/ui/draw/chart"
)

// A numbersSource is a series that comes with the program, with its figures.
type numbersSource struct {
	series.Source
	numbers     datasets.Numbers
	train, held int // rows
	facts       series.Facts
	last        float64   // RMSE of repeating the last value, one step ahead, on the held-out part
	floor       float64   // of the exact law; NaN: not known
	period      int       // 0: none was found
	answers     []float64 // of sequences with one answer each, whose facts are facts; nil: it is a series
}

// loadNumbers makes a series and works its figures out.
func loadNumbers(s series.Source) (numbersSource, error) {
	n, err := datasets.Opener{}.OpenSeries(s.Name, forecast.Options{})
	if err != nil {
		return numbersSource{}, err
	}
	d, err := forecast.Options{}.Prepare(n.Series, s.Valid)
	if err != nil {
		return numbersSource{}, err
	}
	p := d.Problem()
	src := numbersSource{Source: s, numbers: n, train: d.Split(), held: len(p.X) - d.Split(), floor: math.NaN()}
	src.facts = series.Describe(p.X)
	src.last = ladder.Judged(ladder.Errors(ladder.Persistence{}, p.X, p.Train, 1), math.NaN(), math.NaN()).RMSE()
	src.period = ladder.Period(p.X[:p.Train])
	if p.Law != nil {
		src.floor = math.Sqrt(p.Law.Floor(1))
	}
	return src, nil
}

// findNumbers loads a series or sequences by name.
func findNumbers(name string) (src numbersSource, ok bool, err error) {
	if s, ok := series.Find(name); ok {
		src, err = loadNumbers(s)
		return src, true, err
	}
	if s, ok := series.FindAnswered(name); ok {
		src, err = loadAnswered(s)
		return src, true, err
	}
	return src, false, nil
}

// allNumbers are all series that come with the program.
func allNumbers() ([]numbersSource, error) {
	var all []numbersSource
	for _, s := range series.Sources {
		src, err := loadNumbers(s)
		if err != nil {
			return nil, err
		}
		all = append(all, src)
	}
	for _, s := range series.AnsweredSources {
		src, err := loadAnswered(s)
		if err != nil {
			return nil, err
		}
		all = append(all, src)
	}
	return all, nil
}

func (c *call) numbersTable(all []numbersSource) string {
	w := c.words.CLI.Series.Datasets
	t := table{ink: c.ink, right: []bool{false, true, true, true}, head: []string{w.Name, w.Rows, w.Last, w.Floor, w.Shows}}
	for _, s := range all {
		floor := c.words.CLI.Units.NotKnown
		if !math.IsNaN(s.floor) {
			floor = chart.Short(s.floor)
		}
		rows, last := count(s.numbers.Series.Rows()), chart.Short(s.last)
		if s.answers != nil {
			rows, last = count(s.numbers.Answered.N)+" × "+count(s.numbers.Answered.T), c.words.CLI.Units.NotKnown
		}
		t.add(s.Name, rows, last, floor, c.words.Say("dataset."+s.Name+".shows", s.Shows))
	}
	return t.String() + w.RMSE + "\n"
}

// showNumbers describes a series and shows its first values.
func (c *call) showNumbers(src numbersSource, asJSON bool) error {
	if asJSON {
		return c.printJSON(numbersJSON(src, true))
	}
	_, err := fmt.Fprint(c.stdout, c.numbersFacts(src)+"\n"+strings.Join(firstValues(src), "\n")+"\n")
	return err
}

func (c *call) numbersFacts(s numbersSource) string {
	w := c.words.CLI.Series.Datasets
	say := func(what, english string) string { return c.words.Say("dataset."+s.Name+"."+what, english) }
	t := table{ink: c.ink, labels: true}
	t.add(w.Name, s.Name)
	t.add(w.Title, say("title", s.Title))
	t.add(w.About, say("about", s.About))
	t.add(w.Shows, say("shows", s.Shows))
	if s.answers != nil {
		t.add(w.Answers, fmt.Sprintf(w.AnswersIs, count(s.numbers.Answered.N), c.rows(s.numbers.Answered.T)))
		t.add(w.Split, fmt.Sprintf(w.SplitIs, count(s.train), count(s.held)))
		t.add(w.Same, fmt.Sprintf(w.SameIs, chart.Short(s.last)))
		t.keep(w.SHA256, s.numbers.SHA256)
		return t.String()
	}
	t.add(w.Split, fmt.Sprintf(w.SplitIs, c.rows(s.train), count(s.held)))
	t.add(w.Values, fmt.Sprintf(w.ValuesAre, chart.Short(s.facts.Mean), chart.Short(s.facts.SD), chart.Short(s.facts.Min), chart.Short(s.facts.Max)))
	t.add(w.Lag1, fmt.Sprintf(w.Lag1Is, s.facts.Lag1))
	if s.period > 0 {
		t.add(w.Period, fmt.Sprintf(w.PeriodIs, c.rows(s.period)))
	}
	t.add(w.Last, fmt.Sprintf(w.LastIs, chart.Short(s.last)))
	switch {
	case s.floor > 0:
		t.add(w.Floor, fmt.Sprintf(w.FloorIs, chart.Short(s.floor)))
	case s.floor == 0:
		t.add(w.Floor, w.Exactly)
	}
	t.keep(w.SHA256, s.numbers.SHA256)
	return t.String()
}

// firstValues are a screenful of a series.
func firstValues(s numbersSource) []string {
	const most = 20
	var list []string
	if s.answers != nil { // the rows of the first sequence, and its answer
		x, D := s.numbers.Answered.Sequence(0), s.numbers.Answered.D
		for t := range s.numbers.Answered.T {
			var row []string
			for _, v := range x[t*D : (t+1)*D] {
				row = append(row, exactly(float64(v)))
			}
			list = append(list, strings.Join(row, " "))
		}
		return append(list, exactly(s.answers[0]))
	}
	for _, v := range s.numbers.Series.Column(s.numbers.Series.Target)[:min(most, s.numbers.Series.Rows())] {
		list = append(list, exactly(v))
	}
	return list
}

type numbersObject struct {
	Name   string   `json:"name"`
	Task   string   `json:"task"`
	Title  string   `json:"title"`
	About  string   `json:"about"`
	Shows  string   `json:"shows"`
	Rows   int      `json:"rows"`
	Train  int      `json:"train_rows"`
	Valid  int      `json:"valid_rows"`
	Mean   number   `json:"mean"`
	SD     number   `json:"sd"`
	Lag1   number   `json:"lag1"`   // autocorrelation of neighbours
	Period int      `json:"period"` // rows; 0: none was found
	Last   number   `json:"last_rmse"`
	Floor  number   `json:"floor_rmse"` // null: not known
	SHA256 string   `json:"sha256"`
	First  []number `json:"first,omitempty"`
}

func numbersJSON(s numbersSource, first bool) numbersObject {
	o := numbersObject{Name: s.Name, Task: numeric, Title: s.Title, About: s.About, Shows: s.Shows, Rows: s.numbers.Series.Rows(), Train: s.train, Valid: s.held,
		Mean: number(s.facts.Mean), SD: number(s.facts.SD), Lag1: number(s.facts.Lag1), Period: s.period, Last: number(s.last), Floor: number(s.floor), SHA256: s.numbers.SHA256}
	if first && s.answers == nil {
		for _, v := range s.numbers.Series.Column(s.numbers.Series.Target)[:len(firstValues(s))] {
			o.First = append(o.First, number(v))
		}
	}
	return o
}
