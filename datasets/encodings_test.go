package datasets

import (
	"bytes"
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode/utf32"

	"unroll/core/forecast"
	"unroll/core/text"
)

// sentences are our own, in the languages that encodings are for.
var sentences = map[string]string{
	"Chinese":   "潮水在夜里来了，船在港口等着。我们看见月亮从海上升起来，风也停了。\n老人说，这条河从前没有桥，人们都坐船过去。\n",
	"trad":      "潮水在夜裡來了，船在港口等著。我們看見月亮從海上升起來，風也停了。\n老人說，這條河從前沒有橋，人們都坐船過去。\n",
	"Japanese":  "夜になると潮が満ちてきて、船は港で待っている。わたしたちは月が海から昇るのを見た。\nその川には、むかし橋がなかったと老人は言った。\n",
	"Korean":    "밤에 밀물이 들어오고 배는 항구에서 기다린다. 우리는 바다에서 달이 뜨는 것을 보았다.\n노인은 옛날에 이 강에 다리가 없었다고 말했다.\n",
	"Russian":   "Ночью пришёл прилив, и лодки ждали в гавани. Мы видели, как луна поднялась над морем.\nСтарик сказал, что раньше через эту реку не было моста.\n",
	"Ukrainian": "Уночі прийшов приплив, і човни чекали в гавані. Ми бачили, як її світло піднялося над морем.\nСтарий їхній дім стоїть біля річки.\n",
	"French":    "La marée est montée pendant la nuit, et les bateaux ont été amarrés près du quai. L'été, la forêt s'éclaire déjà à cinq heures.\n",
	"German":    "In der Nacht kam die Flut, und die Böte lagen im Hafen. Der Fährmann weiß, daß früher keine Brücke über den Fluß führte.\n",
	"Polish":    "W nocy przyszedł przypływ, a łodzie czekały w porcie. Księżyc wzeszedł nad morzem, później wiatr ucichł. Zażółć gęślą jaźń.\n",
	"Czech":     "V noci přišel příliv a lodě čekaly v přístavu. Měsíc vyšel nad mořem, později vítr utichl. Převozník říká, že dříve tu můstek nebyl.\n",
	"Turkish":   "Gece deniz yükseldi, kayıklar limanda bekledi. Ay denizin üstünden doğdu, rüzgâr sustu. Yaşlı adam eskiden köprü olmadığını söyledi.\n",
	"Latvian":   "Naktī nāca paisums, un laivas gaidīja ostā. Mēness uzlēca virs jūras, vējš norima. Vecais vīrs teica, ka agrāk šeit tilta nebija, ģimene dzīvoja ķieģeļu mājā.\n",
	"Sami":      "Ihkku bođii ulli, ja fatnasat vurde hámmanis. Boares olmmoš dajai, ahte ovdal ii lean šaldi. Čáhci lea čáppat.\n",
	"Esperanto": "Nokte venis la tajdo, kaj la ŝipoj atendis en la haveno. La ĝardeno ĉe la rivero estas ĵus florinta, ĥoro kantis laŭ la bordo.\n",
	"Welsh":     "Daeth y llanw yn y nos, a'r cychod yn aros. Mae'r dŵr yn glir, a'r tŷ gwyn ar y bryn. Gŵyl y môr, gŵr a gwraig, tân mawr.\n",
	"Romanian":  "Noaptea a venit fluxul și bărcile așteptau în port. Luna a răsărit, iar vântul s-a oprit. Bătrânul spunea că nu era pod și că trăia acolo.\n",
	"Greek":     "Τη νύχτα ήρθε η παλίρροια και οι βάρκες περίμεναν στο λιμάνι. Είδαμε το φεγγάρι να ανατέλλει πάνω από τη θάλασσα.\n",
	"Hebrew":    "בלילה באה הגאות והסירות חיכו בנמל. ראינו את הירח עולה מעל הים והרוח שקטה.\n",
	"Arabic":    "جاء المد في الليل وكانت القوارب تنتظر في الميناء. رأينا القمر يطلع فوق البحر وسكنت الريح.\n",
	"Thai":      "น้ำขึ้นในเวลากลางคืนและเรือรออยู่ที่ท่า เราเห็นพระจันทร์ขึ้นเหนือทะเลแล้วลมก็สงบ\n",
	"Viet":      "Đêm đến nước lên và thuyền đợi ở bến. Ông già nói rằng ngày xưa ở đây không có cầu.\n",
	"English":   "The tide came in at night, and the boats waited in the harbour. “We saw the moon rise,” the ferryman said – and the wind fell.\n",
}

