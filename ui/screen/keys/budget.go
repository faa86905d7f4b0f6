package keys

// The key budget. A key means the same in every scope in which it means anything, as far as possible. From the
// widest scope to the narrowest:
//
//	every screen   ?  help      :  command line   t  theme   g  glyphs   u  unit   ctrl+l  ctrl+z  q  ctrl+c
//	               esc  back, one level at a time
//	a run          space  .  ctrl+s               run, one update, save
//	               +  -  0  up  down              the chosen setting
//	               1 … 9  ]  [  v                 views; v lists them, with those that have no digit
//	               i                              the prefix; in the view of forecasts the last values
//	               z  Z  R                        undo, redo, go back to the crosshair
//	               F  T  y  Y                     reserved: see Reserved
//	its panels     tab  f  L  a  x                focus, zoom, logarithmic time, range of values, remove the crosshair
//	               n                              other sentences, where it translates
//	               left  right                    move the crosshair, which shows the values there
//	               enter                          reserved: opens the number at the crosshair
//	list and text  o                              a file on disk
//	list           tab  ]  [  left                the next group, the one before, fold the group
//	a view         all others, and enter, tab, arrows, + - 0 in its own sense
//
// A view gets keys first, so while it is shown it may redefine those of a run; it must not take one of every
// screen (except esc, for a page of its own) or a reserved one. While a text is typed all keys except ctrl+c are
// text.

// Reserved are the keys that no table may use yet, with what they will do. A key leaves this list once it is in
// the table of its scope.
var Reserved = map[string]string{
	"F": "fork", "T": "both futures of a clipped gradient",
	"y": "copy the value", "Y": "copy the run as a line",
}

// Everywhere are the keys of every screen: no view takes them.
var Everywhere = []string{"?", ":", "t", "g", "u", "ctrl+l", "ctrl+z", "q", "ctrl+c"}
