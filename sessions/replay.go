package sessions

import (
	"errors"
	"iter"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"unroll/core/fault"
	"unroll/core/history"
	"unroll/core/nn"
	"unroll/core/train"
	"unroll/core/work"
	"unroll/datasets"
)

var (
	errNoStep    = fault.New("sessions.no_step", "session %s has no step %d: its last is %d")
	errNoStart   = fault.New("sessions.no_start", "session %s began with the weights of session %s, which are needed to make its updates again: %v")
	errStartGone = fault.New("sessions.start_gone", "it no longer has them")
	errReplayOn  = fault.New("sessions.replay_on", "put it back, or say where it is now: unroll sessions replay %s FILE")
	errReplayIn  = fault.New("sessions.replay_pipe", "pipe the same data in again: unroll sessions replay %s -")
	errReplayTwo = fault.New("sessions.replay_both", "put it back, or say where both files are now: unroll sessions replay %s SENTENCES TRANSLATIONS")
)

// toReplay is what the data of a session that is made again are needed for.
var toReplay = purpose{errNeedsThem, errReplayOn, errReplayIn, errReplayTwo}

// NoStep means that the run of a session has not made a step.
type NoStep struct {
	Name       string
	Step, Last int
}

// Error is the English text.
func (e *NoStep) Error() string { return e.Fault().Error() }

// Fault is the error with its arguments, for other languages.
func (e *NoStep) Fault() error { return errNoStep.Of(e.Name, e.Step, e.Last) }

// A Remaking is how a session's run is made again.
type Remaking struct {
	Opener  datasets.Opener
	Moved   []string // where its data are now; none: where they were (see FindOrigin)
	to      purpose
	Threads int // 0: Threads()
	// Tell is told how many updates have been made again, of how many. An error that it returns ends the work.
	Tell func(made, of int) error
}

// A Replayed is the outcome of a comparison of a session with its run made again from session.json, events.jsonl and its data.
type Replayed struct {
	Meta    Meta
	Whole   bool // the run was made again up to its last step, so that tensors were compared too
	Updates int  // that were found identical
	Tensors int  // that were found identical: weights, optimizer state, carried state
	Row     *OtherRow
	Tensor  *OtherTensor
}

// Identical reports whether no difference was found.
func (r Replayed) Identical() bool { return r.Row == nil && r.Tensor == nil }

// An OtherRow is the first update that came out differently.
type OtherRow struct {
	Step          int
	Column        string  // of metrics.csv
	Stored, Again float64 // NaN: the update diverged, so it was not made
}

// An OtherTensor is the first tensor that came out differently.
type OtherTensor struct {
	File, Name    string // as in the session's folder
	Index         int    // of the first number that differs; −1: its shape does, or it is missing on one side
	Stored, Again float32
}

// Replay makes a session's run again and compares it with what is stored, up to a step (< 0: to its end, and then tensors too). Errors: those
// of Open, a step that the run has not made, a *datasets.BadData, weights that the run began with and that no longer exist.
func (s Store) Replay(name string, until int, how Remaking) (Replayed, error) {
	m, c, err := s.Open(name)
	if err != nil {
		return Replayed{}, err
	}
	how.to = toReplay
	out := Replayed{Meta: m, Whole: until < 0 || until == c.Step}
	if until > c.Step {
		return out, &NoStep{m.Name, until, c.Step}
	}
	if out.Whole {
		until = c.Step
	}
	subject, err := how.subject(m, c)
	if err != nil {
		return out, err
	}
	start, err := s.startOf(m)
	if err != nil {
		return out, err
	}
	again, err := train.NewRepeat(start, c.Recipe, subject.Data, c.History.Events(), how.threads())
	if err != nil {
		return out, subject.Origin.Fault(err)
	}
	defer again.Close()
	again.Forget()
	next, stop := iter.Pull2(c.Rows(1))
	defer stop()
	for step := 1; step <= until; step++ {
		row, err, _ := next()
		if err != nil {
			return out, err
		}
		p, err := again.Next()
		if errors.Is(err, train.ErrDiverged) {
			p = history.Point{Step: step, Loss: math.NaN()}
		} else if err != nil {
			return out, err
		}
		if out.Row = differentRow(row.Point, p); out.Row != nil {
			return out, nil
		}
		out.Updates = step
		if err := how.tell(step, until); err != nil {
			return out, err
		}
	}
	if !out.Whole {
		return out, nil
	}
	is, err := again.Checkpoint()
	if err == nil {
		out.Tensors, out.Tensor = differentTensor(c, is)
	}
	return out, err
}