// speaks is what a charset is tested with.
var speaks = map[string]string{"gb18030": "Chinese", "hz-gb-2312": "Chinese", "big5": "trad", "euc-jp": "Japanese", "shift_jis": "Japanese", "iso-2022-jp": "Japanese", "euc-kr": "Korean",
	"windows-1251": "Russian", "koi8-r": "Russian", "ibm866": "Russian", "ibm855": "Russian", "iso-8859-5": "Russian", "x-mac-cyrillic": "Russian", "koi8-u": "Ukrainian",
	"windows-1250": "Polish", "iso-8859-2": "Czech", "ibm852": "Czech", "windows-1254": "Turkish", "iso-8859-3": "Esperanto", "windows-1257": "Latvian", "iso-8859-4": "Latvian", "iso-8859-13": "Latvian",
	"iso-8859-10": "Sami", "iso-8859-14": "Welsh", "iso-8859-16": "Romanian", "windows-1253": "Greek", "iso-8859-7": "Greek", "windows-1255": "Hebrew", "iso-8859-8": "Hebrew", "ibm862": "Hebrew",
	"windows-1256": "Arabic", "iso-8859-6": "Arabic", "windows-874": "Thai", "windows-1258": "Viet", "ibm850": "German", "ibm437": "German", "macintosh": "French", "ibm860": "French"}

// A coding is how a text is written.
type coding struct {
	name  string
	lang  string
	bytes func(s string) ([]byte, error)
	set   string // the charset that reads it; "": none does
}

func codings() (list []coding) {
	with := func(name, set, lang string, enc encoding.Encoding) {
		list = append(list, coding{name, lang, func(s string) ([]byte, error) { return enc.NewEncoder().Bytes([]byte(s)) }, set})
	}
	for _, c := range charsets {
		if c.enc != nil {
			lang := speaks[c.name]
			if lang == "" {
				lang = "French"
			}
			with(c.name, c.name, lang, c.enc)
		}
	}
	for name, enc := range map[string]encoding.Encoding{
		"utf-32le with a mark": utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), "utf-32be with a mark": utf32.UTF32(utf32.BigEndian, utf32.UseBOM),
		"utf-32le": utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), "utf-32be": utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)} {
		for _, lang := range []string{"English", "Chinese"} {
			with(name+" "+lang, name[:8], lang, enc)
		}
	}
	for _, x := range []struct {
		name, set string
		big, mark bool
	}{{"utf-16le with a mark", "utf-16le", false, true}, {"utf-16be with a mark", "utf-16be", true, true}, {"utf-16le", "utf-16le", false, false}, {"utf-16be", "utf-16be", true, false}} {
		for _, lang := range []string{"English", "Chinese", "Japanese", "Russian"} {
			list = append(list, coding{x.name + " " + lang, lang, func(s string) ([]byte, error) {
				if x.mark {
					s = "\ufeff" + s
				}
				return inUTF16(s, x.big), nil
			}, x.set})
		}
	}
	for _, lang := range []string{"Chinese", "French", "Japanese"} {
		list = append(list, coding{"utf-8 " + lang, lang, func(s string) ([]byte, error) { return []byte(s), nil }, "utf-8"},
			coding{"utf-7 " + lang, lang, func(s string) ([]byte, error) { return inUTF7(s), nil }, ""})
	}
	list = append(list, coding{"iso-2022-kr", "Korean", func(s string) ([]byte, error) { return in2022(s, "EUC-KR", "\x1b$)C") }, ""},
		coding{"iso-2022-cn", "Chinese", func(s string) ([]byte, error) { return in2022(s, "gb18030", "\x1b$)A") }, ""})
	return list
}

