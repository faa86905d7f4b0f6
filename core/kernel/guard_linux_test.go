package kernel

import (
	"fmt"
	"runtime/debug"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// A guard is memory between two inaccessible pages: a read or write before the first number of a
// slice at its beginning, or after the last number of one at its end, is a fault.
type guard struct{ numbers []float32 }

const guardPages = 40 // each of at least 1024 numbers: the largest panel here has 38,400

func newGuard(t testing.TB) guard {
	t.Helper()
	page := unix.Getpagesize()
	all, err := unix.Mmap(-1, 0, (guardPages+2)*page, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = unix.Munmap(all) })
	for _, edge := range [][]byte{all[:page], all[len(all)-page:]} {
		if err := unix.Mprotect(edge, unix.PROT_NONE); err != nil {
			t.Fatal(err)
		}
	}
	inner := all[page : len(all)-page]
	return guard{unsafe.Slice((*float32)(unsafe.Pointer(&inner[0])), len(inner)/4)}
}

// guards returns n guards.
func guards(t testing.TB, n int) []guard {
	var list []guard
	for range n {
		list = append(list, newGuard(t))
	}
	return list
}

// take returns n numbers at the end or at the beginning.
func (g guard) take(n int, atEnd bool) []float32 {
	if lo := len(g.numbers) - n; atEnd {
		return g.numbers[lo : lo+n : lo+n]
	}
	return g.numbers[:n:n]
}

// copied copies x there.
func (g guard) copied(x []float32, atEnd bool) []float32 {
	s := g.take(len(x), atEnd)
	copy(s, x)
	return s
}

// isFault reports whether a recovered value is a memory fault.
func isFault(recovered any) bool {
	_, is := recovered.(interface{ Addr() uintptr })
	return is
}

// faultOf runs f and returns an error with the address of a memory fault, or nil.
func faultOf(f func()) (fault error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		switch r := recover().(type) {
		case nil:
		case interface{ Addr() uintptr }:
			fault = fmt.Errorf("a fault at %#x", r.Addr())
		default:
			panic(r)
		}
	}()
	f()
	return nil
}

// The law: the laws that use guards can fail.
func TestAGuardSeesOneNumberTooFar(t *testing.T) {
	g := newGuard(t)
	for _, atEnd := range []bool{false, true} {
		x := g.take(5, atEnd)
		i := -1
		if atEnd {
			i = 5
		}
		beyond := (*float32)(unsafe.Add(unsafe.Pointer(&x[0]), 4*i))
		if faultOf(func() { x[0], x[4] = 1, 1 }) != nil {
			t.Error("an access inside is refused")
		}
		if faultOf(func() { x[0] = *beyond }) == nil || faultOf(func() { *beyond = 1 }) == nil {
			t.Errorf("at the end %v: number %d can be accessed", atEnd, i)
		}
	}
}
