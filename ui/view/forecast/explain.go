package forecast

import (
	"unroll/ui/screen/help"
)

// Explain explains the page that is shown.
func (v *View) Explain() help.Page {
	return help.Page{Title: v.title()}
}
