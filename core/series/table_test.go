package series

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"unroll/core/fault"
)

// rows writes n rows by a format of the row's number.
func rows(n int, format string) string {
	var b strings.Builder
	for t := range n {
		b.WriteString(strings.ReplaceAll(format, "#", fmt.Sprint(t)) + "\n")
	}
	return b.String()
}

// A table is read as what it says, however it is written.
func TestTablesAreReadHoweverTheyAreWritten(t *testing.T) {
	wave := []string{"0.5", "-1.25", "2", "3.5e1", "+4", "0", "7.125", "-8", "9"}
	want := []float32{0.5, -1.25, 2, 35, 4, 0, 7.125, -8, 9}
	comma := make([]string, len(wave))
	for i, s := range wave {
		comma[i] = strings.ReplaceAll(s, ".", ",")
	}
	with := func(values []string, format string) string { // # is the row, @ the value
		var b strings.Builder
		for i, v := range values {
			b.WriteString(strings.NewReplacer("@", v, "#", fmt.Sprint(i+1)).Replace(format))
		}
		return b.String()
	}
	day := "2024-01-0#"
	for name, c := range map[string]struct {
		text   string
		choice Choice
		sep    byte
		header bool
	}{
		"one column":                      {with(wave, "@\n"), Choice{}, ',', false},
		"with a name":                     {"level\n" + with(wave, "@\n"), Choice{}, ',', true},
		"a byte-order mark":               {"\xEF\xBB\xBFlevel\n" + with(wave, "@\n"), Choice{Column: "level"}, ',', true},
		"the ends of lines of DOS":        {"level\r\n" + with(wave, "@\r\n"), Choice{}, ',', true},
		"no end behind the last line":     {strings.TrimSuffix(with(wave, "@\n"), "\n"), Choice{}, ',', false},
		"empty lines around it":           {"\n\n" + with(wave, "@\n") + "\n\n", Choice{}, ',', false},
		"comments":                        {"# measured by hand\n" + strings.ReplaceAll(with(wave, "@\n"), "\n", "\n# yes\n"), Choice{}, ',', false},
		"dates before it":                 {"date,level\n" + with(wave, day+",@\n"), Choice{}, ',', true},
		"dates and times, no names":       {with(wave, day+"T12:30:00Z,@\n"), Choice{}, ',', false},
		"days in one number":              {"date,level\n" + with(wave, "2024010#,@\n"), Choice{}, ',', true},
		"years before it":                 {"year,level\n" + with(wave, "200#,@\n"), Choice{}, ',', true},
		"tabs":                            {"day\tlevel\n" + with(wave, day+"\t@\n"), Choice{}, '\t', true},
		"tabs and decimal commas":         {"day\tlevel\n" + with(comma, day+"\t@\n"), Choice{}, '\t', true},
		"semicolons and decimal commas":   {"day;level\n" + with(comma, "0#.01.2024;@\n"), Choice{}, ';', true},
		"decimal commas in one column":    {"level\n" + with(comma[:2], "@\n") + "2,0\n35,0\n4,0\n0,0\n7,125\n-8,0\n9,0\n", Choice{}, ';', true},
		"spaces":                          {with(wave, "  #   @\n"), Choice{}, ' ', false},
		"quotation marks":                 {"\"day\",\"le\"\"vel\"\n" + with(wave, "\""+day+"\",\"@\"\n"), Choice{Column: `le"vel`}, ',', true},
		"a name over two lines":           {"\"day\",\"level,\nin m\"\n" + with(wave, day+",@\n"), Choice{Column: "level,\nin m"}, ',', true},
		"by name among several":           {"a,b,c\n" + with(wave, "1.5,@,x\n"), Choice{Column: "b"}, ',', true},
		"by number among several":         {"a,b,c\n" + with(wave, "1.5,@,x\n"), Choice{Column: "2"}, ',', true},
		"by number without names":         {with(wave, "1.5,@,x\n"), Choice{Column: "2"}, ',', false},
		"words beside it":                 {"city,level\n" + with(wave, "Paris,@\n"), Choice{}, ',', true},
		"words beside it, no names":       {with(wave, "Paris,@\n"), Choice{}, ',', false},
		"a comma at the end of each line": {"level,\n" + with(wave, "@,\n"), Choice{}, ',', true},
		"a typographic minus":             {strings.ReplaceAll(with(wave, "@\n"), "-", "−"), Choice{}, ',', false},
		"only a target":                   {"a,b\n" + with(wave, "1.5,@\n"), Choice{Target: "b"}, ',', true},
		"only an input":                   {"a,b\n" + with(wave, "1.5,@\n"), Choice{Inputs: []string{"b"}}, ',', true},
	} {
		got, err := Read(strings.NewReader(c.text), "a.csv", c.choice)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if s := got.Series; !slices.Equal(s.Values, want) || got.Separator != c.sep || got.Header != c.header || len(s.Labels) != 1 || s.Target != 0 || !slices.Equal(s.Inputs, []int{0}) {
			t.Errorf("%s: %v, columns %v (in the first row: %v), separator %q, decimal %q", name, s.Values, s.Labels, got.Header, got.Separator, got.Decimal)
		}
	}
}

