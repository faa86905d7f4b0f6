// Package course knows where two courses of a run parted, of which one was left for the other.
package course

import "slices"

// A Point is a place on a course: after a number of updates, and the first changes of settings.
type Point struct{ Step, Events int }

func (p Point) before(q Point) bool {
	return p.Step < q.Step || p.Step == q.Step && p.Events < q.Events
}

// A Fork is where a course turned off the one that it came from.
type Fork struct {
	ID int // its own, among all courses of a run
	Point
}

// A Course is the forks that led to where it ends, in order.
type Course struct {
	Path []Fork
	End  Point
}

// Parted is the last point that two courses have in common.
func Parted(a, b Course) Point {
	i := 0
	for i < min(len(a.Path), len(b.Path)) && a.Path[i].ID == b.Path[i].ID {
		i++
	}
	x, y := a.after(i), b.after(i)
	if y.before(x) {
		return y
	}
	return x
}

// after is where the course goes to from its first forks on the same way: its next fork, or its end.
func (c Course) after(forks int) Point {
	if forks < len(c.Path) {
		return c.Path[forks].Point
	}
	return c.End
}

// Turn is the path of a new course that turns off at a point of an old one.
func Turn(path []Fork, id int, at Point) []Fork {
	n := slices.IndexFunc(path, func(f Fork) bool { return !f.before(at) })
	if n < 0 {
		n = len(path)
	}
	return append(slices.Clip(path[:n]), Fork{id, at})
}
