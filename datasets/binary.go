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
	bad := &BadData{Name: name, Reason: errBinary.Of(), Hint: errUseBytes.Of()}
	for _, f := range formats {
		if bytes.HasPrefix(head, []byte(f.begins)) {
			bad.Reason, bad.Hint = f.what, f.hint
			break
		}
	}
	return bad
}

// formats are those often mistaken for text, or often containing text.
var formats = []struct {
	begins     string
	what, hint error
}{
	{"\x1f\x8b", errPacked.Of("gzip"), errUnpack.Of("gzip", ".gz")},
	{"\xfd7zXZ\x00", errPacked.Of("xz"), errUnpack.Of("xz", ".xz")},
	{"\x28\xb5\x2f\xfd", errPacked.Of("zstd"), errUnpack.Of("zstd", ".zst")},
	{"BZh", errPacked.Of("bzip2"), errUnpack.Of("bzip2", ".bz2")},
	{"PK\x03\x04", errZip.Of(), errExtract.Of()},
	{"%PDF-", errPDF.Of(), errUsePDF.Of()},
	{"SQLite format 3", errSQLite.Of(), errExport.Of()},
}