// Several columns: in the order of the table, with the inputs in the order that they are named in.
func TestSeveralColumns(t *testing.T) {
	text := "day,a,b,c\n" + rows(10, "2024-01-0#,1#,2#,3#")
	text = strings.ReplaceAll(text, "2024-01-00", "2024-01-10")
	got, err := Read(strings.NewReader(text), "a.csv", Choice{Inputs: []string{"c", "a"}, Target: "b"})
	if err != nil {
		t.Fatal(err)
	}
	s := got.Series
	if !slices.Equal(s.Labels, []Label{{2, "a"}, {3, "b"}, {4, "c"}}) || s.Target != 1 || !slices.Equal(s.Inputs, []int{2, 0}) || s.Rows() != 10 {
		t.Errorf("%+v", s)
	}
	for i, c := range []float32{1, 2, 3} {
		for row := range 10 {
			if v := s.Values[row*3+i]; v != 10*c+float32(row) {
				t.Errorf("row %d of %s: %v", row, s.Labels[i], v)
			}
		}
	}
	if got.Columns[0].Kind != Dates || got.Columns[0].Read || !got.Columns[1].Read || got.Columns[1].Kind != Numbers || got.Columns[0].Label.String() != `1 "day"` {
		t.Errorf("%+v", got.Columns)
	}
}

// The law: gaps that are filled lie on the straight line between their neighbours, all others stay.
func TestGapsAreFilledWithStraightLines(t *testing.T) {
	for _, word := range []string{"", "NA", "NaN", "n/a", "null", "."} {
		text := "a,b\n0.5,1\n1," + word + "\n1.5," + word + "\n" + word + "," + word + "\n2.5,5\n3,6\n3.5,7\n4,8\n"
		got, err := Read(strings.NewReader(text), "a.csv", Choice{Inputs: []string{"a"}, Target: "b", Gaps: "interpolate"})
		if err != nil {
			t.Fatalf("%q: %v", word, err)
		}
		for row := range got.Series.Rows() {
			if a, b := got.Series.Values[2*row], got.Series.Values[2*row+1]; a != 0.5*float32(row+1) || b != float32(row+1) {
				t.Errorf("%q: row %d is %v, %v", word, row, a, b)
			}
		}
		if got.Filled != 4 {
			t.Errorf("%q: %d filled", word, got.Filled)
		}
	}
	got, err := Read(strings.NewReader("1\n2\n\n\n5\n6\n7\n8\n\n"), "a", Choice{Gaps: "interpolate"})
	if err != nil || !slices.Equal(got.Series.Values, []float32{1, 2, 3, 4, 5, 6, 7, 8}) {
		t.Errorf("%+v, %v", got, err)
	}
}

