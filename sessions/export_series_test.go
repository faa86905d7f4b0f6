package sessions

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"unroll/core/forecast"
	"unroll/core/nn"
	"unroll/core/recipe"
	"unroll/core/series"
	"unroll/core/task"
	"unroll/core/train"
	"unroll/datasets"
)

// pricesOf is a table of two columns, the second of which follows the first; both are positive, so that logarithms exist.
func pricesOf(t *testing.T, dir string) string {
	t.Helper()
	s, err := series.Make("ar2", 3, 300)
	if err != nil {
		t.Fatal(err)
	}
	x := s.Column(s.Target)
	var b strings.Builder
	b.WriteString("rain,level\n")
	for i := range x {
		fmt.Fprintf(&b, "%.4f,%.3f\n", 2+math.Abs(x[i]), 100*math.Exp(0.1*x[max(i-1, 0)]))
	}
	name := filepath.Join(dir, "prices.csv")
	if err := os.WriteFile(name, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}

// seriesRuns are recipes for every cell, model without a state and head, on scales and columns of different kinds.
func seriesRuns() (list []recipe.Recipe) {
	scales := []forecast.Options{
		{Column: "level", Lags: 1},
		{Column: "level", Lags: 3, Log: true, Difference: true},
		{Columns: "rain,level", Target: "level", Lags: 2, Difference: true},
		{Columns: "rain", Target: "level", Lags: 4, Log: true},
	}
	all := cellsAndSomeVariants()
	for _, model := range nn.FeedForward() {
		all = append(all, nn.Spec{Cell: model.Name})
	}
	for _, cell := range all {
		for _, h := range nn.Heads() {
			if !h.Real {
				continue
			}
			for i, o := range scales {
				r := recipe.Series(cell.Cell)
				vary(&r, cell)
				r.Series, r.Model.Head, r.Steps = o, h.Name, 20
				if r.Model.Layers > 0 {
					r.Model.Hidden, r.Model.Layers, r.Model.Dropout = 6, 1+i%2, []float64{0, 0.2}[i/2]
				}
				list = append(list, r)
			}
		}
	}
	return list
}

// savedSeries is a run of r over the table, after its last update, and its data.
func savedSeries(t *testing.T, r recipe.Recipe, table string) (*train.Checkpoint, task.Data) {
	t.Helper()
	n, err := datasets.Opener{}.OpenSeries(table, r.Series)
	if err != nil {
		t.Fatal(err)
	}
	var k keeper
	run, err := BeginOn(OfSeries(n), r, train.Options{Threads: 1, Recorder: &k})
	if err != nil {
		t.Fatal(err)
	}
	for s := range run.Snapshots(t.Context()) {
		if s.Phase == train.Finished {
			run.Send(train.Stop())
		}
	}
	if err := run.End(); err != nil {
		t.Fatal(err)
	}
	return k.saved, run.Data
}

// eachSeriesExport calls f for each of seriesRuns and its export.
func eachSeriesExport(t *testing.T, f func(t *testing.T, c *train.Checkpoint, d task.Data, dir string)) {
	table := pricesOf(t, t.TempDir())
	for i, r := range seriesRuns() {
		c, d := savedSeries(t, r, table)
		dir := filepath.Join(t.TempDir(), "out")
		if err := Export(dir, c, d); err != nil {
			t.Fatalf("%+v: %v", r.Series, err)
		}
		t.Run(fmt.Sprintf("%s/%s/%d", c.Recipe.Model.Variant(), c.Recipe.Model.Head, i%4), func(t *testing.T) { f(t, c, d, dir) })
	}
}

// The law: the export of a series has every tensor, the scales, columns and lags, and no vocabulary.
func TestExportedSeriesHasItsScales(t *testing.T) {
	eachSeriesExport(t, func(t *testing.T, c *train.Checkpoint, d task.Data, dir string) {
		header, _ := readWeights(t, filepath.Join(dir, "model.safetensors"))
		var meta map[string]string
		if err := json.Unmarshal(header["__metadata__"], &meta); err != nil {
			t.Fatal(err)
		}
		var z seriesSizes
		if err := json.Unmarshal([]byte(meta["model"]), &z); err != nil {
			t.Fatal(err)
		}
		r, s := c.Recipe, d.(*task.Numbers)
		names := []string{"level"}
		if r.Series.Columns != "" {
			names = []string{"rain", "level"}
		}
		if len(header)-1 != len(c.Weights) || z.Task != "series" || z.Cell != r.Model.Variant() || z.Head != r.Model.Head || z.Hidden != r.Model.Hidden ||
			z.Layers != r.Model.Layers || z.Dropout != r.Model.Dropout || z.Lags != r.Series.Lags || z.Log != r.Series.Log || z.Difference != r.Series.Difference {
			t.Errorf("%d tensors of %d, %+v of %+v, %+v", len(header)-1, len(c.Weights), z, r.Model, r.Series)
		}
		if !slices.Equal(z.Columns, names) || z.Target != len(names)-1 || !slices.Equal(z.Inputs, s.Series.Inputs) {
			t.Errorf("columns %q, inputs %v, target %d", z.Columns, z.Inputs, z.Target)
		}
		for i, is := range s.Scales {
			if z.Means[i] != is.Mean || z.Deviations[i] != is.SD {
				t.Errorf("column %d has mean %v and deviation %v instead of %v and %v", i, z.Means[i], z.Deviations[i], is.Mean, is.SD)
			}
		}
		if _, err := os.Stat(filepath.Join(dir, "vocab.json")); err == nil {
			t.Error("there is a vocabulary")
		}
	})
}

// The law: the check contains the model's forecasts, of the series' first rows, that can be forecast from them alone.
func TestExportedSeriesCheckIsTheModelsAnswer(t *testing.T) {
	eachSeriesExport(t, func(t *testing.T, c *train.Checkpoint, d task.Data, dir string) {
		var k seriesCheck
		b, err := os.ReadFile(filepath.Join(dir, "check.json"))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, &k); err != nil {
			t.Fatal(err)
		}
		g, err := train.GraphOf(c)
		if err != nil {
			t.Fatal(err)
		}
		m, s := d.Model(g, c.Step).(*forecast.Model), d.(*task.Numbers)
		first, _ := s.Bounds()
		points, err := m.OneStep(t.Context(), first, first+checkForecasts)
		if err != nil {
			t.Fatal(err)
		}
		if len(k.Rows) != first+checkForecasts-1 || len(k.Forecasts) != checkForecasts || (len(k.Run) > 0) != s.Feeds() || (len(k.Low) > 0) != m.Gaussian() {
			t.Fatalf("%d rows, %d forecasts, %d of a run, %d bands", len(k.Rows), len(k.Forecasts), len(k.Run), len(k.Low))
		}
		for i, p := range points {
			if k.Forecasts[i] != p.Value || (m.Gaussian() && (k.Low[i] != p.Low || k.High[i] != p.High)) {
				t.Errorf("forecast %d is %v instead of %v", i, k.Forecasts[i], p)
			}
		}
		for i, row := range k.Rows {
			if C := len(s.Series.Labels); !slices.Equal(row, s.Series.Values[i*C:(i+1)*C]) {
				t.Errorf("row %d is %v", i, row)
			}
		}
	})
}

