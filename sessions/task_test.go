package sessions

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"unroll/core/fault"
	"unroll/core/line"
	"unroll/core/recipe"
	"unroll/core/task"
	"unroll/core/task/tasktest"
	"unroll/core/train"
	"unroll/datasets"
	"unroll/sessions/safetensors"
)

func init() {
	task.Tasks = append(task.Tasks, tasktest.Regression)
	Finders = append(Finders, Finder{tasktest.Regression, findNumbers})
}

// numbersFile is a file as an Origin of the regression that only tests have: its bytes are the seed of the numbers.
type numbersFile struct {
	path string
	data *tasktest.Numbers
	sum  [sha256.Size]byte
}

var errNumbers = fault.New("sessions.test_numbers", "%v")

func openNumbers(path string) (numbersFile, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return numbersFile{}, &datasets.BadData{Name: path, Err: err, Reason: errNumbers.Of(fs.ErrNotExist), Hint: errNumbers.Of(fs.ErrNotExist)}
	}
	sum := sha256.Sum256(b)
	return numbersFile{path, tasktest.New(binary.LittleEndian.Uint64(sum[:]), 700, 150), sum}, nil
}

func findNumbers(m Meta, _ datasets.Opener, args ...string) (Origin, error) {
	return openNumbers(append(args, m.Data.Paths...)[0])
}

func (x numbersFile) Reference() Data {
	return Data{Kind: "test", Name: filepath.Base(x.path), Paths: []string{x.path}, SHA256: hex.EncodeToString(x.sum[:]), Split: Split{x.data.Train, x.data.Valid}}
}
func (x numbersFile) Place() string         { return x.path }
func (x numbersFile) Fault(err error) error { return err }
func (x numbersFile) Subject(r recipe.Recipe) (Subject, error) {
	return Subject{Recipe: r, Data: x.data, Floor: tasktest.Noise * tasktest.Noise}, nil
}

// someNumbers writes a file of numbers.
func someNumbers(t *testing.T) numbersFile {
	t.Helper()
	path := filepath.Join(t.TempDir(), "numbers.csv")
	must(t, os.WriteFile(path, []byte("one, two, three"), 0o666))
	x, err := openNumbers(path)
	must(t, err)
	return x
}

// regression is tiny for the task without a vocabulary.
func regression(cell, optimizer string) recipe.Recipe {
	r := tiny(cell, optimizer, false)
	r.Task = tasktest.Regression.Name
	return r
}

// keptNumbers makes a session of 6 updates.
func keptNumbers(t *testing.T, store Store, x Origin) {
	t.Helper()
	s, err := CreateOn(store, "kept", x, "")
	must(t, err)
	run, err := BeginOn(x, regression("lstm", "adam"), train.Options{Threads: 1, Paused: true, Recorder: s})
	must(t, err)
	run.Send(train.Set("lr", 0.01))
	for range 6 {
		run.Send(train.StepOnce())
	}
	next(t, run.Snapshots(context.Background()), func(s train.Snapshot) bool { return s.Step == 6 })
	must(t, run.End())
}

// The law: a run of a task without a vocabulary that is killed, at any moment after a save, and resumed leaves the same
// bytes as one that never stopped.
func TestAKilledRunOfAnyTaskGoesOn(t *testing.T) {
	x := someNumbers(t)
	const end, last = 17, 3 // updates; those that the killed run made since its save
	for _, r := range []recipe.Recipe{regression("lstm", "adam"), regression("gru", "rmsprop"), regression("rnn", "momentum")} {
		r.Model.Dropout = 0.1
		t.Run(r.Model.Cell, func(t *testing.T) {
			s := Store{Dir: t.TempDir()}
			through := startOn(t, r, x.data, train.Options{Recorder: create(t, s, "through")})
			killed := startOn(t, r, x.data, train.Options{Recorder: create(t, s, "killed")})
			for _, stop := range []int{2, 5, 9} {
				for _, l := range []*lab{through, killed} {
					l.until(stop)
					l.do(train.Set("batch", float64(stop)))
					l.do(train.Turn("lr", 1))
				}
				killed.do(train.Save())
				killed.until(stop + last)
				after := Store{Dir: t.TempDir()} // what a killed process leaves
				must(t, os.CopyFS(after.path("killed"), os.DirFS(s.path("killed"))))
				killed.stop()
				s.Dir, killed = after.Dir, resumeOn(t, after, "killed", x.data)
			}
			through.until(end)
			killed.until(end)
			through.stop()
			killed.stop()
			sameFiles(t, through.dir(), s.path("killed"))
			m, c, err := s.Open("killed")
			must(t, err)
			if m.Vocab != 0 || m.Task != "regression" || c.Vocab != nil || c.Step != end || m.Parameters != m.Recipe.Model.Size() {
				t.Errorf("session.json says %+v", m)
			}
			l, err := line.Parse(m.RecipeLine)
			must(t, err)
			if l.Recipe != m.Recipe || !slices.Equal(l.Events, c.History.Events()) {
				t.Errorf("%s is not %+v", m.RecipeLine, m.Recipe)
			}
		})
	}
}

