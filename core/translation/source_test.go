package translation

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// tenth holds out the last tenth of a source.
func tenth(s Source) (train, valid []Line) {
	list := s.Load()
	n := len(list) * 9 / 10
	return list[:n], list[n:]
}

// The law: a source is described, has its number of pairs, is the same every time, and the first of many are those of few.
func TestSources(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range Sources {
		if !regexp.MustCompile(`^[a-z-]+$`).MatchString(s.Name) || seen[s.Name] || s.Title == "" || s.About == "" || !strings.HasSuffix(s.Shows, ".") {
			t.Errorf("%+v", s)
		}
		seen[s.Name] = true
		if found, ok := Find(s.Name); !ok || found.Title != s.Title || s.Options.Check() != nil {
			t.Errorf("%s: found %v, %v", s.Name, found, ok)
		}
		list := s.Load()
		if len(list) != s.N || !slices.Equal(list, s.Load()) || !slices.Equal(list[:100], s.make(1, 100)) || slices.Equal(list[:200], s.make(2, 200)) {
			t.Errorf("%s: %d pairs, or not the same ones", s.Name, len(list))
		}
		for _, x := range list {
			if x != (Line{strings.TrimSpace(x.Source), strings.TrimSpace(x.Target)}) || x.Source == "" || x.Target == "" || strings.ContainsAny(x.Source+x.Target, "\t\n[|]") {
				t.Fatalf("%s: %q", s.Name, x)
			}
		}
	}
	if _, ok := Find("nothing of the kind"); ok {
		t.Error("found what is not there")
	}
}

// The law: a held-out sentence is new, but for one that may stand on the border; all its words are known; a source that is not
// ambiguous is a function, and one that is OneToOne can be turned round.
func TestHeldOutPartsOfSources(t *testing.T) {
	for _, s := range Sources {
		train, valid := tenth(s)
		targets, sources, both := map[string]string{}, map[string]string{}, map[string]bool{}
		for _, x := range train {
			if y, ok := targets[x.Source]; ok && !s.Ambiguous() {
				t.Fatalf("%s: %q is twice there: %q, %q", s.Name, x.Source, x.Target, y)
			}
			if y, ok := sources[x.Target]; ok && s.OneToOne {
				t.Fatalf("%s: %q is of %q and of %q", s.Name, x.Target, x.Source, y)
			}
			targets[x.Source], sources[x.Target] = x.Target, x.Source
		}
		for _, x := range valid {
			if _, ok := targets[x.Source]; ok {
				both[x.Source] = true
			}
			if _, ok := sources[x.Target]; ok && s.OneToOne {
				t.Fatalf("%s: the translation of %q is in the training part", s.Name, x)
			}
		}
		if len(both) > 1 || len(both) > 0 && !s.Ambiguous() {
			t.Errorf("%s: %d sentences are in both parts", s.Name, len(both))
		}
		c := corpus(t, train, valid, s.Options)
		if len(c.Source.Words) != c.Source.Known || len(c.Target.Words) != c.Target.Known || c.Left != (Left{Pairs: s.N}) {
			t.Errorf("%s: %d of %d and %d of %d words are known; %+v", s.Name, c.Source.Known, len(c.Source.Words), c.Target.Known, len(c.Target.Words), c.Left)
		}
		floor, exact := c.Floor(), s.Exact(c, c.Valid)
		if s.Ambiguous() == (floor.Ambiguous == 0) || s.Ambiguous() == (floor.Nats == 0) || s.Ambiguous() == (exact == Exact{Match: 1}) {
			t.Errorf("%s: %+v, %+v", s.Name, floor, exact)
		}
		o := s.Options
		o.Reverse = true
		turned := corpus(t, train, valid, o)
		if back := s.Exact(turned, c.Valid); s.OneToOne != (back == Exact{Match: 1}) {
			t.Errorf("%s: reversed: %+v", s.Name, back)
		}
		if turned.Source.Chars != c.Target.Chars || turned.Target.Chars != c.Source.Chars || turned.Left != c.Left || turned.Source.Known != c.Target.Known {
			t.Errorf("%s: reversed, sentences are read in other tokens: %+v", s.Name, turned.Left)
		}
	}
}

