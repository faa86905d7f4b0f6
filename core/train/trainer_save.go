package train

import (
	"cmp"
	"time"
)

func (t *Trainer) record(r Recorder) {
	t.callOff()
	_ = t.closeRecorder() // what the previous one has saved stays saved
	t.recorder = r
	t.saved = Saved{To: r.Name()}
	t.save()
	t.storeMarks(r)
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
	t.stored()
}

// stored notes that the recorder has the run as it is.
func (t *Trainer) stored() {
	t.saved.To = t.recorder.Name() // a first save may have had to choose another
	t.saved.Step, t.saved.When, t.savedEvents = t.step, time.Now(), t.hist.EventLen()
	t.hist.AddSave(t.step)
	t.recorded(t.recorder)
}

// secure makes a save that nothing may follow: if it fails, the run is stored elsewhere if that is possible.
func (t *Trainer) secure() {
	t.callOff()
	t.save()
	r, ok := t.recorder.(Rescuer)
	if !ok || t.saved.Err == nil {
		return
	}
	kept, err := r.Rescue(t.marked(), t.saved.Err)
	if !kept {
		return
	}
	t.moved, t.saved.Err = err, nil
	t.stored()
}

// Secure saves the run now, elsewhere if it must, and calls report from the trainer's goroutine with the error of the save and whether
// the run, as it is, is stored. False: as for Send.
func (t *Trainer) Secure(report func(kept bool, err error)) bool {
	return t.ask(func(t *Trainer) error {
		t.secure()
		report(t.recorder != nil && !t.saved.When.IsZero() && t.saved.Step == t.step && t.savedEvents == t.hist.EventLen(), cmp.Or(t.saved.Err, t.moved))
		return nil
	})
}

// Forget makes the run one that is not recorded; what was saved stays saved. False: as for Send.
func (t *Trainer) Forget() bool {
	return t.ask(func(t *Trainer) error {
		_ = t.closeRecorder()
		t.recorder = nil
		return nil
	})
}

// marked is the checkpoint of the run, with its last good state if it is ruined or has diverged, or may be about to be.
func (t *Trainer) marked() *Checkpoint {
	c := t.checkpoint()
	switch {
	case t.phase == Diverged:
		c.Trouble = Diverged
	case t.alarm.On:
		c.Trouble = Ruined
	case !t.watch.Doubtful():
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