// The law: a session of another task is listed with its task, its data and its losses; opened, it shows what a trainer
// would show that resumed it, and changes nothing; asked to learn, it goes on.
func TestASessionOfAnyTaskIsListedAndOpened(t *testing.T) {
	store, x := Store{Dir: t.TempDir()}, someNumbers(t)
	keptNumbers(t, store, x)
	list, err := store.List()
	must(t, err)
	if s := list[0]; len(list) != 1 || s.Err != nil || s.Dataset() != "numbers.csv" || s.Model() != "LSTM 2×7" || s.Step != 6 ||
		s.Meta.TaskName() != "regression" || math.IsNaN(s.Loss) || math.IsNaN(s.ValidLoss) {
		t.Errorf("listed as %+v", list)
	}
	if d := list[0].Meta.Data; d.Kind != "test" || d.Split != (Split{700, 150}) || d.SHA256 != x.Reference().SHA256 {
		t.Errorf("the data are %+v", d)
	}
	before := tree(t, store.Dir)
	run, err := Open(store, "kept", datasets.Opener{}, train.Options{Threads: 1})
	must(t, err)
	snapshots := run.Snapshots(context.Background())
	s := next(t, snapshots, func(train.Snapshot) bool { return true })
	_, c, err := store.Open("kept")
	must(t, err)
	tr, err := train.New(c.Recipe, x.data, train.Options{Threads: 1, Paused: true, From: c})
	must(t, err)
	ran := make(chan error, 1)
	go func() { ran <- tr.Run(context.Background()) }()
	live := <-tr.Snapshots(context.Background())
	tr.Send(train.Stop())
	must(t, <-ran)
	if s.Step != 6 || s.Task != tasktest.Regression || s.Language() != nil || s.Model.At() != 6 ||
		live.Epoch != s.Epoch || live.LR != s.LR || live.Rows != s.Rows || live.Recipe != s.Recipe || live.Phase != s.Phase {
		t.Errorf("a trainer shows %+v, the opened session %+v", live, s)
	}
	for name, was := range before {
		if now := tree(t, store.Dir)[name]; now != was {
			t.Errorf("%s has changed", name)
		}
	}
	run.Send(train.StepOnce())
	next(t, snapshots, func(s train.Snapshot) bool { return s.Step == 7 })
	must(t, run.End())
	if name := run.FreeName(store); run.Kept() != "kept" || name != "numbers-lstm" || run.Corpus != nil || run.Floor != tasktest.Noise*tasktest.Noise {
		t.Errorf("kept as %q, another would be %q", run.Kept(), name)
	}
}

// The law: a run that was not recorded from its beginning can be kept later, whatever its task, and resumed from there.
func TestARunOfAnyTaskIsKeptLater(t *testing.T) {
	store, x := Store{Dir: t.TempDir()}, someNumbers(t)
	run, err := BeginOn(x, regression("gru", "adam"), train.Options{Threads: 1, Paused: true})
	must(t, err)
	run.Preset = "some"
	snapshots := run.Snapshots(context.Background())
	run.Send(train.StepOnce())
	next(t, snapshots, func(s train.Snapshot) bool { return s.Step == 1 })
	w, err := run.Create(store, run.FreeName(store))
	must(t, err)
	if !run.Record(w) {
		t.Fatal("not recorded")
	}
	must(t, run.End())
	k, err := Resume(store, run.Kept(), datasets.Opener{})
	must(t, err)
	if k.Meta.Preset != "some" || k.From.Step != 1 || k.Origin.Place() != x.path {
		t.Errorf("resumed %+v", k)
	}
	run, err = BeginOn(k.Origin, k.From.Recipe, train.Options{Threads: 1, Paused: true, From: k.From, Recorder: k.Recorder})
	must(t, err)
	run.Send(train.StepOnce())
	next(t, run.Snapshots(context.Background()), func(s train.Snapshot) bool { return s.Step == 2 })
	must(t, run.End())
}

