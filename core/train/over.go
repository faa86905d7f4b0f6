package train

import "unroll/core/optim"

// Over reports whether the run has reached an end that it cannot go on from, because its schedule leads the learning rate there. A
// session that continues from an earlier good state can.
func (s Snapshot) Over() bool {
	return s.Phase == Finished && s.Back <= 0 && bound(s.Recipe.Schedule)
}

// Over reports the same of a saved run. Whether it has a good state to go back to is not looked at.
func (c *Checkpoint) Over() bool { return c.Ended && bound(c.Recipe.Schedule) }

// bound reports whether a schedule depends on where the run ends.
func bound(schedule string) bool {
	s, err := optim.ParseSchedule(schedule)
	return err == nil && s.Horizon
}
