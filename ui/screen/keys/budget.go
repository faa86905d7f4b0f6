package keys

// The key budget. A key means the same in every scope in which it means anything, as far as that can be. From
// the widest scope to the narrowest:
//
//	every screen   ?  help      :  command line   t  theme   g  glyphs   u  unit   ctrl+l  ctrl+z  q  ctrl+c
//	               esc  back, one level at a time
//	a run          space  .  ctrl+s               run, one update, save
//	               +  -  0  up  down              the chosen setting
//	               1 … 9  ]  [  v                 views; v lists those that have no digit
//	               i                              the prefix
//	               z  Z  R  F  T  y  Y            kept free: see Reserved
//	its panels     tab  f  L  a  x                focus, zoom, logarithmic time, range of values, crosshair away
//	               left  right                    the crosshair; what is at it is shown (scrubbing is that)
//	               enter                          kept free: opens the number at the crosshair
//	list and text  o                              a file of the disk
//	a view         all others, and enter, tab, arrows, + - 0 in its own sense
//
// A view gets keys first, so it may give those of a run another sense while it is shown; it must not take one of
// every screen (but esc, for a page of its own) nor a reserved one. While a text is typed all keys but ctrl+c are
// text.

// Reserved are the keys that no table may use yet, by what they will do. A key leaves this list when what it does is
// in the table of its scope.
var Reserved = map[string]string{
	"z": "undo the last change of a setting", "Z": "redo it",
	"R": "go on from the crosshair", "F": "fork", "T": "both futures of a clipped gradient",
	"y": "copy the value", "Y": "copy the run as a line",
}

// Everywhere are the keys of every screen: no view takes them.
var Everywhere = []string{"?", ":", "t", "g", "u", "ctrl+l", "ctrl+z", "q", "ctrl+c"}
