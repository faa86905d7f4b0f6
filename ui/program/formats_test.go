package program

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// oldSessions has sessions that earlier versions wrote, a folder for each format:
//
//	lstm       over a built-in dataset; learning rate and θ changed at update 25
//	gru-words  --lines --tokens word, an embedding, one epoch
//	momentum   two layers, dropout, an embedding; clipping turned off at update 30
//	turned     left in the middle of an epoch by the lab, where temperature, T and B had been changed
const oldSessions = "../../sessions/testdata"

// checksum is the last line of session.json.
var checksum = regexp.MustCompile(`,\n  "checksum": "[0-9a-f-]+"`)

// kept copies a session of oldSessions into a folder of its own. If its text is not a dataset, the path to it is
// corrected.
func kept(t *testing.T, from string) (folder string) {
	t.Helper()
	folder = t.TempDir()
	to := filepath.Join(folder, filepath.Base(from))
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	meta := filepath.Join(to, "session.json")
	b, err := os.ReadFile(meta)
	if err != nil {
		t.Fatal(err)
	}
	path, _ := json.Marshal(ferry(t))
	b = []byte(strings.Replace(string(b), `"/tmp/ferry.txt"`, string(path), 1))
	b = checksum.ReplaceAll(b, nil) // as who changes the file has to
	if err := os.WriteFile(meta, b, 0o666); err != nil {
		t.Fatal(err)
	}
	return folder
}

// contents is what all files of a session contain, except the lock, which is empty.
func contents(t *testing.T, session string) string {
	t.Helper()
	list, err := os.ReadDir(session)
	if err != nil {
		t.Fatal(err)
	}
	var s strings.Builder
	for _, f := range list {
		if f.Name() != "lock" {
			fmt.Fprintln(&s, f.Name(), hash(t, filepath.Join(session, f.Name())))
		}
	}
	return s.String()
}

// steps is how many updates a session has made, according to its list.
func steps(t *testing.T, list []byte) int {
	t.Helper()
	var sessions []struct{ Step int }
	if err := json.Unmarshal(list, &sessions); err != nil || len(sessions) != 1 {
		t.Fatalf("%v: %s", err, list)
	}
	return sessions[0].Step
}

// took matches values that depend on a clock.
var took = regexp.MustCompile(`"(ms|seconds|tokens_per_second)":[^,}]*`)

// The law: every later version opens what a version has written: it evaluates, predicts and logs as the version
// whose results are kept did, looking changes nothing, and 20 further updates are the same 20 updates.
func TestSessionsOfOldFormatsGoOn(t *testing.T) {
	name := portable(t)
	found, err := filepath.Glob(oldSessions + "/format*/*")
	if err != nil || len(found) < 12 {
		t.Fatalf("%d sessions, %v", len(found), err)
	}
	var got strings.Builder
	for _, from := range found {
		folder, session := kept(t, from), filepath.Base(from)
		at := filepath.Join(folder, session)
		say := func(what string, result any) {
			fmt.Fprintf(&got, "%s/%s %s %s\n", filepath.Base(filepath.Dir(from)), session, what, result)
		}
		before := contents(t, at)
		for _, args := range []string{"eval %s --json", "eval %s --per-token", "predict %s --prefix the --json", "sample %s --length 30"} {
			all := strings.Fields(fmt.Sprintf(args, session))
			say(strings.Replace(args, "%s ", "", 1)+":", hashOf(command(t, name, folder, all...)))
		}
		format := filepath.Base(filepath.Dir(from))
		keepsBest := format != "format1" && format != "format2"
		if keepsBest {
			for _, args := range []string{"eval %s --weights best --json", "sample %s --weights best --length 30"} {
				say(strings.Replace(args, "%s ", "", 1)+":", hashOf(command(t, name, folder, strings.Fields(fmt.Sprintf(args, session))...)))
			}
		}
		made := steps(t, command(t, name, folder, "sessions", "list", "--json"))
		if contents(t, at) != before {
			t.Errorf("%s: looking at it changed it from\n%sto\n%s", from, before, contents(t, at))
		}
		rows := command(t, name, folder, "train", "--resume", session, "--steps", strconv.Itoa(made+20), "--quiet", "--jsonl", "-")
		say("rows:", hashOf(took.ReplaceAll(rows, []byte(`"$1":0`))))
		files := []string{"weights.safetensors", "metrics.csv", "events.jsonl"}
		if keepsBest {
			files = append(files, "best.safetensors")
		}
		for _, file := range files {
			say(file+":", hash(t, filepath.Join(at, file)))
		}
	}
	asKept(t, "testdata/sessions.txt", "session, what, result", got.String())
}
