package main

import (
	"fmt"
	tea "github.com/charmbracelet/bubbletea"
)

func main() { fmt.Println(tea.Quit != nil) }