// pythonWithTorch is the interpreter that PYTHON names, or else the first python3, or the system's; "" if none can import
// torch.
func pythonWithTorch() string {
	for _, name := range []string{cmp.Or(os.Getenv("PYTHON"), "python3"), "/usr/bin/python3"} {
		if path, err := exec.LookPath(name); err == nil && exec.Command(path, "-c", "import torch").Run() == nil {
			return path
		}
	}
	return ""
}

// runChecks runs the check.py of each folder, one after another in one process: importing PyTorch takes seconds.
const runChecks = `
import runpy, sys
for folder in sys.argv[1:]:
    sys.path.insert(0, folder)
    sys.modules.pop("model", None)
    try:
        runpy.run_path(folder + "/check.py")
    except SystemExit as end:
        print(end.code)
    sys.path.pop(0)
`

// agreeInPyTorch runs the check of right exports and of wrong ones, which differ from them by a number: the first must say that
// they agree, the others that they do not. name says which an export is.
func agreeInPyTorch(t *testing.T, python string, right, wrong []string, name func(i int) string) {
	t.Helper()
	for agree, folders := range map[bool][]string{true: right, false: wrong} {
		cmd := exec.Command(python, append([]string{"-c", runChecks}, folders...)...)
		cmd.Env = append(os.Environ(), "OMP_NUM_THREADS=1", "PYTHONDONTWRITEBYTECODE=1")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		lines := strings.Split(strings.TrimSpace(string(out)), "\n")
		if len(lines) != 2*len(folders) {
			t.Fatalf("%d lines of %d checks: %s", len(lines), len(folders), out)
		}
		for i := range folders {
			said, code := lines[2*i], lines[2*i+1]
			if (code == "0") != agree || strings.Contains(said, "NOT") == agree {
				t.Errorf("%s: %s (exit code %s)", name(i), said, code)
			}
			if agree && i%8 == 0 {
				t.Logf("%s: %s", name(i), said)
			}
		}
	}
}

