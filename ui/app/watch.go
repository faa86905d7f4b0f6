package app

import (
	"os"
	"os/signal"
	"syscall"

	tea "github.com/charmbracelet/bubbletea"

	"unroll/ui/app/term"
	"unroll/ui/screen/lab"
)

// watch passes to the loop what does not come from the keyboard: the terminal's answer about its background, and
// signals, which end the program like q; SIGQUIT ends it at once. stop ends it.
func (a *App) watch(p *tea.Program, in *term.Input) (stop func()) {
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT)
	over, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		for {
			select {
			case dark := <-in.Dark:
				p.Send(darkMsg(dark))
			case s := <-signals:
				if s == syscall.SIGQUIT {
					abort(p)
				}
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
