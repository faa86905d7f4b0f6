package app

import (
	"os"
	"os/signal"
	"syscall"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"unroll/ui/app/term"
	"unroll/ui/stop"
)

// watch passes to the loop what does not come from the keyboard: the terminal's answer about its background, its end, and
// signals. Those of stop.Ending end the program like q, SIGTSTP suspends it, and SIGQUIT ends it at once, whatever the loop is
// doing. end ends it.
func (a *App) watch(p *tea.Program, keys *term.Keys, t *tty) (end func()) {
	quits, over, gone := make(chan os.Signal, 1), make(chan struct{}), make(chan struct{}, 2)
	signal.Notify(quits, syscall.SIGQUIT)
	go func() {
		select {
		case <-quits:
			t.abort()
		case <-over:
		}
		gone <- struct{}{}
	}()
	asks, endAsks := stop.Watch()
	stopped, continued, endJobs := jobControl()
	go func() {
		for {
			select {
			case dark := <-keys.Dark:
				p.Send(darkMsg(dark))
			case <-t.out.Redraw:
				p.Send(redrawMsg{})
			case at := <-asks:
				p.Send(signalMsg(at))
			case <-keys.Gone:
				p.Send(signalMsg(time.Now()))
			case <-stopped:
				p.Send(suspendMsg{})
			case <-continued:
				p.Send(resumedMsg(time.Now()))
			case <-over:
				gone <- struct{}{}
				return
			}
		}
	}()
	return func() {
		signal.Stop(quits)
		endAsks()
		endJobs()
		close(over)
		<-gone
		<-gone
	}
}