// The law: PyTorch computes the forecasts, bands and free runs that unroll does, in data units; and the check says so if one
// number of the weights is 0.001 off.
func TestExportedSeriesAgreesInPyTorch(t *testing.T) {
	if testing.Short() {
		t.Skip("importing PyTorch takes seconds")
	}
	python := pythonWithTorch()
	if python == "" {
		t.Skip("no python3 here can import torch (PYTHON names another)")
	}
	var right, wrong []string
	eachSeriesExport(t, func(t *testing.T, c *train.Checkpoint, d task.Data, dir string) {
		right = append(right, dir)
		c.Weights[len(c.Weights)-1].Data[0] += 1e-3 // a mean's bias
		other := dir + "-other"
		if err := Export(other, c, d); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(dir, "check.json"))
		if err == nil {
			err = os.WriteFile(filepath.Join(other, "check.json"), b, 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
		wrong = append(wrong, other)
	})
	agreeInPyTorch(t, python, right, wrong, func(i int) string {
		r := seriesRuns()[i]
		return fmt.Sprintf("%s, %s, %+v", r.Model.Cell, r.Model.Head, r.Series)
	})
}

// The law: an export finds the session's series again, and refuses another in its place.
func TestExportFindsTheSeriesAgain(t *testing.T) {
	r := seriesRuns()[1]
	table := pricesOf(t, t.TempDir())
	c, d := savedSeries(t, r, table)
	n, err := datasets.Opener{}.OpenSeries(table, r.Series)
	if err != nil {
		t.Fatal(err)
	}
	m := Meta{Name: "mine", Recipe: c.Recipe, Data: OfSeries(n).Reference()}
	again, err := ExportData(m, datasets.Opener{})
	if err != nil || again.(*task.Numbers).Scale() != d.(*task.Numbers).Scale() {
		t.Errorf("%v: another scale", err)
	}
	moved := filepath.Join(t.TempDir(), "moved.csv")
	if err := os.Rename(table, moved); err != nil {
		t.Fatal(err)
	}
	var bad *datasets.BadData
	if _, err := ExportData(m, datasets.Opener{}); !errors.As(err, &bad) || !strings.HasSuffix(bad.Hint.Error(), "unroll sessions export mine FILE") {
		t.Errorf("a series that has gone: %v", err)
	}
	if again, err = ExportData(m, datasets.Opener{}, moved); err != nil || again == nil {
		t.Errorf("where it is now: %v", err)
	}
	if err := os.WriteFile(moved, []byte("rain,level\n1,2\n2,3\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err = ExportData(m, datasets.Opener{}, moved); err == nil {
		t.Error("another series is taken for it")
	}
	if d, err := ExportData(Meta{Name: "text"}, datasets.Opener{}); d != nil || err != nil {
		t.Errorf("a language model: data %v, %v", d, err)
	}
}
