package cli

import (
	"bufio"
	"fmt"
	"slices"
	"strings"

	"unroll/core/fault"
	"unroll/sessions"
)

var (
	errNotAsked = fault.New("cli.remove_unasked", "removing a session is for good, and there is no terminal to ask on")
	hintYes     = fault.New("cli.hint.yes", "if you are sure: unroll sessions remove --yes %s")
	errNotYes   = fault.New("cli.remove_refused", "nothing was removed")
)

// remove deletes sessions, unless a person who is asked says no. All are found before the first is removed.
func (c *call) remove(names []string, sure bool) error {
	store := sessions.Default(c.folder)
	var found []string // each once, by its own name
	for _, name := range names {
		own, err := store.Removable(name)
		if err != nil {
			return err
		}
		if !slices.Contains(found, own) {
			found = append(found, own)
		}
	}
	if !sure {
		if err := c.askToRemove(store, found); err != nil {
			return err
		}
	}
	for _, name := range found {
		if err := store.Remove(name); err != nil {
			return err
		}
		fmt.Fprintf(c.errw, c.words.CLI.Sessions.Removed+"\n", tame(name))
	}
	return nil
}

// askToRemove asks on the terminal. Error: there is none, or the answer is not yes.
func (c *call) askToRemove(store sessions.Store, names []string) error {
	if !isTerminal(c.in) || !isTerminal(c.errw.screen()) {
		return &usage{errNotAsked.Of(), hintYes.Of(strings.Join(names, " "))}
	}
	say := c.words.CLI.Kept
	for _, name := range names {
		s := store.Look(name)
		if s.Err != nil {
			fmt.Fprintf(c.errw, say.AboutDamaged+"\n", tame(s.Name), tame(c.words.Error(s.Err)))
			continue
		}
		fmt.Fprintf(c.errw, say.About+"\n", tame(s.Name), tame(s.Dataset()), s.Model(), c.updates(s.Step), s.Saved.Format(minute))
	}
	fmt.Fprint(c.errw, say.AskRemove+" ")
	answer, _ := bufio.NewReader(c.in).ReadString('\n') // the end of input is a no
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "y", "yes":
		return nil
	}
	return errNotYes.Of()
}
