package app

import (
	"fmt"

	"unroll/ui/screen/lab"
)

// changeUnit shows information in another unit, on this screen and later ones, and shows its name in the lab.
func (a *App) changeUnit(c lab.UnitChange) {
	if c == 0 {
		return
	}
	a.look.Unit = c.Of(a.look.Unit)
	if l, ok := a.screen.(*lab.Lab); ok {
		l.Notice(fmt.Sprintf(a.look.Words.Units.Now, a.look.UnitName()))
	}
}
