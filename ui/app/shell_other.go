//go:build !unix

package app

import "os"

// Suspend implements shell: there is no shell to go to.
func (t *tty) Suspend(bool) error { return nil }

// jobControl has nothing to report here.
func jobControl() (stopped, continued <-chan os.Signal, end func()) { return nil, nil, func() {} }