// Gaps that cross from one block of memory to the next, and many rows.
func TestLongTables(t *testing.T) {
	const n = blockValues + 1000
	var b strings.Builder
	for row := range n {
		if row > blockValues-10 && row < blockValues+10 {
			b.WriteString("\n")
			continue
		}
		fmt.Fprintf(&b, "%d\n", row/2)
	}
	got, err := Read(strings.NewReader(b.String()), "a", Choice{Gaps: "interpolate"})
	if err != nil || got.Series.Rows() != n || got.Filled != 19 {
		t.Fatalf("%v", err)
	}
	for row, v := range got.Series.Values {
		if math.Abs(float64(v)-float64(row)/2) > 0.6 {
			t.Fatalf("row %d is %v", row, v)
		}
	}
}

// Bad tables are refused with the file, the line, the column, what is wrong and what to do.
func TestBadTables(t *testing.T) {
	good := rows(12, "1#.5")
	late := rows(2000, "1#.5")
	wide := strings.Repeat("1,", 100_000) + "1\n"
	for name, c := range map[string]struct {
		text   string
		choice Choice
		want   string // what the error begins with
	}{
		"nothing":                   {"", Choice{}, `a.csv: there is nothing in it (`},
		"only empty lines":          {"\n\n \n", Choice{}, `a.csv: there is nothing in it (`},
		"text":                      {"The tide comes in,\nand goes out again,\nand so on.\n", Choice{}, `a.csv, line 1: there is no column of numbers (`},
		"a word, early":             {"x\n" + good + "ten\n", Choice{}, `a.csv, line 14, column 1 "x": "ten" is not a number (`},
		"a word, late":              {late + "ten\n", Choice{}, `a.csv, line 2001, column 1: "ten" is not a number (`},
		"a word, first":             {"1,2\nx1,3\n4,5\n6,7\n", Choice{Column: "1"}, `a.csv, line 2, column 1: "x1" is not a number (`},
		"a word among numbers":      {"x1,2\n2,3.5\n4,5\n6,7\n", Choice{Column: "2"}, `a.csv, line 1, column 1: "x1" is not a number, though `},
		"hexadecimal":               {good + "0x10\n", Choice{}, `a.csv, line 13, column 1: "0x10" is not a number (`},
		"underscores":               {good + "1_000\n", Choice{}, `a.csv, line 13, column 1: "1_000" is not a number (`},
		"an empty field":            {"a,b\n" + rows(10, "#.5,1") + ",1\n", Choice{Column: "a"}, `a.csv, line 12, column 1 "a": there is no value (`},
		"an empty line":             {good + "\n" + good, Choice{}, `a.csv, line 13, column 1: there is no value (`},
		"NaN":                       {good + "NaN\n" + good, Choice{}, `a.csv, line 13, column 1: "NaN" is no value (`},
		"infinite":                  {good + "-Inf\n" + good, Choice{}, `a.csv, line 13, column 1: "-Inf" is not finite (`},
		"infinite where gaps are":   {good + "∞\n" + good, Choice{Gaps: "interpolate"}, `a.csv, line 13, column 1: "∞" is not finite (`},
		"too large":                 {good + "3.5e38\n", Choice{}, `a.csv, line 13, column 1: 3.5e38 is beyond ±3.4e38`},
		"much too large":            {good + "-1e999\n", Choice{}, `a.csv, line 13, column 1: -1e999 is beyond ±3.4e38`},
		"a gap at the beginning":    {"NA\n" + good, Choice{Gaps: "interpolate"}, `a.csv, line 1, column 1: a gap at the beginning or the end `},
		"a gap at the end":          {good + "NA\nNA\n", Choice{Gaps: "interpolate"}, `a.csv, line 13, column 1: a gap at the beginning or the end `},
		"three rows":                {"x\n1\n2\n3\n", Choice{}, `a.csv, line 4: the table ends after 3 rows of numbers, and at least 8 are needed (`},
		"fewer rows than asked for": {good, Choice{Rows: 100}, `a.csv, line 12: the table ends after 12 rows of numbers, and at least 100 `},
		"a hundred thousand columns": {wide + wide + wide, Choice{},
			`a.csv, line 1: more than 10000 columns (`},
		"a line without an end":         {strings.Repeat("1", 2<<20), Choice{}, `a.csv, line 1: longer than 1048576 bytes (`},
		"a quotation without an end":    {"a,b\n1,2\n\"3,4\n5,6\n", Choice{Column: "a"}, `a.csv, line 3, column 3: a quotation mark is not closed, `},
		"a quotation mark in a field":   {"a,b\n1,2\n3,4\"4\"\n5,6\n", Choice{Column: "a"}, `a.csv, line 3, column 2: a quotation mark is not closed, `},
		"dates only":                    {"day\n" + rows(10, "2024-02-1#"), Choice{}, `a.csv, line 1: there are only dates, and no `},
		"days only":                     {"day\n" + rows(10, "2024021#"), Choice{}, `a.csv, line 1: there are only dates, and no `},
		"a column of dates":             {"day,x\n" + rows(10, "2024-02-1#,1.5"), Choice{Column: "day"}, `a.csv, line 1, column 1 "day": this column has dates, such as "2024-02-10" (`},
		"a column of words":             {"city,x\n" + rows(10, "Paris,1.5"), Choice{Column: "city"}, `a.csv, line 1, column 1 "city": this column has text, such as "Paris" (`},
		"one name twice":                {"a,b,a\n" + rows(10, "1,2,3"), Choice{Column: "b"}, `a.csv, line 1, columns 1 and 3: both are called "a" (`},
		"a row too short":               {"a,b\n" + rows(10, "1,2") + "1\n", Choice{Column: "a"}, `a.csv, line 12, column 2 "b": 1 columns, but line 1 has 2 (`},
		"a row too long":                {"a,b\n" + rows(10, "1,2") + "1,2,3\n", Choice{Column: "a"}, `a.csv, line 12, column 3: 3 columns, but line 1 has 2 (`},
		"which of them":                 {"a,b\n" + rows(10, "1.5,#"), Choice{}, `a.csv, line 1: there are 2 columns of numbers, 1 "a", 2 "b" (choose one with --column`},
		"none of that name":             {"a,b\n" + rows(10, "1.5,2"), Choice{Column: "c"}, `a.csv, line 1: there is no column "c" (the columns are 1 "a", 2 "b")`},
		"none of that number":           {"a,b\n" + rows(10, "1.5,2"), Choice{Column: "3"}, `a.csv, line 1: there is no column "3" (`},
		"no target":                     {"a,b\n" + rows(10, "1.5,2"), Choice{Inputs: []string{"a", "b"}}, `several inputs without a target (`},
		"an input twice":                {"a,b\n" + rows(10, "1.5,2"), Choice{Inputs: []string{"a", "1"}, Target: "b"}, `column 1 "a" is an input twice (`},
		"one column and several":        {"a,b\n" + rows(10, "1.5,2"), Choice{Column: "a", Target: "b"}, `--column cannot be used together with `},
		"points where commas are usual": {"a;b\n" + rows(10, "1,5;2") + "1.5;2\n", Choice{Column: "a"}, `a.csv, line 12, column 1 "a": "1.5" is not a number where numbers are written with a decimal comma (`},
		"another encoding":              {"\xFF\xFE1\x00\n\x002\x00", Choice{}, `a.csv, line 1: not a text in UTF-8 (`},
		"no text":                       {good + "\x00", Choice{}, `a.csv, line 13: not a text in UTF-8 (`},
		"another way with gaps":         {good, Choice{Gaps: "guess"}, `no way to treat gaps is called "guess" (`},
	} {
		got, err := Read(strings.NewReader(c.text), "a.csv", c.choice)
		if err == nil {
			t.Errorf("%s: read as %v", name, got.Series.Values[:min(20, len(got.Series.Values))])
			continue
		}
		var f *fault.Error
		if said := err.Error(); !strings.HasPrefix(said, c.want) || strings.Contains(said, "%!") || !errors.As(err, &f) {
			t.Errorf("%s: %s\nwant %s", name, said, c.want)
		}
	}
}

