package main

import (
	"fmt"
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
)

// data holds the constants in memory by name: each is declared once, however many functions use it.
var data = map[string]Mem{}

func declared(name string, value Constant) Mem {
	if m, ok := data[name]; ok {
		return m
	}
	m := ConstData(name, value)
	data[name] = m
	return m
}

// inMemory is a number in memory, named and given by its bits: an integral number written as a
// float would reach the assembler as an integer.
func inMemory(x float32) Mem {
	bits := math.Float32bits(x)
	return declared(fmt.Sprintf("c%08x", bits), U32(bits))
}
