// Package bench measures how fast this machine trains: what its multiply-adds allow, what products make of
// that, and what whole updates do. It prints nothing and keeps nothing.
//
// Everything is the median of many short slices, but for the processor's peak, which is the best. Where two
// things are compared, their slices take turns: what slows the machine for a while slows both.
package bench

import (
	"runtime"
	"time"

	"unroll/core/kernel"
	"unroll/core/train"
)

// Options say how to measure.
type Options struct {
	Time    time.Duration // for all of it, about: at most a third more
	Threads int           // that the other column of updates is made by; 1: there is none
}

// A Report is what was measured.
type Report struct {
	Kernel    string
	Processor string  // what it calls itself; "": it does not say
	Cores     int     // that this process may use
	Threads   int     // of Options
	Peak      float64 // operations a second of one thread in registers alone; 0: not known for this kernel
	Products  []Product
	Updates   []Update
	Took      time.Duration
}

// OfPeak is the part of one thread's peak that flops are; 0: not known.
func (r Report) OfPeak(flops float64) float64 {
	if r.Peak == 0 {
		return 0
	}
	return flops / r.Peak
}

// An Update is how fast a recipe's updates are made.
type Update struct {
	Recipe       train.Recipe
	MultiplyAdds float64 // of its products
	One, Many    float64 // seconds an update takes on one thread, and on Options.Threads of them; 0: not measured, it would have taken too long
}

// Tokens is how many tokens an update reads.
func (u Update) Tokens() int { return u.Recipe.Settings.Batch * u.Recipe.Settings.Unroll }

// Speed is tokens a second where an update takes so many seconds; 0 where that is not known.
func (u Update) Speed(seconds float64) float64 {
	if seconds == 0 {
		return 0
	}
	return float64(u.Tokens()) / seconds
}

// Speedup is how many times as fast many threads are as one; 0: not measured.
func (u Update) Speedup() float64 {
	if u.Many == 0 {
		return 0
	}
	return u.One / u.Many
}

// Flops are the operations a second that one thread does in products, if nothing else took time. By Peak
// they are the part of the roofline: the speed of the update, of the speed that its products alone would allow.
func (u Update) Flops() float64 {
	if u.One == 0 {
		return 0
	}
	return 2 * u.MultiplyAdds / u.One
}

// The parts of the time that go to the peak and to products.
const (
	peakShare    = 0.01 // of which there are three
	productShare = 0.10
)

// Run measures. It tells say what it is about to measure; nil: nobody. It has to be the only one at work.
func Run(o Options, say func(what string)) (Report, error) {
	runtime.LockOSThread() // as a Trainer does
	defer runtime.UnlockOSThread()
	if say == nil {
		say = func(string) {}
	}
	began := time.Now()
	r := Report{Kernel: kernel.Name(), Processor: kernel.Processor(), Cores: runtime.NumCPU(), Threads: o.Threads}
	peak := func() {
		say("multiply-adds")
		r.Peak = max(r.Peak, kernel.Peak(part(o.Time, peakShare)))
	}
	peak()
	for _, p := range products {
		say(p.String())
		p.Flops = p.measure(part(o.Time, productShare/float64(len(products))))
		r.Products = append(r.Products, p)
	}
	peak() // again: the processor may have been slowed, or had its clock to raise first
	list := recipes()
	for i, recipe := range list {
		say(Name(recipe))
		share := part(o.Time-time.Since(began), 1/float64(len(list)-i))
		share = max(share, part(o.Time, 0.5/float64(len(list)))) // though others have taken more than theirs
		u, err := measure(recipe, o.Threads, share, r.Products[0].Flops)
		if err != nil {
			return r, err
		}
		r.Updates = append(r.Updates, u)
	}
	peak()
	r.Took = time.Since(began)
	return r, nil
}

func part(d time.Duration, share float64) time.Duration { return time.Duration(float64(d) * share) }
