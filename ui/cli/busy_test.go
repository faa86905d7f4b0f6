package cli

import (
	"strings"
	"testing"
	"time"

	"unroll/core/text"
	"unroll/ui/i18n"
)

// The law: nothing is said of the first second; then what is being done, where lines cannot be rewritten every ten seconds; and nothing
// once it is over.
func TestWorkOnALargeTextIsSaid(t *testing.T) {
	var out strings.Builder
	at, zero := &text.Progress{}, time.Unix(0, 0)
	b := &busy{words: i18n.English.CLI.Reading, at: at, w: &out}
	at.Begin(text.TokenizingText, 200)
	for second, want := range []int{0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2} {
		at.Add(10)
		b.tick(zero.Add(time.Duration(second) * time.Second))
		if n := strings.Count(out.String(), "\n"); n != want {
			t.Fatalf("second %d: %q", second, out.String())
		}
	}
	if !strings.HasPrefix(out.String(), "tokenizing … 10 %\n") {
		t.Errorf("%q", out.String())
	}
	at.Begin(text.Idle, 0)
	b.tick(zero.Add(time.Hour))
	if strings.Count(out.String(), "\n") != 2 {
		t.Errorf("%q", out.String())
	}
}

// The law: on a terminal it is one line, which goes when the work is over.
func TestWorkOnALargeTextIsALineOnATerminal(t *testing.T) {
	var out strings.Builder
	at, zero := &text.Progress{}, time.Unix(0, 0)
	b := &busy{words: i18n.English.CLI.Reading, at: at, w: &out, rewrites: true}
	at.Begin(text.ReadingText, 100)
	b.tick(zero)
	at.Add(50)
	b.tick(zero.Add(time.Second))
	at.Begin(text.Idle, 0)
	b.tick(zero.Add(2 * time.Second))
	if got := out.String(); got != "\r\x1b[Kreading … 50 %\r\x1b[K" {
		t.Errorf("%q", got)
	}
}

// The law: input that has not come for a second is waited for, which is said once for each wait.
func TestWaitingForInputIsSaid(t *testing.T) {
	var out strings.Builder
	at, zero := &text.Progress{}, time.Unix(0, 0)
	b := &busy{words: i18n.English.CLI.Reading, at: at, w: &out}
	at.Begin(text.ReadingText, 0)
	at.Wait(true)
	said := func(millis, want int) {
		t.Helper()
		b.tick(zero.Add(time.Duration(millis) * time.Millisecond))
		if n := strings.Count(out.String(), "waiting for input"); n != want {
			t.Fatalf("after %d ms: %q", millis, out.String())
		}
	}
	said(0, 0)
	said(900, 0)
	said(1000, 1)
	said(5000, 1)
	at.Add(2500)
	said(5100, 1)
	said(6000, 1)
	said(6100, 2)
	if !strings.Contains(out.String(), "3 kB so far") && !strings.Contains(out.String(), "2 kB so far") {
		t.Errorf("%q", out.String())
	}
}