// repeated is a text that goes on for a long time.
type repeated struct {
	text string
	left int
	at   int
}

func (r *repeated) Read(p []byte) (int, error) {
	if r.left == 0 {
		return 0, io.EOF
	}
	n := copy(p, r.text[r.at:])
	if r.at += n; r.at == len(r.text) {
		r.at, r.left = 0, r.left-1
	}
	return n, nil
}

// A file of a gigabyte is refused where its numbers would fill the memory that is allowed, and the memory is said.
func TestATableThatIsTooLargeSaysHowMuchMemory(t *testing.T) {
	r := &repeated{text: strings.Repeat("1\n", 1<<15), left: 1 << 14}
	_, err := read(r, "big.csv", Choice{}, 4)
	if want := "big.csv, line 1048577: its numbers need more than 4 MiB of memory ("; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("%v, want %s", err, want)
	}
	if read := 1<<14 - r.left; read > 40 {
		t.Errorf("it went on reading, to the block %d", read)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("the disk is gone") }

// What the system says of a file is passed on.
func TestAFileThatCannotBeRead(t *testing.T) {
	for _, before := range []string{"", rows(20_000, "1.5")} {
		_, err := Read(io.MultiReader(strings.NewReader(before), failing{}), "a", Choice{})
		if err == nil || !strings.Contains(err.Error(), "the disk is gone") {
			t.Errorf("behind %d bytes: %v", len(before), err)
		}
	}
}

