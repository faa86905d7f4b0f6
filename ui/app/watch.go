package app

import (
	"os"
	"os/signal"
	"syscall"

	tea "github.com/charmbracelet/bubbletea"

	"unroll/ui/app/term"
	"unroll/ui/screen/lab"
)

// watch hands the loop what comes from outside the keyboard: the terminal's answer about its
// background, and signals, which end the program as q does. stop ends it.
func (a *App) watch(p *tea.Program, in *term.Input) (stop func()) {
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	over, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		for {
			select {
			case dark := <-in.Dark:
				p.Send(darkMsg(dark))
			case <-signals:
				p.Send(lab.Quit{})
			case <-over:
				return
			}
		}
	}()
	return func() {
		signal.Stop(signals)
		close(over)
		<-gone
	}
}