// find reads the session's data again.
func (r Remaking) find(m Meta) (Origin, error) { return find(m, r.Opener, r.to, r.Moved...) }

func (r Remaking) tell(made, of int) error {
	if r.Tell == nil {
		return nil
	}
	return r.Tell(made, of)
}

func (r Remaking) threads() int {
	n := r.Threads
	if n == 0 {
		n = Threads()
	}
	work.MakeRoom(n)
	return n
}

// subject is what a session that is at c learned from.
func (r Remaking) subject(m Meta, c *train.Checkpoint) (Subject, error) {
	x, err := r.find(m)
	if err != nil {
		return Subject{}, err
	}
	s, err := about(x, c.Recipe)
	if err == nil {
		err = s.knows(m.Name, c)
	}
	return s, err
}

// startOf finds the weights that a session began with; nil: they were drawn.
func (s Store) startOf(m Meta) (*train.Start, error) {
	id := m.Recipe.InitFrom
	at := strings.LastIndexByte(id, '@')
	if id == "" || at < 0 {
		return nil, nil
	}
	var why error = errStartGone.Of()
	for _, which := range []Weights{Last, Best, Good} {
		_, start, err := s.Start(id[:at], which)
		switch {
		case err == nil && start.ID() == id:
			return start, nil
		case err != nil && which == Last:
			why = err
		}
	}
	return nil, errNoStart.Of(m.Name, id[:at], why)
}

// differentRow compares what metrics.csv has of an update; nil: it is the same.
func differentRow(was, is history.Point) *OtherRow {
	values := func(p history.Point) []float64 {
		return []float64{float64(p.Step), float64(p.Tokens), p.Loss, p.GradNorm, p.Factor, p.Clip, p.LR, p.Epoch}
	}
	a, b := values(was), values(is)
	if math.IsNaN(is.Loss) {
		return &OtherRow{was.Step, columns[2], was.Loss, is.Loss}
	}
	for i := range a {
		if a[i] != b[i] {
			return &OtherRow{is.Step, columns[i], a[i], b[i]}
		}
	}
	return nil
}

// differentTensor compares weights, optimizer state and carried state bit for bit: how many tensors are the same, and the first that is not.
func differentTensor(was, is *train.Checkpoint) (same int, first *OtherTensor) {
	type group struct {
		file, before string
		was, is      []nn.Values[float32]
	}
	groups := []group{{weightsFile, "", was.Weights, is.Weights}}
	for _, slot := range slices.Sorted(maps.Keys(was.Slots)) {
		groups = append(groups, group{optimizerFile, slot + ".", was.Slots[slot], is.Slots[slot]})
	}
	groups = append(groups, group{optimizerFile, "", was.State, is.State})
	for _, g := range groups {
		find := nn.Find(g.is)
		for _, t := range g.was {
			shape, data, ok := find(t.Name)
			if !ok || !slices.Equal(shape, t.Shape) {
				return same, &OtherTensor{File: g.file, Name: g.before + t.Name, Index: -1}
			}
			for i, v := range t.Data {
				if math.Float32bits(v) != math.Float32bits(data[i]) {
					return same, &OtherTensor{g.file, g.before + t.Name, i, v, data[i]}
				}
			}
			same++
		}
	}
	return same, nil
}

// String is the tensor with the place of the number.
func (t OtherTensor) String() string {
	if t.Index < 0 {
		return t.Name
	}
	return t.Name + "[" + strconv.Itoa(t.Index) + "]"
}
