//go:build !unix

package datasets

import "os"

func openPipe(path string) (*os.File, error) { return os.Open(path) }
