package train

import "time"

func (t *Trainer) record(r Recorder) {
	_ = t.closeRecorder() // what the previous one has saved stays saved
	t.recorder = r
	t.saved = Saved{To: r.Name()}
	t.save()
}

func (t *Trainer) dueSave() bool {
	return t.unsaved() && (time.Now().After(t.saveAt) || t.step-t.tried >= t.saveRows)
}

// unsaved reports whether there is something for an autosave to do.
func (t *Trainer) unsaved() bool {
	return t.recorder != nil && t.opts.Autosave > 0 && (t.step != t.saved.Step || t.hist.EventLen() != t.savedEvents)
}

// save records the run; if it fails, the next autosave tries again.
func (t *Trainer) save() {
	if t.recorder == nil {
		return
	}
	t.saveAt, t.tried = time.Now().Add(t.opts.Autosave), t.step
	t.saved.Err = t.recorder.Save(t.marked())
	if t.saved.Err != nil {
		return
	}
	t.saved.To = t.recorder.Name() // a first save may have had to choose another
	t.saved.Step, t.saved.When, t.savedEvents = t.step, time.Now(), t.hist.EventLen()
	t.hist.AddSave(t.step)
	t.recorded(t.recorder)
}

// marked is the checkpoint of the run, with its last good state if it is ruined or has diverged.
func (t *Trainer) marked() *Checkpoint {
	c := t.checkpoint()
	switch {
	case t.phase == Diverged:
		c.Trouble = Diverged
	case t.alarm.ruined:
		c.Trouble = Ruined
	default:
		return c
	}
	c.Good = t.good()
	return c
}

func (t *Trainer) closeRecorder() error {
	if t.recorder == nil {
		return nil
	}
	return t.recorder.Close()
}
