package datasets

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
)

var opticks = Source{
	Name:    "opticks",
	Title:   "Opticks",
	About:   "Isaac Newton's book of 1730 on light and colours, which every Go installation holds a copy of",
	Shows:   "what half a million characters of one author's prose allow: whole sentences in his manner.",
	Options: chars,
	Load:    loadOpticks,
	found:   func() bool { return findOpticks() != "" },
}

func loadOpticks() (Text, error) {
	path := findOpticks()
	if path == "" {
		return Text{}, &BadData{Name: "opticks", Reason: errNoOpticks.Of(opticksFile), Hint: errInstallGo.Of()}
	}
	left := MaxBytes
	p, err := Opener{}.file(Train, path, &left)
	if err != nil {
		return Text{}, err
	}
	t := assemble([]piece{p}, false)
	t.Name, t.Title, t.Path = "opticks", "Opticks", p.Path
	return t, nil
}

const opticksFile = "src/testdata/Isaac.Newton-Opticks.txt"

// findOpticks looks in the usual places of Go installations and returns a path, or "". It starts no
// program, because the first frame waits for it.
func findOpticks() string {
	for _, root := range goRoots() {
		path := filepath.Join(root, filepath.FromSlash(opticksFile))
		if info, err := os.Stat(path); root != "" && err == nil && info.Mode().IsRegular() {
			return path
		}
	}
	return ""
}

func goRoots() []string {
	roots := []string{os.Getenv("GOROOT"), rootOfGo()}
	if home, err := os.UserHomeDir(); err == nil {
		roots = append(roots, filepath.Join(home, "go"), filepath.Join(home, ".local", "go"))
		sdks, _ := filepath.Glob(filepath.Join(home, "sdk", "go*"))
		slices.Reverse(sdks) // roughly the newest first
		roots = append(roots, sdks...)
	}
	return append(roots,
		"/usr/local/go", "/usr/lib/go", "/usr/lib/golang", "/usr/share/go", "/snap/go/current",
		"/opt/homebrew/opt/go/libexec", "/usr/local/opt/go/libexec", "/opt/local/lib/go",
		`C:\Program Files\Go`, `C:\Go`)
}

// rootOfGo follows the go command on PATH to its installation: <root>/bin/go.
func rootOfGo() string {
	command, err := exec.LookPath("go")
	if err != nil {
		return ""
	}
	if command, err = filepath.EvalSymlinks(command); err != nil {
		return ""
	}
	return filepath.Dir(filepath.Dir(command))
}
