package cli

import (
	"strings"
	"testing"
)

// The law: every command that uses a network which is ruined says so in a line on standard error and names better weights, whatever the
// data; what it prints, and with what code it ends, are as before. Other weights are not accused.
func TestRuinedNetworksAreCalledSo(t *testing.T) {
	t.Setenv("UNROLL_SESSIONS", t.TempDir())
	t.Chdir(t.TempDir())
	lines := map[string]string{"language": "periodic --hidden 4 --batch 2 --unroll 8", "series": "sine-noise --lags 2 --hidden 4 --batch 2 --unroll 8"}
	for name, flags := range lines {
		if got := run(t, strings.Fields("train "+flags+" --quiet --steps 120 --lr 0.02 --save "+name)...); got.code != codeDone {
			t.Fatalf("%+v", got)
		}
		run(t, strings.Fields("train --resume "+name+" --quiet --lr 1e9 --steps 300")...)
	}
	for line, code := range map[string]int{
		"sample language --length 5": codeDone, "sample language --length 5 --samples 3": codeDone, "sample series --length 5": codeDone,
		"eval language": codeDiverged, "eval language --json": codeDiverged, "predict language --prefix a": codeDiverged, "eval series": codeDiverged, "predict series": codeDiverged,
		"sessions export language --to out": codeDone,
	} {
		got := run(t, strings.Fields(line)...)
		if said := strings.Count(got.err, "at step "); got.code != code || strings.Count(got.err, "--weights good") != 1 || said < 1 || got.out == "" && !strings.Contains(line, "export") {
			t.Errorf("%s: %+v", line, got)
		}
		if got := run(t, strings.Fields(strings.ReplaceAll(line, "out", "other")+" --weights good")...); got.code != codeDone || strings.Contains(got.err, "--weights good") {
			t.Errorf("%s --weights good: %+v", line, got)
		}
	}
}
