package i18n

// Undo holds the texts about going back: undo, redo, the branches that were left.
type Undo struct {
	Undo, Redo, Here string // keys
	Ghost            string // on the chart: the branch that was abandoned last
	GoingBack        string // the phase, in few words: percent
	OnTheWay         string // in the bottom row: the step to go to, updates to make again, as a text
	Back             string // the step that the run is back at, the step that redo returns to
	Returned         string // the step that the run is at again
	Ruined, Diverged string // what undo would undo: the setting and its value, the step of the change
	NoCrosshair      string
}

var englishUndo = Undo{
	Undo: "undo the last change of a setting", Redo: "redo: return to where the run was before", Here: "go back to the step at the crosshair, and on from there",
	Ghost: "abandoned", GoingBack: "going back %d %%",
	OnTheWay: "going back to step %s: %s to make again; esc calls it off",
	Back:     "back at step %s; Z returns to step %s", Returned: "at step %s again",
	Ruined: "ruined: z undoes %s %s of step %s", Diverged: "diverged: z undoes %s %s of step %s",
	NoCrosshair: "move the crosshair to a step first, with ← and →",
}
