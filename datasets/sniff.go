package datasets

import (
	"bytes"
	"encoding/base64"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf16"
)

// marks are byte-order marks, the longer of two that begin alike first. That of UTF-8 stays in the text, whose checksum it is part of.
var marks = []struct{ begins, name string }{
	{"\xff\xfe\x00\x00", "utf-32le"}, {"\x00\x00\xfe\xff", "utf-32be"}, {"\xff\xfe", "utf-16le"}, {"\xfe\xff", "utf-16be"}, {"\x84\x31\x95\x33", "gb18030"},
}

// sniff finds the encoding of a text from its beginning, as far as it is certain: by a byte-order mark, by the zeros of UTF-16 and UTF-32,
// by the escapes of ISO-2022-JP and HZ; nil: UTF-8, or one that cannot be told. problem is that of an encoding that is certain and that
// this program does not read. whole says that head is all there is.
func sniff(head []byte, whole bool) (c *charset, problem *unread) {
	for _, m := range marks {
		if strings.HasPrefix(string(head[:min(len(head), 4)]), m.begins) {
			c, _ := findCharset(m.name)
			if strings.HasPrefix(m.name, "utf-32") && len(head) > 4 && c.garbles(head) { // UTF-16 whose first character is U+0000
				continue
			}
			return c, nil
		}
	}
	if bytes.IndexByte(head, 0) >= 0 {
		return wideWithout(head, whole), nil
	}
	return escaped(head)
}

// garbles says whether head is no text in c.
func (c *charset) garbles(head []byte) bool {
	w := c.decoder()
	out := make([]byte, 4*len(head)+4)
	n, _, _ := w.Transform(out, head, false)
	return strings.Contains(string(out[:n]), c.bad)
}

// An unread is an encoding that is recognised and not read.
type unread struct{ name, iconv string }

// escapes7 are sequences of seven-bit encodings that no other text has.
var escapes7 = []struct{ has, name string }{
	{"\x1b$)C", "ISO-2022-KR"}, {"\x1b$)A", "ISO-2022-CN"}, {"\x1b$)G", "ISO-2022-CN"}, {"\x1b$*H", "ISO-2022-CN"},
	{"\x1b$B", ""}, {"\x1b$@", ""}, {"\x1b$(D", ""}, {"\x1b(J", ""}, {"\x1b(I", ""},
}

// escaped recognises encodings of seven bits.
func escaped(head []byte) (*charset, *unread) {
	if bytes.IndexFunc(head, func(r rune) bool { return r >= 0x80 }) >= 0 {
		return nil, nil
	}
	for _, e := range escapes7 {
		switch {
		case !bytes.Contains(head, []byte(e.has)):
		case e.name != "":
			return nil, &unread{e.name, e.name}
		default:
			c, _ := findCharset("iso-2022-jp")
			return c, nil
		}
	}
	if isHZ(head) {
		c, _ := findCharset("hz-gb-2312")
		return c, nil
	}
	if isUTF7(head) {
		return nil, &unread{"UTF-7", "UTF-7"}
	}
	return nil, nil
}

// hz is what HZ writes between ASCII: ~{, pairs of bytes, ~}.
var hz = regexp.MustCompile(`~\{((?:[!-w][!-~])+)~\}`)

// isHZ says whether a text of seven bits is in HZ: everything behind a tilde is as HZ has it, and what is between ~{ and ~} is Chinese.
func isHZ(head []byte) bool {
	runs := hz.FindAllSubmatch(head, -1)
	if len(runs) == 0 {
		return false
	}
	rest := hz.ReplaceAll(head, nil)
	if i := bytes.LastIndex(rest, []byte("~{")); i >= 0 && bytes.IndexByte(rest[i:], '\n') < 0 {
		rest = rest[:i] // head ends in the middle of it
	}
	left := strings.NewReplacer("~~", "", "~\n", "", "~\r\n", "").Replace(string(rest))
	if i := strings.IndexByte(left, '~'); i >= 0 && i < len(left)-1 {
		return false
	}
	c, _ := findCharset("hz-gb-2312")
	han, all := 0, 0
	for _, run := range runs {
		text, err := c.enc.NewDecoder().Bytes(append(append([]byte("~{"), run[1]...), "~}"...))
		if err != nil {
			return false
		}
		for _, r := range string(text) {
			if all++; unicode.Is(unicode.Han, r) || unicode.IsPunct(r) {
				han++
			}
			if r == 0xFFFD {
				return false
			}
		}
	}
	return 2*han > all
}

// shifted is what UTF-7 writes for characters beyond ASCII.
var shifted = regexp.MustCompile(`\+([A-Za-z0-9+/]{3,})-?`)

// leastShifted is how many such characters make sure that a text is in UTF-7: a sum in a text of ASCII has fewer.
const leastShifted = 12

// isUTF7 says whether a text of seven bits is surely in UTF-7: whatever could be a shifted run is one, with letters of one script or two.
func isUTF7(head []byte) bool {
	runs := shifted.FindAllSubmatch(head, -1)
	if n := len(runs); n > 1 && bytes.HasSuffix(head, runs[n-1][0]) {
		runs = runs[:n-1] // it may not be whole
	}
	n := 0
	for _, run := range runs {
		units, err := base64.RawStdEncoding.DecodeString(string(run[1]))
		if err != nil || len(units)%2 != 0 {
			return false
		}
		var list []uint16
		for i := 0; i < len(units); i += 2 {
			list = append(list, uint16(units[i])<<8|uint16(units[i+1]))
		}
		for _, r := range utf16.Decode(list) {
			if may, _ := plain(r); !may {
				return false
			}
			if r > 0x7F {
				n++
			}
		}
	}
	return n >= leastShifted
}
