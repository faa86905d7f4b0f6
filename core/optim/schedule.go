package optim

import (
	"math"
	"strconv"
	"strings"

	"unroll/core/fault"
)

// A Schedule is a factor of the learning rate, in addition to changes made by hand.
type Schedule struct {
	Factor  func(epochs, progress float64) float64 // progress: fraction of the run done, 0 … 1
	Plateau float64                                // > 0: the factor applied after an epoch without a better validation
	Horizon bool                                   // it needs to know where the run ends
}

// Schedules lists the ways in which a learning rate can change automatically, for help.
var Schedules = []string{"constant", "step:AFTER,FACTOR", "cosine", "plateau:FACTOR"}

var errSchedule = fault.New("optim.schedule", "no schedule %q: it must be one of %s, with AFTER in epochs and FACTOR between 0 and 1")

// ParseSchedule reads a schedule:
//
//	constant            always 1
//	step:AFTER,FACTOR   1 for AFTER epochs, then FACTOR, FACTOR² … an epoch at a time (Zaremba et al. 2014)
//	cosine              from 1 to 0 over the run, along half a cosine (Loshchilov and Hutter 2017)
//	plateau:FACTOR      × FACTOR after every epoch whose validation was no better than the best
func ParseSchedule(s string) (Schedule, error) {
	name, arg, _ := strings.Cut(s, ":")
	bad := errSchedule.Of(s, strings.Join(Schedules, ", "))
	switch name {
	case "constant":
		return Schedule{Factor: always}, nil
	case "cosine":
		return Schedule{Horizon: true, Factor: func(_, progress float64) float64 {
			return (1 + math.Cos(math.Pi*math.Min(progress, 1))) / 2
		}}, nil
	case "step":
		a, f, _ := strings.Cut(arg, ",")
		after, err1 := strconv.ParseFloat(a, 64)
		factor, err2 := strconv.ParseFloat(f, 64)
		if err1 != nil || err2 != nil || !(after >= 0) || !(factor > 0 && factor <= 1) {
			return Schedule{}, bad
		}
		return Schedule{Factor: func(epochs, _ float64) float64 {
			return math.Pow(factor, math.Max(0, math.Floor(epochs-after)+1))
		}}, nil
	case "plateau":
		factor, err := strconv.ParseFloat(arg, 64)
		if err != nil || !(factor > 0 && factor <= 1) {
			return Schedule{}, bad
		}
		return Schedule{Plateau: factor, Factor: always}, nil
	}
	return Schedule{}, bad
}

func always(_, _ float64) float64 { return 1 }
