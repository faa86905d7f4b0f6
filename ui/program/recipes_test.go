package program

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

// update rewrites what is kept in testdata. To check that a change preserves the results, make them with the
// program before it: UNROLL_BINARY=/tmp/before go test ./ui/program -run … -update.
var update = flag.Bool("update", false, "write the results in testdata anew")

// portable is the program to compare with what is kept: with the kernel in plain Go, whose bytes are the same on
// every amd64 processor. On others the compiler may round x·y+z once instead of twice.
func portable(t *testing.T) string {
	t.Helper()
	if runtime.GOARCH != "amd64" {
		t.Skip("what is kept was made on amd64")
	}
	t.Setenv("UNROLL_KERNEL", "portable")
	if name := os.Getenv("UNROLL_BINARY"); name != "" {
		return name
	}
	t.Setenv("GOAMD64", "v1") // from v3 on the compiler does round x·y+z once
	return binary(t)
}

// ferry is a small text of our own, with repeated lines and words.
func ferry(t *testing.T) string {
	t.Helper()
	name, err := filepath.Abs("../../sessions/testdata/ferry.txt")
	if err != nil {
		t.Fatal(err)
	}
	return name
}

// command runs the program without a terminal and returns what it wrote to standard output.
func command(t *testing.T, name, folder string, args ...string) []byte {
	t.Helper()
	var out, words bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "UNROLL_SESSIONS="+folder)
	cmd.Stdout, cmd.Stderr = &out, &words
	if err := cmd.Run(); err != nil {
		t.Fatalf("unroll %s: %v\n%s", strings.Join(args, " "), err, words.Bytes())
	}
	return out.Bytes()
}

// hash is the beginning of a file's sha256, in hex.
func hash(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return hashOf(b)
}

func hashOf(b []byte) string { return fmt.Sprintf("%.10x", sha256.Sum256(b)) }

// recipes are the flags of runs of a few updates: each cell with each optimizer and tokenizer, cycling through
// the other flags, and then everything that has a code path of its own.
func recipes() []string {
	var list []string
	rates := map[string]string{"adam": "0.01", "sgd": "0.5", "momentum": "0.1", "rmsprop": "0.005"}
	shapes := []string{"", " --lines", " --layers 2", " --layers 2 --dropout 0.3", " --lines --layers 2 --dropout 0.3 --embed 5"}
	for _, cell := range []string{"rnn", "rnn-relu", "lstm", "gru"} {
		for _, optimizer := range []string{"adam", "sgd", "momentum", "rmsprop"} {
			for _, tokens := range []string{"char", "word", "byte"} {
				list = append(list, fmt.Sprintf("--cell %s --optimizer %s --lr %s --tokens %s --hidden 9 --batch 5 --unroll 7 --steps 15%s",
					cell, optimizer, rates[optimizer], tokens, shapes[len(list)%len(shapes)]))
			}
		}
		for _, hidden := range []int{1, 16, 33} { // a register, and sizes that do not fill one
			list = append(list, fmt.Sprintf("--cell %s --hidden %d --batch 3 --unroll 5 --steps 12", cell, hidden))
		}
	}
	const small = "--hidden 10 --batch 4 --unroll 6 "
	for _, more := range []string{"--schedule cosine --steps 20", "--schedule step:8,0.5 --steps 20", "--schedule plateau:0.5 --lr 0.05 --steps 320",
		"--init normal:0.1 --steps 9", "--clip off --steps 9", "--clip 0.01 --steps 9", "--valid 0 --steps 9", "--seed 77 --steps 9", "--epochs 1.5"} {
		list = append(list, small+more)
	}
	return append(list, "--hidden 40 --batch 1 --unroll 50 --steps 5", "--hidden 24 --batch 64 --unroll 1 --steps 12")
}

// The law: what a recipe learns is fixed, byte by byte, and so are its logs, however the code is rearranged and
// whatever the number of threads.
func TestTheSameRecipesLearnTheSameBytes(t *testing.T) {
	name, text, folder := portable(t), ferry(t), t.TempDir()
	var got strings.Builder
	for i, recipe := range recipes() {
		session, threads := fmt.Sprint("r", i), strconv.Itoa(1+i%3)
		args := append([]string{"train", text, "--save", session, "--quiet", "--threads", threads}, strings.Fields(recipe)...)
		command(t, name, folder, args...)
		at := filepath.Join(folder, session)
		fmt.Fprintf(&got, "%s %s %s\n", hash(t, filepath.Join(at, "weights.safetensors")), hash(t, filepath.Join(at, "metrics.csv")), recipe)
	}
	asKept(t, "testdata/recipes.txt", "weights, metrics, recipe", got.String())
}

// asKept compares text line by line with a file of testdata; columns describes its lines.
func asKept(t *testing.T, file, columns, text string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want, got := strings.Split(string(b), "\n"), strings.Split(text, "\n")
	if len(want) != len(got) {
		t.Fatalf("%d lines, want the %d of %s", len(got), len(want), file)
	}
	for i := range want {
		if want[i] != got[i] {
			t.Errorf("%s:\nis  %s\nwas %s", columns, got[i], want[i])
		}
	}
}
