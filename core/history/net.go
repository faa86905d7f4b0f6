package history

// Net is events with at most one of a setting at a step: from the value before the first to the value after the last, in the place of the
// first. What came back to its value before the next update has changed nothing, and is left out. Events are in order of steps.
func Net(events []Event) []Event {
	var list []Event
	for from := 0; from < len(events); {
		to, begun := from, len(list)
		for ; to < len(events) && events[to].Step == events[from].Step; to++ {
			list = addNet(list, begun, events[to])
		}
		kept := list[:begun]
		for _, e := range list[begun:] {
			if e.From != e.To {
				kept = append(kept, e)
			}
		}
		list, from = kept, to
	}
	return list
}

// addNet adds e to list, of which those from begun on are of its step.
func addNet(list []Event, begun int, e Event) []Event {
	for i := begun; i < len(list); i++ {
		if list[i].Knob == e.Knob {
			list[i].To = e.To
			return list
		}
	}
	return append(list, e)
}
