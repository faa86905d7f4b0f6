package train

import "time"

// A speedometer averages tokens/s over about the last second of training.
type speedometer struct {
	tokens  float64
	seconds float64
}

func (s *speedometer) add(tokens int, d time.Duration) {
	const memory = 1.0 // s
	if s.seconds > memory {
		keep := memory / s.seconds
		s.tokens, s.seconds = s.tokens*keep, memory
	}
	s.tokens += float64(tokens)
	s.seconds += d.Seconds()
}

func (s *speedometer) rate() float64 {
	if s.seconds == 0 {
		return 0
	}
	return s.tokens / s.seconds
}
