//go:build !unix

package term

import "os"

// arrives reports that no more can be known to come: where it is used, Bubble Tea reads events and not bytes.
func arrives(*os.File) bool { return false }
