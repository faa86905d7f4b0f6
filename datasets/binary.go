package datasets

import (
	"bytes"
	"strings"
)

// headBytes is how much of a file is examined to distinguish text from other content.
const headBytes = 64 << 10

// binary is the error for bytes that are not text: they contain a NUL, or more than a third are
// control characters that do not occur in texts.
func binary(name string, head []byte) error {
	controls := 0
	for _, b := range head {
		if (b < ' ' && !strings.ContainsRune("\t\n\v\f\r\b\x1b", rune(b))) || b == 0x7F {
			controls++
		}
	}
	if bytes.IndexByte(head, 0) < 0 && controls*3 <= len(head) {
		return nil
	}
	bad := &BadData{Name: name, Reason: "binary, not a text", Hint: "to learn it byte by byte, use --tokens byte"}
	for _, f := range formats {
		if bytes.HasPrefix(head, []byte(f.begins)) {
			bad.Reason, bad.Hint = "binary, not a text: "+f.what, f.hint
			break
		}
	}
	return bad
}

// formats are those often mistaken for text, or often containing text.
var formats = []struct{ begins, what, hint string }{
	{"\xff\xfe", "it looks like UTF-16", "convert it, as in: iconv -f utf-16 -t utf-8"},
	{"\xfe\xff", "it looks like UTF-16", "convert it, as in: iconv -f utf-16 -t utf-8"},
	{"\x1f\x8b", "it is compressed by gzip", "unpack it, as in: gunzip -c book.txt.gz | unroll -"},
	{"\xfd7zXZ\x00", "it is compressed by xz", "unpack it, as in: xz -dc book.txt.xz | unroll -"},
	{"\x28\xb5\x2f\xfd", "it is compressed by zstd", "unpack it, as in: zstd -dc book.txt.zst | unroll -"},
	{"BZh", "it is compressed by bzip2", "unpack it, as in: bzip2 -dc book.txt.bz2 | unroll -"},
	{"PK\x03\x04", "it is a zip archive (or an EPUB, or an office document)", "take the text out of it"},
	{"%PDF-", "it is a PDF", "take the text out of it, as in: pdftotext book.pdf - | unroll -"},
	{"SQLite format 3", "it is an SQLite database", "export the text from it"},
}
