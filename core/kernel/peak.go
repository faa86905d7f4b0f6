package kernel

import "time"

// Peak is how many operations per second one thread does in independent multiply-adds without memory access,
// each counted as 2, with the kernel in use: the best slice within about d. No product can be faster. 0: not
// known, for portable.
func Peak(d time.Duration) (flops float64) {
	if active.peak == nil {
		return 0
	}
	const calls, rounds = 4, 1 << 20 // some 10 ms: enough for clocks that tick every half millisecond
	for began := time.Now(); ; {
		start := time.Now()
		for range calls {
			active.peak(rounds)
		}
		now := time.Now()
		flops = max(flops, float64(calls*rounds*active.peakFlops)/now.Sub(start).Seconds())
		if now.Sub(began) >= d {
			return flops
		}
	}
}
