package program

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestTheStoryOfATranslation: pairs are found in the list and learned; teacher forcing is lowered; held-out sentences and a source of one's
// own are translated while it learns, and one sees what their tokens look at; after quitting, the saved session has the step and the
// setting, and goes on.
func TestTheStoryOfATranslation(t *testing.T) {
	name, env := binary(t), []string{"UNROLL_SESSIONS=" + filepath.Join(t.TempDir(), "sessions")}
	translationStory(t, func() *screen { return launch(t, name, env, "--theme", "dark", "--hidden", "16", "--batch", "16") })
}

// translationStory plays it on the screens that start makes, which share one folder of sessions.
func translationStory(t *testing.T, start func() *screen) {
	s := start()
	s.until(`▸ tide`)
	s.until(`\+ translation +7`)
	s.keys("/chinese\r")
	s.until(`▸ chinese`)
	s.until(`24,000 pairs, 2,400 held out`)
	s.until(`cannot fall below 0\.041.nats`)
	s.keys("\x1b") // all are shown again
	s.until(`▸ chinese(?s).*\+ published`)
	s.keys("/dates\r")
	s.until(`▸ dates`)
	s.until(`29 Jan 1982 +→ 1982-01-29`)
	s.until(`GRU 1×16→1×16 additive · step [1-9]`) // it is learning beside the list
	s.keys("\r")
	s.until(`learning rate +0\.003`)
	s.keys(":teacher_forcing 0.5\r")
	s.until(`teacher forcing +0\.5`)
	s.keys("2")
	s.until(`▸2 translate`)
	s.until(`held-out pair 1 of 2,000`)
	s.until(`reference · \d\.\d+ nats/token`)
	s.keys("\x1b[C")
	s.until(`held-out pair 2 of 2,000`)
	s.keys("i2 May 2031")
	s.until(`typed · 11 tokens`)
	s.until(`esc when done`)
	s.keys("\x1b")
	s.until(`space (pause|continue)`)
	s.keys("3")
	s.until(`▸3 attention`)
	s.until(`typed`)
	s.until(`what “.+” looks at|“.+” looks at`)
	s.keys("\x1b[B")
	s.keys(" ")
	step := s.until(`‖ paused (\d[\d,]*)`)[1]
	s.keys("q")
	s.putBack(s.ends())

	s = start()
	s.until(`saved sessions`)
	s.keys("/dates-gru\r")
	s.until(`enter opens it at step ` + regexp.QuoteMeta(step) + `, paused`)
	s.keys("\r")
	s.until(`teacher forcing +0\.5`)
	s.until(`session dates-\w+, paused: space resumes it`)
	s.keys(" ")
	s.past(`▶ (\d[\d,]*)`, step)
	s.keys("2")
	s.until(`held-out pair 1 of 2,000`)
	s.keys("q")
	s.ends()
}

// TestTheStoryOfAFileOfPairs: a person's own file of two languages has its place in the list, is learned, saved, and goes on from the same
// file; a folder with the two languages in two files opens from the command line.
func TestTheStoryOfAFileOfPairs(t *testing.T) {
	name, env, folder := binary(t), []string{"UNROLL_SESSIONS=" + filepath.Join(t.TempDir(), "sessions")}, t.TempDir()
	en, zh := strings.Split("the tide comes in|the boat goes out|a boat comes in|the wind goes down", "|"), strings.Split("潮水进来了|船开出去了|一只船进来了|风停下来了", "|")
	if err := os.Mkdir(filepath.Join(folder, "two"), 0o700); err != nil {
		t.Fatal(err)
	}
	pairs := ""
	for i := range en {
		pairs += en[i] + "\t" + zh[i] + "\n"
	}
	for file, text := range map[string]string{"phrases.txt": pairs, "two/train.en": strings.Join(en, "\n") + "\n", "two/train.zh": strings.Join(zh, "\n") + "\n"} {
		if err := os.WriteFile(filepath.Join(folder, file), []byte(strings.Repeat(text, 100)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	small := []string{"--theme", "dark", "--hidden", "16", "--batch", "16", "--valid", "0", "--schedule", "constant"}
	s := launchIn(t, folder, name, env, small...)
	s.until(`pairs in this folder`)
	s.keys("/phrases\r")
	s.until(`400 pairs, 0 held out`)
	s.until(`the tide comes in +→ 潮水进来了`)
	s.keys("\r")
	s.until(`learning rate +0\.003`)
	goesOnAndIsOpenedAgain(t, s, folder, name, env, "phrases-")

	s = launchIn(t, folder, name, env, append([]string{"two"}, small...)...)
	s.until(`7 ladder +two`)
	s.until(`✓ finished \d`)
	s.keys("2")
	s.until(`training pair 1 of 400`)
	s.keys("q")
	s.ends()
}
