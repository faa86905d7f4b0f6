package datasets

import (
	"strings"
	"testing"
)

// The law: one byte beyond ASCII, or a few, in a text of ASCII are taken to be in Windows-1252, whatever the byte; bytes that it has no
// character for are not. Words of Cyrillic among ASCII are still seen.
func TestFewBytesBeyondASCII(t *testing.T) {
	around := []string{"caf%s noir\n", "x %s y", "%s", "na%sve, and more of it", "%s la carte", "20%sC"}
	for b := 0x80; b <= 0xFF; b++ {
		want := "windows-1252"
		if strings.Contains("\x81\x8d\x8f\x90\x9d", string([]byte{byte(b)})) {
			want = ""
		}
		for _, s := range around {
			got := ""
			if c := guess([]byte(strings.Replace(s, "%s", string([]byte{byte(b)}), 1))); c != nil {
				got = c.name
			}
			if want != "" && got != want {
				t.Errorf("%#x in %q is guessed to be %q", b, s, got)
			} else if want == "" && got == "windows-1252" {
				t.Errorf("%#x in %q is guessed to be Windows-1252", b, s)
			}
		}
	}
	for s, want := range map[string]string{
		"r\xe9sum\xe9": "windows-1252", "\xe0 la Zo\xeb, \xe9t\xe9\n": "windows-1252", "\xbfqu\xe9? ma\xf1ana": "windows-1252", "\x93so\x94 it\x92s \x96 done\x85": "windows-1252",
		"stra\xdfe, M\xfcller, \xd6l": "windows-1252", "the word \xec\xee\xf0\xe5 is Russian for sea\n": "windows-1251", "\xec\xee\xf0\xe5": "windows-1251",
	} {
		if c := guess([]byte(s)); c == nil || c.name != want {
			t.Errorf("%q: %v, not %s", s, c, want)
		}
	}
}

// The law: letters are read as words are written: what would put Hebrew's final letters inside words, or Thai consonants without vowels,
// is another encoding.
func TestGuessByHowWordsAreWritten(t *testing.T) {
	for name, text := range map[string]string{
		"euc-kr":       "밀물이 등대로 돌아오고 노인은 조용히 잠들었다. 갈매기가 울고 밤은 천천히 밝아 온다.",
		"windows-1251": "Приливът се връща към фара и старецът заспива тихо. Нощта е дълга и студена.",
		"windows-1255": "הגאות חוזרת אל המגדלור והזקן ישן בשקט. לילה טוב לכולם, אמר הדייג.",
		"windows-874":  "น้ำขึ้นกลับมาที่ประภาคาร และชายชราก็หลับไปอย่างเงียบสงบ",
	} {
		c, err := findCharset(name)
		if err != nil {
			t.Fatal(err)
		}
		b, err := c.enc.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if got := guess(b); got == nil || got.name != name {
			t.Errorf("%s is guessed to be %v", name, got)
		}
	}
}
