package fault

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// counted finds a verb of a format and the noun that it counts, with what agrees with that.
var counted = regexp.MustCompile(`%(\[\d+\])?[-+# 0]*\d*(?:\.\d+)?([a-zA-Z%])(?:([ ~](?:held-out |different |training |more |other )?)(` + nouns() + `)\b( are\b| were\b| have\b)?)?`)

// one has the singular of the nouns that are counted.
var one = map[string]string{
	"tokens": "token", "updates": "update", "epochs": "epoch", "lines": "line", "words": "word", "rows": "row", "pairs": "pair",
	"sentences": "sentence", "weights": "weight", "parameters": "parameter", "windows": "window", "characters": "character", "steps": "step",
	"files": "file", "bytes": "byte", "numbers": "number", "columns": "column", "sequences": "sequence", "sessions": "session",
	"threads": "thread", "blanks": "blank", "tags": "tag", "features": "feature", "tensors": "tensor", "targets": "target",
	"sources": "source", "examples": "example", "tables": "table", "dimensions": "dimension", "validations": "validation",
	" are": " is", " were": " was", " have": " has", "": "",
}

func nouns() string {
	var list []string
	for many := range one {
		if many != "" && many[0] != ' ' {
			list = append(list, many)
		}
	}
	return strings.Join(list, "|")
}

// Format is fmt.Sprintf for an English sentence whose nouns may be counted: see Counted.
func Format(format string, args ...any) string { return fmt.Sprintf(Counted(format, args...), args...) }

// Counted is a format for arguments of which some may be 1: a noun right after its verb is then in the singular, and what follows
// agrees.
func Counted(format string, args ...any) string {
	next, ones := 0, false
	for _, a := range args {
		ones = ones || isOne(a)
	}
	if !ones {
		return format
	}
	return counted.ReplaceAllStringFunc(format, func(s string) string {
		m := counted.FindStringSubmatch(s)
		if m[2] == "%" {
			return s
		}
		if m[1] != "" {
			n, _ := strconv.Atoi(strings.Trim(m[1], "[]"))
			next = n - 1
		}
		i := next
		next++
		if m[4] == "" || i < 0 || i >= len(args) || !isOne(args[i]) {
			return s
		}
		verb := strings.TrimSuffix(s, m[3]+m[4]+m[5])
		return verb + m[3] + one[m[4]] + one[m[5]]
	})
}

// isOne reports whether an argument is the number one, or its text.
func isOne(a any) bool {
	switch a := a.(type) {
	case int:
		return a == 1
	case int64:
		return a == 1
	case string:
		return a == "1"
	case fmt.Stringer:
		return a.String() == "1"
	}
	return false
}
