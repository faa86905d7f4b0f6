package datasets

import (
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/transform"
)

// A charset is an encoding of characters that texts can be read in.
type charset struct {
	name, iconv string // as --encoding and as iconv call it
	also        string // other names, with spaces between them
	about       string // for whom
	decoder     func() transform.Transformer
	bad         string // what decoder writes for bytes that are no character
	enc         encoding.Encoding
	likely      *script // how often its characters occur in texts; nil: it is never a guess
}

// charsets is the table of them. Of two that fit equally well, the first is guessed.
var charsets = []*charset{
	{name: "utf-8", iconv: "UTF-8", about: "Unicode"},
	wideSet("utf-16le", 2, false), wideSet("utf-16be", 2, true), wideSet("utf-32le", 4, false), wideSet("utf-32be", 4, true),
	coded("gb18030", "GB18030", "gbk gb2312 cp936 euc-cn", "Chinese", simplifiedchinese.GB18030, &simplified),
	coded("big5", "BIG5-HKSCS", "big5-hkscs cp950", "Chinese, traditional", traditionalchinese.Big5, &traditional),
	coded("hz-gb-2312", "HZ", "hz", "Chinese, seven bits", simplifiedchinese.HZGB2312, nil),
	coded("euc-jp", "EUC-JP", "ujis", "Japanese", japanese.EUCJP, &japaneseText),
	coded("shift_jis", "CP932", "sjis cp932 windows-31j ms932", "Japanese", japanese.ShiftJIS, &japaneseText),
	coded("iso-2022-jp", "ISO-2022-JP", "", "Japanese, seven bits", japanese.ISO2022JP, nil),
	coded("euc-kr", "CP949", "cp949 uhc ks_c_5601-1987", "Korean", korean.EUCKR, &koreanText),
	coded("windows-1251", "CP1251", "cp1251", "Cyrillic", charmap.Windows1251, &cyrillic),
	coded("koi8-r", "KOI8-R", "", "Cyrillic", charmap.KOI8R, &cyrillic),
	coded("koi8-u", "KOI8-U", "", "Cyrillic", charmap.KOI8U, &ukrainian),
	coded("ibm866", "CP866", "cp866", "Cyrillic", charmap.CodePage866, &cyrillic),
	coded("ibm855", "CP855", "cp855", "Cyrillic", charmap.CodePage855, &cyrillic),
	coded("iso-8859-5", "ISO-8859-5", "", "Cyrillic", charmap.ISO8859_5, &cyrillic),
	coded("x-mac-cyrillic", "MAC-CYRILLIC", "mac-cyrillic", "Cyrillic", charmap.MacintoshCyrillic, &cyrillic),
	coded("windows-1252", "CP1252", "cp1252", "Western European", charmap.Windows1252, &western),
	coded("iso-8859-1", "ISO-8859-1", "latin1 latin-1", "Western European", charmap.ISO8859_1, &western),
	coded("iso-8859-15", "ISO-8859-15", "latin9", "Western European", charmap.ISO8859_15, &western),
	coded("macintosh", "MACINTOSH", "mac-roman macroman", "Western European", charmap.Macintosh, &western),
	coded("ibm850", "CP850", "cp850", "Western European", charmap.CodePage850, &western),
	coded("ibm437", "CP437", "cp437", "Western European", charmap.CodePage437, &western),
	coded("ibm858", "CP858", "cp858", "Western European", charmap.CodePage858, &western),
	coded("ibm860", "CP860", "cp860", "Portuguese", charmap.CodePage860, &western),
	coded("ibm863", "CP863", "cp863", "French", charmap.CodePage863, &western),
	coded("ibm865", "CP865", "cp865", "Nordic", charmap.CodePage865, &western),
	coded("ibm037", "CP037", "cp037 ebcdic", "Western European, EBCDIC", charmap.CodePage037, nil),
	coded("ibm1047", "CP1047", "cp1047", "Western European, EBCDIC", charmap.CodePage1047, nil),
	coded("windows-1250", "CP1250", "cp1250", "Central European", charmap.Windows1250, &central),
	coded("iso-8859-2", "ISO-8859-2", "latin2", "Central European", charmap.ISO8859_2, &central),
	coded("ibm852", "CP852", "cp852", "Central European", charmap.CodePage852, &central),
	coded("windows-1254", "CP1254", "cp1254 iso-8859-9 latin5", "Turkish", charmap.Windows1254, &turkish),
	coded("iso-8859-3", "ISO-8859-3", "latin3", "South European", charmap.ISO8859_3, &maltese),
	coded("windows-1257", "CP1257", "cp1257", "Baltic", charmap.Windows1257, &baltic),
	coded("iso-8859-4", "ISO-8859-4", "latin4", "Baltic", charmap.ISO8859_4, &baltic),
	coded("iso-8859-13", "ISO-8859-13", "latin7", "Baltic", charmap.ISO8859_13, &baltic),
	coded("iso-8859-10", "ISO-8859-10", "latin6", "Nordic", charmap.ISO8859_10, &nordic),
	coded("iso-8859-14", "ISO-8859-14", "latin8", "Celtic", charmap.ISO8859_14, &celtic),
	coded("iso-8859-16", "ISO-8859-16", "latin10", "Romanian", charmap.ISO8859_16, &romanian),
	coded("windows-1253", "CP1253", "cp1253", "Greek", charmap.Windows1253, &greek),
	coded("iso-8859-7", "ISO-8859-7", "", "Greek", charmap.ISO8859_7, &greek),
	coded("windows-1255", "CP1255", "cp1255", "Hebrew", charmap.Windows1255, &hebrew),
	coded("iso-8859-8", "ISO-8859-8", "", "Hebrew", charmap.ISO8859_8, &hebrew),
	coded("ibm862", "CP862", "cp862", "Hebrew", charmap.CodePage862, &hebrew),
	coded("windows-1256", "CP1256", "cp1256", "Arabic", charmap.Windows1256, &arabic),
	coded("iso-8859-6", "ISO-8859-6", "", "Arabic", charmap.ISO8859_6, &arabic),
	coded("windows-874", "CP874", "cp874 tis-620 iso-8859-11", "Thai", charmap.Windows874, &thai),
	coded("windows-1258", "CP1258", "cp1258", "Vietnamese", charmap.Windows1258, &vietnamese),
}