// The law: what is written is the date, read by other means, and can be read as no other date; every form is in the training part.
func TestDates(t *testing.T) {
	s, _ := Find("dates")
	train, valid := tenth(s)
	ends, used := regexp.MustCompile(`(\d)(st|nd|rd|th)\b`), map[string]int{}
	for i, x := range slices.Concat(train, valid) {
		plain := ends.ReplaceAllString(x.Source, "$1")
		read := ""
		for _, layout := range append(slices.Clone(forms[:len(forms)-2]), "the 2 of January 2006") {
			day, err := time.Parse(layout, plain)
			if err != nil {
				continue
			}
			if read != "" && read != day.Format("2006-01-02") {
				t.Fatalf("%q is %s and %s", x.Source, read, day)
			}
			read = day.Format("2006-01-02")
			if w, _, ok := strings.Cut(plain, ","); ok && strings.HasSuffix(w, "day") && w != day.Weekday().String() {
				t.Fatalf("%q is a %s", x.Source, day.Weekday())
			}
		}
		if read != x.Target {
			t.Fatalf("%q is %q, not %q", x.Source, read, x.Target)
		}
		if i < len(train) {
			day, _ := time.Parse("2006-01-02", x.Target)
			for _, form := range forms {
				if written(day, form) == x.Source {
					used[form]++
				}
			}
		}
	}
	for _, form := range forms {
		if used[form] < len(train)/(2*len(forms)) {
			t.Errorf("%q: %d times", form, used[form])
		}
	}
	for n, want := range map[int]string{1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 13: "13th", 21: "21st", 22: "22nd", 30: "30th", 31: "31st"} {
		if got := ordinal(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}

// readChinese is the number of a numeral, by adding up.
func readChinese(s string) int {
	total, section, digit := 0, 0, 0
	for i, r := range []rune(s) {
		switch r {
		case '万':
			total, section, digit = (section+digit)*10_000, 0, 0
		case '千', '百', '十':
			if i == 0 {
				digit = 1
			}
			section, digit = section+digit*map[rune]int{'千': 1000, '百': 100, '十': 10}[r], 0
		default:
			digit = slices.Index(chineseDigits, string(r))
		}
	}
	return total + section + digit
}

// readEnglish is the number of words.
func readEnglish(s string) int {
	total, part := 0, 0
	for _, w := range strings.Fields(s) {
		switch i, j := slices.Index(small, w), slices.Index(tens, w); {
		case w == "thousand":
			total, part = part*1000, 0
		case w == "hundred":
			part *= 100
		case i >= 0:
			part += i
		case j >= 0:
			part += 10 * j
		}
	}
	return total + part
}

// The law: numbers in words can be read back, and are written as books have them.
func TestNumbers(t *testing.T) {
	for x, want := range map[int][2]string{
		0: {"zero", "零"}, 10: {"ten", "十"}, 14: {"fourteen", "十四"}, 20: {"twenty", "二十"}, 101: {"one hundred and one", "一百零一"}, 110: {"one hundred and ten", "一百一十"},
		204: {"two hundred and four", "二百零四"}, 1004: {"one thousand and four", "一千零四"}, 1010: {"one thousand and ten", "一千零一十"}, 2300: {"two thousand three hundred", "二千三百"},
		10_010: {"ten thousand and ten", "一万零一十"}, 12_345: {"twelve thousand three hundred and forty five", "一万二千三百四十五"}, 60_203: {"sixty thousand two hundred and three", "六万零二百零三"},
		105_000: {"one hundred and five thousand", "十万五千"}, 110_000: {"one hundred and ten thousand", "十一万"}, 200_400: {"two hundred thousand four hundred", "二十万零四百"},
		300_006: {"three hundred thousand and six", "三十万零六"}, 999_999: {"nine hundred and ninety nine thousand nine hundred and ninety nine", "九十九万九千九百九十九"},
	} {
		if got := [2]string{english(x), numerals(x)}; got != want {
			t.Errorf("%d: %q, want %q", x, got, want)
		}
	}
	for x := 0; x < 1_000_000; x += 1 + x/3000 {
		e, c := english(x), numerals(x)
		if readEnglish(e) != x || readChinese(c) != x || strings.Contains(c, "零零") || x > 0 && strings.HasSuffix(c, "零") {
			t.Fatalf("%d: %q, %q", x, e, c)
		}
	}
	words, _ := Find("number-words")
	hanzi, _ := Find("hanzi")
	lengths := map[int]int{}
	for _, x := range words.Load() {
		n, err := strconv.Atoi(x.Source)
		if err != nil || readEnglish(x.Target) != n {
			t.Fatalf("%q, %v", x, err)
		}
		lengths[len(x.Source)]++
	}
	for _, x := range hanzi.Load() {
		if readEnglish(x.Source) != readChinese(x.Target) {
			t.Fatalf("%q", x)
		}
	}
	for n, want := range map[int]int{1: 10, 2: 90, 3: 900, 4: 3000, 5: 3000, 6: 3000} {
		if lengths[n] < want-want/20 {
			t.Errorf("%d numbers of %d digits", lengths[n], n)
		}
	}
}

// The law: letters come again, backwards, or sorted; every length has its share.
func TestLetters(t *testing.T) {
	for name, right := range map[string]func(source, target string) bool{
		"echo": func(a, b string) bool { return a == b },
		"reverse": func(a, b string) bool {
			for i := range a {
				if a[i] != b[len(b)-1-i] {
					return false
				}
			}
			return true
		},
		"sort": func(a, b string) bool {
			for _, r := range letters {
				if strings.Count(a, string(r)) != strings.Count(b, string(r)) {
					return false
				}
			}
			return slices.IsSorted([]byte(b))
		},
	} {
		s, _ := Find(name)
		lengths := map[int]int{}
		for _, x := range s.Load() {
			if len(x.Source) != len(x.Target) || !right(x.Source, x.Target) {
				t.Fatalf("%s: %q", name, x)
			}
			lengths[len(x.Source)]++
		}
		for n := 4; n <= mostLetters; n++ {
			if lengths[n] < s.N/(mostLetters+5) {
				t.Errorf("%s: %d of %d letters", name, lengths[n], n)
			}
		}
		if len(lengths) != mostLetters {
			t.Errorf("%s: lengths %v", name, lengths)
		}
	}
}
