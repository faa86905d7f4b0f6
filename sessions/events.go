package sessions

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"

	"unroll/core/history"
	"unroll/core/recipe"
)

// appendEvents writes a line {"step":120,"lr":0.001} for each event; a limit that is off is null.
func appendEvents(b []byte, events []history.Event) ([]byte, error) {
	for _, e := range events {
		key, err := json.Marshal(e.Knob)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(recipe.Limit(e.To))
		if err != nil {
			return nil, err
		}
		b = append(b, `{"step":`...)
		b = strconv.AppendInt(b, int64(e.Step), 10)
		b = append(append(b, ','), key...)
		b = append(append(b, ':'), value...)
		b = append(b, "}\n"...)
	}
	return b, nil
}

// maxEvent limits a line of events.jsonl, in bytes.
const maxEvent = 1 << 12

// readEvents reads the first n events, the last of them no later than step. The previous values of
// settings follow from those that the run began with. at is where the next event goes.
func readEvents(r io.Reader, n, step int, began recipe.Settings) (events []history.Event, at int64, err error) {
	lines := bufio.NewReaderSize(r, maxEvent)
	now, last := began, 0
	for i := range n {
		line, err := lines.ReadSlice('\n')
		if errors.Is(err, io.EOF) {
			return nil, 0, errEventsEnd.Of(i, n)
		}
		var e history.Event
		if err == nil {
			e, err = readEvent(line, &now)
		}
		if err == nil && (e.Step < last || e.Step > step) {
			err = errEventStep.Of(e.Step, last, step)
		}
		if err != nil {
			return nil, 0, errLine.Of(i+1, err)
		}
		events = append(events, e)
		last = e.Step
		at += int64(len(line))
	}
	return events, at, nil
}

// readEvent reads a line and applies its change to now.
func readEvent(line []byte, now *recipe.Settings) (history.Event, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(bytes.TrimSpace(line), &fields); err != nil {
		return history.Event{}, plain(err)
	}
	var e history.Event
	if err := json.Unmarshal(fields["step"], &e.Step); err != nil || e.Step < 0 {
		return e, errStep.Of(fields["step"])
	}
	if len(fields) != 2 {
		return e, errEventSettings.Of(len(fields) - 1)
	}
	for name, value := range fields {
		if name == "step" {
			continue
		}
		k, err := recipe.FindKnob(name)
		if err != nil {
			return e, err
		}
		var to recipe.Limit
		if err := json.Unmarshal(value, &to); err != nil {
			return e, errEventValue.Of(name, value)
		}
		e.Knob, e.From, e.To = name, k.Get(now), float64(to)
		if err := k.Check(e.To); err != nil {
			return e, err
		}
		k.Set(now, e.To)
	}
	return e, nil
}
