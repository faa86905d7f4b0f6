package sessions

import (
	"io"
	"os"
)

// Replace does what renameio, which does not support Windows, does elsewhere. Go's Rename replaces
// the target on Windows too.
func (d osDisk) Replace(path string, data []byte) error {
	temporary := path + ".new"
	if err := d.Remove(temporary); err != nil {
		return err
	}
	err := d.Create(temporary, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
	if err == nil {
		err = os.Rename(temporary, path)
	}
	if err != nil {
		os.Remove(temporary)
	}
	return err
}

// SyncDir does nothing: Windows has no such call, and NTFS writes its journal in order.
func (osDisk) SyncDir(string) error { return nil }
