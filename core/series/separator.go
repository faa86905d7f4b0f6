package series

import "bytes"

// separator is what stands between columns: a tab, a semicolon or a comma, whichever is in most lines as often; spaces
// where there is none of them; a comma where there is one column.
func separator(head []byte) byte {
	for _, sep := range []byte("\t;,") {
		if often(head, func(line []byte) int { return outside(line, sep) }) > 0 {
			return sep
		}
	}
	numbers := func(line []byte) int {
		fields := bytes.Fields(line)
		good := 0
		for _, f := range fields {
			_, point := number(f, '.')
			_, comma := number(f, ',')
			if point == nil || comma == nil || isGap(f) || isDate(f) {
				good++
			}
		}
		if good < len(fields) {
			return 0
		}
		return len(fields) - 1
	}
	if often(head, numbers) > 0 {
		return ' '
	}
	return ','
}

// often is the number that count most often gives for a line, if it does so for half of them, else 0.
func often(head []byte, count func([]byte) int) int {
	times := map[int]int{}
	lines := 0
	for line := range bytes.Lines(head) {
		if line = bytes.TrimSpace(line); len(line) == 0 || line[0] == '#' {
			continue
		}
		times[count(line)]++
		if lines++; lines == maxSample {
			break
		}
	}
	best := 0
	for n, k := range times {
		if k > times[best] || (k == times[best] && n > best) {
			best = n
		}
	}
	if 2*times[best] < lines {
		return 0
	}
	return best
}

// outside counts sep outside quotation marks.
func outside(line []byte, sep byte) (n int) {
	within := false
	for _, ch := range line {
		switch {
		case ch == '"':
			within = !within
		case ch == sep && !within:
			n++
		}
	}
	return n
}

// commaIsDecimal says whether commas that look as if they stood between two columns are decimal ones: the first row
// has one name and all the others have digits on both sides, or separators between thousands.
func commaIsDecimal(rows [][][]byte) bool {
	if len(rows) < 2 || len(rows[0]) != 1 {
		return false
	}
	if _, err := number(rows[0][0], '.'); err == nil {
		return false
	}
	for _, row := range rows[1:] {
		if len(row) > 2 {
			return false
		}
		if _, ok := withoutThousands(bytes.Join(row, []byte(",")), '.'); ok && len(row) == 2 {
			continue
		}
		for _, f := range row {
			if _, err := number(f, '.'); err != nil || bytes.ContainsAny(f, ".") {
				return false
			}
		}
	}
	return true
}

// commas says whether more numbers have a decimal comma than a point.
func commas(rows [][][]byte) bool {
	comma, point := 0, 0
	for _, row := range rows {
		for _, f := range row {
			if bytes.IndexByte(f, ',') >= 0 {
				if _, err := number(f, ','); err == nil {
					comma++
				}
			} else if bytes.IndexByte(f, '.') >= 0 {
				if _, err := number(f, '.'); err == nil {
					point++
				}
			}
		}
	}
	return comma > point
}

// Looks says whether what begins with head looks like a table of numbers, and whether that is sure: a text of digits may
// be one too, and then somebody has to be asked. head may end anywhere.
func Looks(head []byte) (is, sure bool) {
	if bytes.IndexByte(head, 0) >= 0 {
		return false, false
	}
	head = bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF"))
	if i := bytes.LastIndexByte(head, '\n'); i >= 0 {
		head = head[:i+1]
	}
	d := guess(head)
	if d.ragged || d.odd >= 0 || d.rows < 3 {
		return false, false
	}
	numbers, fractions := 0, 0
	for c, s := range d.columns {
		if s.words > 0 || s.digits > 15 {
			return false, false
		}
		if d.kind(c) == Numbers {
			numbers++
			fractions += s.fractions
		}
	}
	return numbers > 0, numbers > 0 && d.rows >= 8 && (d.header || len(d.columns) > 1 || fractions > 0)
}
