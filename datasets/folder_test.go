package datasets

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// The law: a folder is listed with folders first and names sorted ignoring case, with hidden entries marked and
// links followed.
func TestFolder(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.txt", "A.txt", ".hidden", "汉字.txt", "zed/inner.txt", "Alpha/x", ".git/y"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want := []Entry{
		{Name: ".git", Dir: true, Hidden: true}, {Name: "Alpha", Dir: true}, {Name: "zed", Dir: true},
		{Name: ".hidden", Hidden: true, Bytes: 7}, {Name: "A.txt", Bytes: 5}, {Name: "b.txt", Bytes: 5}, {Name: "汉字.txt", Bytes: 10},
	}
	if os.Symlink("zed", filepath.Join(dir, "to-zed")) == nil {
		_ = os.Symlink("nowhere", filepath.Join(dir, "broken"))
		want = append(want[:2:2], append([]Entry{{Name: "to-zed", Dir: true, Link: true}}, want[2:]...)...)
		want = append(want[:7:7], append([]Entry{{Name: "broken", Link: true, Odd: true}}, want[7:]...)...)
	}
	got, err := Folder(dir)
	if err != nil {
		t.Fatal(err)
	}
	for i := range got {
		if got[i].Dir {
			got[i].Bytes = 0
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nnot\n%+v", got, want)
	}
}

// The law: a folder that does not exist, may not be read, or is not a folder is reported as such, never
// shown as empty.
func TestFolderThatCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	locked := filepath.Join(dir, "locked")
	if err := os.Mkdir(locked, 0o000); err != nil {
		t.Fatal(err)
	}
	for path, says := range map[string]string{filepath.Join(dir, "gone"): "no such file or folder", file: "not a directory", locked: "no permission"} {
		if _, err := os.ReadDir(path); err == nil {
			continue // root reads everything
		}
		list, err := Folder(path)
		var bad *BadData
		if !errors.As(err, &bad) || !strings.Contains(err.Error(), says) || len(list) > 0 {
			t.Errorf("%s: %v", path, err)
		}
	}
}
