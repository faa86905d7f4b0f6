package program

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestTheStoryOfTags: tagged sentences are found in the list, learned to the end and on from there at half the learning rate; held-out
// sentences, the confusion matrix and a sentence of one's own are looked at; after quitting, the saved session has the step and the
// setting, and goes on.
func TestTheStoryOfTags(t *testing.T) {
	name, env := binary(t), []string{"UNROLL_SESSIONS=" + filepath.Join(t.TempDir(), "sessions")}
	tagsStory(t, func() *screen { return launch(t, name, env, "--theme", "dark", "--hidden", "16") })
}

// tagsStory plays it on the screens that start makes, which share one folder of sessions.
func tagsStory(t *testing.T, start func() *screen) {
	s := start()
	s.until(`▸ tide`)
	s.until(`\+ tagged sentences +2`)
	s.keys("/tagged\r")
	s.until(`▸ weather`)
	s.until(`At best: 0\.\d+.nats`)
	s.keys("\x1b[B")
	s.until(`▸ harbour`)
	s.until(`4,000 sentences · [\d,]+ words · 15 tags`)
	s.until(`BiLSTM 1×16 · step [1-9]`) // it is learning beside the list
	s.keys("\r")
	s.until(`learning rate +0\.003`)
	end := s.until(`finished (\d[\d,]*)`)[1] // where runs on tagged sentences end unless they are to go on
	s.keys("-")
	s.until(`learning rate +0\.0015`)
	s.keys(" ")
	s.past(`▶ (\d[\d,]*)`, end)
	s.until(`lr ×½`)
	s.keys("2")
	s.until(`▸2 tags`)
	s.until(`sentence 1 of 400 · \d+ of \d+ right`)
	s.keys("\x1b[C")
	s.until(`sentence 2 of 400`)
	s.keys("m")
	s.until(`▸confusion`)
	s.until(`NOUN tagged NOUN, which is right: \d+ of \d+ words`)
	s.keys("s")
	s.until(`▸sentence`)
	s.keys("iThe tide tables the wreck .")
	s.until(`words: The tide tables the wreck \.`)
	s.until(`tables +VERB`)
	s.until(`esc enter done`) // the bottom row while one types
	s.keys("\x1b")
	s.until(`space (pause|continue)`)
	s.keys(" ")
	step := s.until(`‖ paused (\d[\d,]*)`)[1]
	s.keys("q")
	s.putBack(s.ends())

	s = start()
	s.until(`saved sessions`)
	s.keys("/harbour-lstm\r")
	s.until(`enter opens it at step ` + regexp.QuoteMeta(step) + `, paused`)
	s.keys("\r")
	s.until(`learning rate +0\.0015`)
	s.until(`session harbour-\w+, paused: space resumes it`)
	s.keys(" ")
	s.past(`▶ (\d[\d,]*)`, step)
	s.keys("2")
	s.until(`sentence 1 of 400 · \d+ of \d+ right`)
	s.keys("q")
	s.ends()
}

// TestTheStoryOfAFileOfTags: of a person's own two columns, whose tags are numbers, the list asks what they are; they are learned as tagged
// sentences, saved, and go on from the same file. Named on the command line, a file that surely is tagged sentences opens in the lab.
func TestTheStoryOfAFileOfTags(t *testing.T) {
	name, env, folder := binary(t), []string{"UNROLL_SESSIONS=" + filepath.Join(t.TempDir(), "sessions")}, t.TempDir()
	for file, sentence := range map[string]string{"marks.txt": "潮\t1\n来\t0\n了\t0\n\n船\t1\n开\t0\n\n", "words.txt": "潮\t名\n来\t动\n了\t助\n\n船\t名\n开\t动\n\n"} {
		if err := os.WriteFile(filepath.Join(folder, file), []byte(strings.Repeat(sentence, 200)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := launchIn(t, folder, name, env, "--theme", "dark", "--hidden", "16")
	s.until(`tagged files in this folder`)
	s.keys("/marks\r")
	s.until(`Two columns with a tab between them`)
	s.keys("\r")
	s.until(`▸ 1 read it as tagged sentences`)
	s.keys("\r")
	s.until(`learning rate +0\.003`)
	goesOnAndIsOpenedAgain(t, s, folder, name, env, "marks-")

	s = launchIn(t, folder, name, env, "words.txt", "--theme", "dark", "--hidden", "16")
	s.until(`words.txt · BiLSTM 1×16`)
	s.until(`finished \d`)
	s.keys("2")
	s.until(`sentence 1 of 40 · \d of \d right`)
	s.keys("q")
	s.ends()
}

// goesOnAndIsOpenedAgain lets the finished run of s go on, leaves it, and opens its session from the list, where filter finds it.
func goesOnAndIsOpenedAgain(t *testing.T, s *screen, folder, name string, env []string, filter string) {
	t.Helper()
	end := s.until(`finished (\d[\d,]*)`)[1]
	s.keys(" ")
	s.past(`▶ (\d[\d,]*)`, end)
	s.keys(" ")
	step := s.until(`‖ paused (\d[\d,]*)`)[1]
	s.keys("q")
	s.putBack(s.ends())

	s = launchIn(t, folder, name, env, "--theme", "dark")
	s.until(`saved sessions`)
	s.keys("/" + filter + "\r")
	s.until(`enter opens it at step ` + regexp.QuoteMeta(step) + `, paused`)
	s.keys("\r")
	s.until(`paused: space resumes it`)
	s.keys(" ")
	s.past(`▶ (\d[\d,]*)`, step)
	s.keys("q")
	s.ends()
}
