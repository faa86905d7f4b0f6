package translation

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

const (
	glanced = 200 // lines that are looked at
	fewRows = 3   // of fewer, nothing can be said
)

// Looks says whether what begins with head looks like pairs: columns with tabs between them, the first two of them texts and no numbers.
// With numbers in a further column it is a table. It may be something else, such as tagged words: sure says whether it can only be meant as
// pairs, as most lines have several words in a column, or letters of a script that is written without spaces. head may end anywhere.
func Looks(head []byte) (is, sure bool) {
	rows, sentences, table := 0, 0, 0
	head = bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF"))
	if !bytes.Contains(head, []byte{'\n'}) {
		head = bytes.ReplaceAll(head, []byte{'\r'}, []byte{'\n'}) // lines that end in CR alone, which Read accepts too
	}
	for line := range bytes.Lines(head) {
		if line[len(line)-1] != '\n' && rows >= fewRows || rows == glanced {
			break
		}
		text := strings.TrimRight(string(line), "\r\n")
		if strings.TrimSpace(text) == "" {
			continue
		}
		source, rest, tab := strings.Cut(text, "\t")
		target, further, _ := strings.Cut(rest, "\t")
		source, target = strings.TrimSpace(source), strings.TrimSpace(target)
		if !tab || source == "" || target == "" || number(target) {
			return false, false
		}
		rows++
		if slices.ContainsFunc(strings.Split(further, "\t"), number) {
			table++
		}
		if sentence(source) || sentence(target) {
			sentences++
		}
	}
	is = rows >= fewRows && 2*table <= rows
	return is, is && 2*sentences > rows
}

func number(s string) bool {
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}

// sentence says whether a text surely is more than one word: several Chinese characters may be one, but not so many.
func sentence(s string) bool {
	han := 0
	for _, r := range s {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
			han++
		}
	}
	return han > 4 || strings.ContainsRune(s, ' ')
}
