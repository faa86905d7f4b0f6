// Package bench measures how fast this machine trains: the peak speed of its multiply-adds, how much of it
// products reach, and whole updates. It prints nothing and stores nothing.
//
// Everything is the median of many short slices, except the processor's peak, which is the best. If two
// things are compared, their slices alternate: what slows the machine for a while slows both.
package bench

import (
	"runtime"
	"time"

	"unroll/core/kernel"
	"unroll/core/recipe"
)

// Options say how to measure.
type Options struct {
	Time    time.Duration // for everything, approximately: at most a third more
	Threads int           // used for the second column of updates; 1: there is none
}

// A Report holds the measurements.
type Report struct {
	Kernel    string
	Processor string  // its own name; "": not known
	Cores     int     // number that this process may use
	Threads   int     // as in Options
	Peak      float64 // operations per second of one thread using registers only; 0: not known for this kernel
	Products  []Product
	Updates   []Update
	Took      time.Duration
}

// OfPeak is flops as a fraction of one thread's peak; 0: not known.
func (r Report) OfPeak(flops float64) float64 {
	if r.Peak == 0 {
		return 0
	}
	return flops / r.Peak
}

// An Update is how fast a recipe's updates are.
type Update struct {
	Recipe       recipe.Recipe
	Words        float64 // of an update on sentences, padding not counted; 0: it reads Batch·Unroll tokens
	MultiplyAdds float64 // of its products
	One, Many    float64 // seconds per update on one thread, and on Options.Threads; 0: not measured, it would have taken too long
}

// Tokens is how many tokens or words an update reads.
func (u Update) Tokens() float64 {
	if u.Words > 0 {
		return u.Words
	}
	return float64(u.Recipe.Settings.Batch * u.Recipe.Settings.Unroll)
}

// Speed is tokens per second if an update takes the given seconds; 0 if that is not known.
func (u Update) Speed(seconds float64) float64 {
	if seconds == 0 {
		return 0
	}
	return u.Tokens() / seconds
}

// Speedup is the speed of many threads divided by that of one; 0: not measured.
func (u Update) Speedup() float64 {
	if u.Many == 0 {
		return 0
	}
	return u.One / u.Many
}

// Flops is the operations per second in products on one thread, over the whole time of an update. Divided by Peak
// it is the fraction of the roofline: the speed of the update relative to that allowed by its products alone.
func (u Update) Flops() float64 {
	if u.One == 0 {
		return 0
	}
	return 2 * u.MultiplyAdds / u.One
}

// The fractions of the time spent on the peak and on products.
const (
	peakShare    = 0.01 // each, three times
	productShare = 0.10
)

// Run makes the measurements. It calls say with what it is about to measure, unless say is nil. Nothing
// else should be running.
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
	peak() // again: the processor may have been slowed, or not yet at its full clock speed
	list := recipes()
	for i, recipe := range list {
		say(Name(recipe))
		share := part(o.Time-time.Since(began), 1/float64(len(list)-i))
		share = max(share, part(o.Time, 0.5/float64(len(list)))) // even if others have taken more than theirs
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
