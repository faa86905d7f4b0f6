package task

import "testing"

// The law: only information in nats may be shown in bits; the loss of a language model is such.
func TestInNats(t *testing.T) {
	for unit, want := range map[string]bool{"nats": true, "nats/token": true, "nats/step": true, "": false, "½ squared error": false, "natsuke": false, "bits/token": false} {
		if got := (Metric{Unit: unit}).InNats(); got != want {
			t.Errorf("%q: %v", unit, got)
		}
	}
	if !Language.Loss.InNats() || Language.Score.InNats() {
		t.Error("a language model's loss must be in nats, its perplexity must not")
	}
}