func inUTF16(s string, big bool) (b []byte) {
	for _, u := range utf16.Encode([]rune(s)) {
		if big {
			b = append(b, byte(u>>8), byte(u))
			continue
		}
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}

func inUTF7(s string) []byte {
	var b bytes.Buffer
	for _, run := range regexp.MustCompile(`[\x00-\x7f]+|[^\x00-\x7f]+`).FindAllString(s, -1) {
		if run[0] < 0x80 {
			b.WriteString(strings.ReplaceAll(run, "+", "+-"))
			continue
		}
		b.WriteString("+" + base64.RawStdEncoding.EncodeToString(inUTF16(run, true)) + "-")
	}
	return b.Bytes()
}

// in2022 writes runs of two-byte characters with SO and SI around them.
func in2022(s, set, begin string) ([]byte, error) {
	c, err := findCharset(set)
	if err != nil {
		return nil, err
	}
	b := []byte(begin + "\n")
	for _, run := range regexp.MustCompile(`[\x00-\x7f]+|[^\x00-\x7f]+`).FindAllString(s, -1) {
		if run[0] < 0x80 {
			b = append(b, run...)
			continue
		}
		two, err := c.enc.NewEncoder().Bytes([]byte(run))
		if err != nil {
			return nil, err
		}
		b = append(b, 0x0e)
		for _, x := range two {
			b = append(b, x&0x7f)
		}
		b = append(b, 0x0f)
	}
	return b, nil
}

// guessesWrong are encodings whose guess is another one, which differs in few characters or is more common.
var guessesWrong = map[string]bool{"iso-8859-10": true}

// The law: a text in any encoding is read as what it says, or not at all: then the message has a line that converts it, with the name of
// an encoding that reads it. With --encoding it is read. Nothing else is ever learned of it.
func TestEveryEncodingIsReadRightOrNotAtAll(t *testing.T) {
	all := codings()
	if len(all) < 45 {
		t.Fatalf("%d encodings", len(all))
	}
	t.Chdir(t.TempDir())
	for _, x := range all {
		t.Run(x.name, func(t *testing.T) {
			sentence := sentences[x.lang]
			if _, err := x.bytes(sentence); err != nil { // letters that this encoding lacks
				sentence = strings.Map(func(r rune) rune {
					if _, err := x.bytes(string(r)); err != nil {
						return -1
					}
					return r
				}, sentence)
			}
			for _, size := range []int{0, 1000, 100_000} {
				said := sentence
				if size > 0 {
					said = strings.Repeat(sentence, 1+size/len(sentence))
				}
				checkCoding(t, x, said)
			}
		})
	}
}

func checkCoding(t *testing.T, x coding, said string) {
	t.Helper()
	b, err := x.bytes(said)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("x.txt", b, 0o666); err != nil {
		t.Fatal(err)
	}
	got, err := Opener{}.Open("x.txt")
	switch {
	case err == nil && strings.TrimPrefix(got.Train, "\ufeff") != said:
		t.Errorf("%d bytes: learned as %q", len(b), got.Train[:min(len(got.Train), 60)])
	case err != nil:
		checkConversion(t, x, err, b, said)
	}
	if x.set == "" {
		return
	}
	named, err := Opener{Encoding: x.set}.Open("x.txt")
	if err != nil || strings.TrimPrefix(named.Train, "\ufeff") != said || named.Encoding != x.set || named.SHA256 != hash(string(b)) {
		t.Errorf("--encoding %s: %v", x.set, err)
	}
}

// checkConversion checks that a message has a line that converts a text.
func checkConversion(t *testing.T, x coding, err error, b []byte, said string) {
	t.Helper()
	var bad *BadData
	line := regexp.MustCompile(`iconv -f (\S+) -t UTF-8 x\.txt > utf8\.txt`).FindStringSubmatch(err.Error())
	if !errors.As(err, &bad) || line == nil {
		t.Errorf("%d bytes: %v", len(b), err)
		return
	}
	c, e := findCharset(line[1])
	if e != nil { // one that this program does not read
		if x.set != "" && line[1] != "ENCODING" {
			t.Errorf("%d bytes: %v", len(b), err)
		}
		return
	}
	out, _ := c.enc.NewDecoder().Bytes(b)
	if right := string(out) == said; right == guessesWrong[x.name] {
		t.Errorf("%d bytes: %v", len(b), err)
	}
}

// The law: what is not a text in UTF-7, HZ or ISO-2022 is not taken for one.
func TestSevenBitsThatAreNoEncoding(t *testing.T) {
	for _, s := range []string{
		"sums: a+bcd-e, x+yyyy-z, +441234567890-1, C++-like, 1+1=2, foo+barbaz-qux+quux-\n",
		"TeX: Fig.~{\\bf 3}, see~{Ref.~4} and ~} too, ~~ home ~/x\n", "red \x1b[31mred\x1b[0m text \x1b(B\n",
		"base64: " + base64.StdEncoding.EncodeToString([]byte("some text of our own, long enough to be folded")) + "+abcd+efgh-ijkl+\n", strings.Repeat("plain ASCII + more - less\n", 100)} {
		x, err := Opener{Stdin: strings.NewReader(s)}.Open("-")
		if err != nil || x.Train != s || x.Encoding != "" {
			t.Errorf("%q: %v", s, err)
		}
	}
}

// The law: a piece of a text, cut at any byte, is read without the unfinished character, and that is said; a letter of Latin-1 at the end
// is no unfinished character.
func TestUnfinishedLastCharacter(t *testing.T) {
	for _, lang := range []string{"Chinese", "French", "Japanese"} {
		s := strings.Repeat(sentences[lang], 3)
		for cut := len(s) - 12; cut < len(s); cut++ {
			x, err := Opener{Stdin: strings.NewReader(s[:cut])}.Open("-")
			want := strings.ToValidUTF8(s[:cut], "")
			if err != nil || x.Train != want || (len(x.Notes) > 0) != (want != s[:cut]) || x.SHA256 != hash(s[:cut]) {
				t.Errorf("cut at %d: %v, %v", cut, x.Notes, err)
			}
		}
	}
	b, _ := charsetNamed(t, "gb18030").enc.NewEncoder().String(sentences["Chinese"])
	x, err := Opener{Encoding: "gbk", Stdin: strings.NewReader(b[:100])}.Open("-")
	if err != nil || len(x.Notes) != 1 || !strings.HasPrefix(sentences["Chinese"], x.Train) || len(x.Train) != 148 {
		t.Errorf("%q %v %v", x.Train, x.Notes, err)
	}
	if x, err := (Opener{Stdin: strings.NewReader("un caf\xe9")}).Open("-"); err == nil {
		t.Errorf("%q", x.Train)
	}
}

func charsetNamed(t *testing.T, name string) *charset {
	t.Helper()
	c, err := findCharset(name)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// The law: tagged sentences, pairs and tables are read in any encoding too, with any ends of lines, in a file or from a pipe; their
// encoding is known, and the checksum is of their bytes.
func TestOtherDataInOtherEncodings(t *testing.T) {
	dir := t.TempDir()
	const tags, pairs, table = "潮\tN\n来\tV\n\n船\tN\n", "潮水\tla marée\n月亮\tla lune\n船在港口\tle bateau est au port\n河\tle fleuve et le pont\n", "时间,潮位\n1,3.5\n2,4.5\n3,5\n4,4\n5,3\n6,2\n7,3\n8,4\n"
	for _, set := range []string{"utf-8", "utf-16le", "utf-16be", "utf-32le", "gb18030"} {
		for _, end := range []string{"\n", "\r\n", "\r"} {
			for _, mark := range []string{"", "\ufeff"} {
				coded := func(s string) []byte {
					s = mark + strings.ReplaceAll(s, "\n", end)
					switch set {
					case "utf-16le", "utf-16be":
						return inUTF16(s, set == "utf-16be")
					case "utf-32le":
						b, _ := utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM).NewEncoder().Bytes([]byte(s))
						return b
					case "gb18030":
						b, _ := charsetNamed(t, set).enc.NewEncoder().Bytes([]byte(strings.ReplaceAll(s, "é", "e")))
						return b
					}
					return []byte(s)
				}
				o := Opener{}
				if set == "gb18030" && mark == "" {
					o.Encoding = set
				}
				what := set + " " + strings.NewReplacer("\n", "LF", "\r", "CR").Replace(end) + mark
				path := filepath.Join(dir, "x")
				known := set
				if set == "utf-8" {
					known = ""
				}
				os.WriteFile(path, coded(tags), 0o666)
				if x, err := o.OpenTagged(path, ""); err != nil || len(x.Train) != 2 || x.Train[0].Words[0] != "潮" || x.Encoding != known || x.SHA256 != hash(string(coded(tags))) {
					t.Errorf("%s, tags: %+v, %v", what, x, err)
				}
				os.WriteFile(path, coded(pairs), 0o666)
				if x, err := o.OpenPairs(path, ""); err != nil || len(x.Train) != 4 || x.Train[1].Source != "月亮" || x.Encoding != known || x.SHA256 != hash(string(coded(pairs))) {
					t.Errorf("%s, pairs: %+v, %v", what, x, err)
				}
				os.WriteFile(path+".csv", coded(table), 0o666)
				if x, err := o.OpenSeries(path+".csv", forecast.Options{}); err != nil || x.Table.Columns[1].Name != "潮位" || x.Encoding != known || x.SHA256 != hash(string(coded(table))) {
					t.Errorf("%s, table: %+v, %v", what, x, err)
				}
				o.Stdin = bytes.NewReader(coded(pairs))
				is, sure, o := o.LooksPaired("-")
				if x, err := o.OpenPairs("-", ""); err != nil || len(x.Train) != 4 || !is {
					t.Errorf("%s, piped pairs: %v %v %+v, %v", what, is, sure, x, err)
				}
			}
		}
	}
	os.WriteFile(filepath.Join(dir, "gbk"), []byte("\xb3\xb1\xcb\xae\tla maree\n\xd4\xc2\xc1\xc1\tla lune\n"), 0o666)
	_, err := Opener{}.OpenPairs(filepath.Join(dir, "gbk"), "")
	checkBad(t, err, "gbk: line 1, byte 1 is not UTF-8; it may be GB18030", "add --encoding gb18030, or convert it: iconv -f GB18030 -t UTF-8 ")
}

// The law: lines of a text may end in CR alone.
func TestReturnsEndLines(t *testing.T) {
	x, err := Opener{Stdin: strings.NewReader("one two\rthree\r")}.Open("-")
	if err != nil {
		t.Fatal(err)
	}
	c, err := Corpus(x, text.Options{Tokens: "word"})
	if err != nil || c.Vocab.Decode(c.Train) != "one two\nthree\n" {
		t.Errorf("%q, %v", c.Vocab.Decode(c.Train), err)
	}
}

// The law: what is read never has a character that no text has, whatever the bytes.
func FuzzDecode(f *testing.F) {
	for _, x := range codings() {
		b, _ := x.bytes(sentences[x.lang])
		f.Add(b, x.set)
	}
	f.Fuzz(func(t *testing.T, b []byte, set string) {
		if _, err := findCharset(set); err != nil {
			set = ""
		}
		x, err := Opener{Encoding: set, Stdin: bytes.NewReader(b)}.Open("-")
		var bad *BadData
		if err != nil && !errors.As(err, &bad) {
			t.Fatal(err)
		}
		if err == nil && (strings.ToValidUTF8(x.Train, "") != x.Train || strings.ContainsFunc(x.Train, func(r rune) bool { return r == 0xFFFE }) && x.Encoding != "" && x.Encoding != "utf-8") {
			t.Errorf("%q", x.Train)
		}
	})
}