// The law: the best weights of a run of another task have the loss that the session says.
func TestTheBestOfAnyTaskScoreWhatTheSessionSays(t *testing.T) {
	s, x := Store{Dir: t.TempDir()}, someNumbers(t)
	r := regression("lstm", "sgd")
	r.Settings.LR, r.Settings.ValidEvery, r.Settings.Clip = 0.5, 2, recipe.Off
	l := startOn(t, r, x.data, train.Options{Recorder: create(t, s, "run")})
	l.until(4)
	l.do(train.Set("lr", 30))
	l.until(8)
	l.stop()
	said, err := s.BestOf("run")
	must(t, err)
	_, c, err := s.OpenWith("run", Best)
	must(t, err)
	g, err := train.GraphOf(c)
	must(t, err)
	e := x.data.Validate(g, c.Step)
	e.Next(nil)
	if v, _ := e.Outcome(); v.Loss() != said.Loss || c.Step != said.Step || said.Step == 8 {
		t.Errorf("a loss of %g at step %d; the session says %g at step %d", v.Loss(), c.Step, said.Loss, said.Step)
	}
}

// The law: a file of such a session that is missing or truncated is named, everything is left as it was, and a vocabulary
// is not missed.
func TestDamageToASessionWithoutAVocabulary(t *testing.T) {
	s, x := Store{Dir: t.TempDir()}, someNumbers(t)
	keptNumbers(t, s, x)
	for _, name := range needed() {
		path := filepath.Join(s.path("kept"), name)
		was, err := os.ReadFile(path)
		if name == vocabFile {
			if !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("there is a %s: %v", name, err)
			}
			continue
		}
		must(t, err)
		for how, b := range map[string][]byte{"missing": nil, "cut": was[:len(was)/2], "empty": {}} {
			must(t, os.RemoveAll(path))
			if how != "missing" {
				must(t, os.WriteFile(path, b, 0o644))
			}
			before := contents(t, s.path("kept"))
			_, err1 := Open(s, "kept", datasets.Opener{}, train.Options{})
			_, err2 := Resume(s, "kept", datasets.Opener{})
			for _, err := range []error{err1, err2} {
				var d *Damaged
				if !errors.As(err, &d) || d.File != name {
					t.Errorf("%s %s: %v", name, how, err)
				}
			}
			if contents(t, s.path("kept")) != before {
				t.Errorf("%s %s: the folder was changed", name, how)
			}
		}
		must(t, os.WriteFile(path, was, 0o644))
	}
}

// The law: a state of other widths than the model's is damage.
func TestAStateHasTheWidthsOfItsModel(t *testing.T) {
	s, x := Store{Dir: t.TempDir()}, someNumbers(t)
	l := startOn(t, regression("lstm", "sgd"), x.data, train.Options{Recorder: create(t, s, "run")})
	l.until(2)
	l.stop()
	_, c, err := s.Open("run")
	must(t, err)
	for say, change := range map[string]func(list []safetensors.Tensor) []safetensors.Tensor{
		"":                             func(list []safetensors.Tensor) []safetensors.Tensor { return list },
		"the carried state is missing": func([]safetensors.Tensor) []safetensors.Tensor { return nil },
		"tensor state.c_l1 is missing": func(list []safetensors.Tensor) []safetensors.Tensor { return list[:len(list)-1] },
		"tensor state.h_l0 has shape [7 6], but this position in the run needs [6 7]": func(list []safetensors.Tensor) []safetensors.Tensor {
			list[0].Shape = []int{7, 6}
			return list
		},
	} {
		got := ""
		if err := carried(change(tensors("", c.State)), c); err != nil {
			got = err.Error()
		}
		if got != say {
			t.Errorf("%q instead of %q", got, say)
		}
	}
}