func coded(name, iconv, also, about string, enc encoding.Encoding, likely *script) *charset {
	return &charset{name: name, iconv: iconv, also: also, about: about, enc: enc, likely: likely, bad: "\ufffd",
		decoder: func() transform.Transformer { return enc.NewDecoder() }}
}

func wideSet(name string, unit int, big bool) *charset {
	return &charset{name: name, iconv: strings.ToUpper(name), about: "Unicode", bad: badWide,
		decoder: func() transform.Transformer { return &wide{unit: unit, big: big} }}
}

// An Encoding is a name that Opener.Encoding takes, and who uses it.
type Encoding struct{ Name, About string }

// Encodings are those that texts can be read in. Further names of theirs are known too (CheckEncoding).
func Encodings() (list []Encoding) {
	for _, c := range charsets {
		list = append(list, Encoding{c.name, c.about})
	}
	return list
}

// CheckEncoding is the name of an encoding in Encodings, for that name or another of the same; "" stays "".
func CheckEncoding(name string) (string, error) {
	c, err := findCharset(name)
	if err != nil || c == nil {
		return "", err
	}
	return c.name, nil
}

// findCharset finds a charset by a name; nil for "".
func findCharset(name string) (*charset, error) {
	if name == "" {
		return nil, nil
	}
	same := func(a string) bool { return bare(a) == bare(name) }
	for _, c := range charsets {
		if same(c.name) || same(c.iconv) {
			return c, nil
		}
		for _, other := range strings.Fields(c.also) {
			if same(other) {
				return c, nil
			}
		}
	}
	if enc, err := ianaindex.IANA.Encoding(name); err == nil && enc != nil {
		for _, c := range charsets {
			if c.enc == enc {
				return c, nil
			}
		}
	}
	var names []string
	for _, c := range charsets {
		names = append(names, c.name)
	}
	return nil, errNoEncoding.Of(name, strings.Join(names, ", "))
}

// bare is a name without what people write in it differently.
func bare(name string) string {
	return strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(name))
}
