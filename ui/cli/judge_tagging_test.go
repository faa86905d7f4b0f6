package cli

import (
	"encoding/json"
	"strings"
	"testing"
)

// The law: training and evaluating end with the same sentence on how the network stands among the simple taggers; programs get it in
// nats whatever the unit, with a name of the standing.
func TestTheVerdictOnTags(t *testing.T) {
	kept := t.TempDir()
	trained := run(t, "train", "weather", "--steps", "40", "--hidden", "8", "--suffixes=false", "--save", "x", "--sessions", kept)
	var e struct{ Standing, Verdict string }
	if err := json.Unmarshal([]byte(run(t, "eval", "x", "--json", "--bits", "--sessions", kept).out), &e); err != nil {
		t.Fatal(err)
	}
	if e.Standing == "" || e.Verdict == "" || strings.Contains(e.Verdict, "bits") {
		t.Errorf("%+v", e)
	}
	if !strings.Contains(trained.err, e.Verdict) {
		t.Errorf("after training there is no %q in\n%s", e.Verdict, trained.err)
	}
	if got := run(t, "eval", "x", "--sessions", kept); !strings.Contains(got.out, "\n"+e.Verdict+"\n") {
		t.Errorf("eval does not say %q:\n%s", e.Verdict, got.out)
	}
}
