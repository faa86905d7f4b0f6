package train

import (
	"unroll/core/kernel"
	"unroll/core/nn"
	"unroll/core/optim"
	"unroll/core/text"
)

// A Choice is one of the things that a part of a recipe can be, for flags, help and menus.
type Choice struct {
	Name  string // as in a recipe
	About string // one line
}

// Cells lists what Recipe.Model.Cell can be, the plainest first.
func Cells() []Choice {
	var list []Choice
	for _, k := range nn.Cells() {
		list = append(list, Choice{k.Name, k.About})
	}
	return list
}

// Optimizers lists what Recipe.Optimizer can be, the default first.
func Optimizers() []Choice {
	var list []Choice
	for _, k := range optim.Kinds() {
		list = append(list, Choice{k.Name, k.About})
	}
	return list
}

// Tokenizers lists what Recipe.Text.Tokens can be, the default first.
func Tokenizers() []Choice {
	var list []Choice
	for _, t := range text.Tokenizers {
		list = append(list, Choice{t.Name, t.About})
	}
	return list
}

// Inits lists the forms of Recipe.Model.Init, the default first; Schedules lists those of
// Recipe.Schedule.
func Inits() []string { return nn.Inits }

// Kernel names the arithmetic in use. Runs agree bit by bit where architecture and kernel are the
// same.
func Kernel() string { return kernel.Name() }

// UseKernel forces the arithmetic by name, before any run has begun; "" takes the best that this
// processor has.
func UseKernel(name string) error { return kernel.Use(name) }
