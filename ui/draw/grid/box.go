package grid

// Frame is a border with up to two titles in its top edge and one in its bottom edge:
//
//	╭ title ─────────── right ╮
//	╰ foot ───────────────────╯
type Frame struct {
	Title, Right, Foot                        string
	Border, TitleStyle, RightStyle, FootStyle Style
}

// FrameRoom is how many columns the title or the foot of a frame of width w has.
func FrameRoom(w int) int { return max(0, w-5) }

// borders are the runes of a frame: four corners, horizontal, vertical.
type borders struct{ nw, ne, sw, se, across, down rune }

var (
	roundBorders = borders{'╭', '╮', '╰', '╯', '─', '│'}
	asciiBorders = borders{'+', '+', '+', '+', '-', '|'}
)

// Box draws a frame with one title around the view and returns the inside.
func (v View) Box(title string, border, titleStyle Style) View {
	return v.Frame(Frame{Title: title, Border: border, TitleStyle: titleStyle})
}

// Frame draws a frame around the view and returns the inside. The title is truncated to fit, and the right-hand
// one is omitted if there is no room for both. In less than 2×2 cells there is no inside, and as much of the
// border as fits is drawn.
func (v View) Frame(f Frame) View {
	b, tail := roundBorders, "…"
	if v.ASCII() {
		b, tail = asciiBorders, "~"
	}
	v.outline(b, f.Border)
	if v.w < 2 || v.h < 2 {
		return View{}
	}
	v.titles(f, tail)
	return v.Inset(1, 1, 1, 1)
}

func (v View) outline(b borders, st Style) {
	right, bottom := v.w-1, v.h-1
	for x := range v.w {
		v.Set(x, 0, b.across, st)
		v.Set(x, bottom, b.across, st)
	}
	if bottom < 1 {
		return
	}
	for y := range v.h {
		v.Set(0, y, b.down, st)
		v.Set(right, y, b.down, st)
	}
	if right < 1 {
		return
	}
	v.Set(0, 0, b.nw, st)
	v.Set(right, 0, b.ne, st)
	v.Set(0, bottom, b.sw, st)
	v.Set(right, bottom, b.se, st)
}

// titles writes into the edges, with a blank on each side of a title and at least one cell of the edge after it.
func (v View) titles(f Frame, tail string) {
	at := 1
	if title := Truncate(f.Title, FrameRoom(v.w), tail); title != "" {
		at = v.title(at, 0, title, f.Border, f.TitleStyle)
	}
	if foot := Truncate(f.Foot, FrameRoom(v.w), tail); foot != "" {
		v.title(1, v.h-1, foot, f.Border, f.FootStyle)
	}
	if v.ASCII() {
		f.Right = ownInASCII(f.Right)
	}
	width := Width(f.Right)
	if width > 0 && at+width+4 <= v.w-1 {
		v.title(v.w-3-width, 0, f.Right, f.Border, f.RightStyle)
	}
}

func (v View) title(at, y int, s string, border, st Style) int {
	v.Set(at, y, ' ', border)
	at += 1 + v.Text(at+1, y, s, st)
	v.Set(at, y, ' ', border)
	return at + 1
}