// A text is a table of numbers, may be one, or is none.
func TestLooks(t *testing.T) {
	for name, c := range map[string]struct {
		text     string
		is, sure bool
	}{
		"nothing":                   {"", false, false},
		"prose":                     {"The tide comes in,\nand goes out,\nand so on,\nfor ever.\n", false, false},
		"a list of names":           {rows(20, "emma"), false, false},
		"sums":                      {rows(20, "1#+2#=3#"), false, false},
		"digits of π":               {"31415926535897932384626\n43383279502884197169399\n3751058209749445923078\n1640628620899862803482\n", false, false},
		"bits":                      {rows(20, "0110"), true, false},
		"whole numbers, one a line": {rows(20, "1#"), true, false},
		"with a name":               {"level\n" + rows(20, "1#"), true, true},
		"fractions":                 {rows(20, "1#.25"), true, true},
		"few":                       {rows(4, "1#.25"), true, false},
		"dates and numbers":         {rows(20, "2024-01-01,#.5"), true, true},
		"decimal commas":            {rows(20, "2024-01-01;#,5"), true, true},
		"dates only":                {rows(20, "2024-01-01"), false, false},
		"words beside numbers":      {rows(20, "Paris,1.5"), false, false},
		"rows of unequal length":    {"1 2 3\n4 5\n6\n7 8 9 10\n1 2\n", false, false},
		"cut short":                 {rows(20, "1#.25") + "2024-", true, true},
		"binary":                    {rows(20, "1#.25") + "\x00", false, false},
		"programs":                  {"int main(void) {\n  return 0;\n}\n", false, false},
	} {
		if is, sure := Looks([]byte(c.text)); is != c.is || sure != c.sure {
			t.Errorf("%s: %v, sure %v", name, is, sure)
		}
	}
}

// The law: the columns of a table are those that Read finds, whichever of them it is asked to read, and also where it has to
// ask which.
func TestColumnsAreThoseOfRead(t *testing.T) {
	for head, rows := range map[string]string{"day,open,close\n": "2024-01-01,1.5,2\n2024-01-02,2,3\n2024-01-03,3,5\n", "": "1;2,5\n3;4,5\n8;1,0\n", "x\n": "1\n2\n4\n"} {
		table := head + strings.Repeat(rows, 4)
		got, err := Columns(strings.NewReader(table), "t.csv")
		if err != nil {
			t.Fatal(err)
		}
		numbers := 0
		for _, c := range got {
			if c.Kind != Numbers {
				continue
			}
			numbers++
			want, err := Read(strings.NewReader(table), "t.csv", Choice{Column: strconv.Itoa(c.Number)})
			if err != nil {
				t.Fatal(err)
			}
			if want.Columns[c.Number-1].Read = false; !slices.Equal(got, want.Columns) {
				t.Errorf("%q: %v, want %v", table, got, want.Columns)
			}
		}
		if numbers == 0 {
			t.Errorf("%q: %v", table, got)
		}
	}
	for _, bad := range []string{"", "a,a\n1,2\n", "\x00"} {
		if _, err := Columns(strings.NewReader(bad), "t.csv"); err == nil || !IsData(err) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
