package task

import "testing"

// The law: what is information in nats may be shown in bits, nothing else; the loss of a language is.
func TestInNats(t *testing.T) {
	for unit, want := range map[string]bool{"nats": true, "nats/token": true, "nats/step": true, "": false, "½ squared error": false, "natsuke": false, "bits/token": false} {
		if got := (Metric{Unit: unit}).InNats(); got != want {
			t.Errorf("%q: %v", unit, got)
		}
	}
	if !Language.Loss.InNats() || Language.Score.InNats() {
		t.Error("a language's loss is in nats, its perplexity is not")
	}
}
