package datasets

import (
	"strings"
	"unicode"
)

// A script is how likely characters beyond ASCII are in texts of a kind: 1 for common ones, less for others, 0 for what hardly occurs.
type script struct {
	common, known string
	others        float64 // of letters that are neither, of the ranges
	ranges        []*unicode.RangeTable
	upper         float64 // of capitals behind a small letter
	alone         bool    // no letter of it stands beside one of ASCII
	ends          string  // letters that stand only at the end of a word
	vowels        string  // and tones, if they are characters of their own: a quarter of all beyond ASCII, or it is not meant
}

// What is likely, by kinds of texts.
var (
	simplified = script{common: "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运，。、；：？！“”‘’（）《》…—　潮汐船船港雪风雨河湖岛",
		others: 0.1, ranges: []*unicode.RangeTable{unicode.Han}}
	traditional = script{common: "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運，。、；：？！「」『』（）《》…—　潮汐船港雪風雨河湖島",
		others: 0.1, ranges: []*unicode.RangeTable{unicode.Han}}
	japaneseText = script{common: "のにはをたがでてとしれさあいうえおかきくけこすせそちつなねのひふへほまみむめもやゆよらりるろわんだじどばっょゃゅアイウエカキクコサシスタチテトナニノハフマムメモラリルレロワンー、。「」・　日一人年大国本中出会上東時行月分生",
		others: 0.2, ranges: []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana}}
	koreanText = script{common: "이다는을의에가하고한지로기도사어리나그들시게자아서은인를있대정해일수보과장부라만여전으주제구소상공화원방국세조경신안오동관면마적내진선무성위유연바모비물중되거스계우생미실것했습니었었했더러르려르던까때데며요않없",
		others: 0.35, ranges: []*unicode.RangeTable{unicode.Hangul}}
	cyrillic   = script{common: "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфё—«»", known: "ОЕАИНТСРВЛКМДПУЯГЗБЧЙХЖШЮЦЩЭФЁ", others: 0.2, ranges: []*unicode.RangeTable{unicode.Cyrillic}, upper: -1, alone: true}
	ukrainian  = script{common: "оеаинтсрвлкмдпуяьгзбчйхжшюцщфіїєґ—«»", known: "ОЕАИНТСРВЛКМДПУЯГЗБЧЙХЖШЮЦЩФІЇЄҐ", upper: -1, alone: true}
	greek      = script{common: "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋ—«»", known: "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏ΄", upper: -1, alone: true}
	hebrew     = script{common: "אבגדהוזחטיכלמנסעפצקרשתםןךףץ", alone: true, ends: "םןךףץ"}
	arabic     = script{common: "ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآةىئؤء،؟", alone: true}
	thai       = script{common: "กขคงจฉชซญณดตถทธนบปผฝพฟภมยรลวศษสหอฮะัาำิีึืุูเแโใไ็่้์ๆ", alone: true, vowels: "ะัาำิีึืุูเแโใไ็่้์"}
	western    = script{common: "éèàçüöäßñóíáúâêîôåøæãõëïûù¿¡", known: "òìÿœÉÈÀÇÜÖÄÑÓÍÁÚÂÊÎÔÅØÆÃÕ–—’‘“”…«»°·ªº§£€", upper: -1}
	central    = script{common: "áéíóúčďěňřšťůžąćęłńśźżőűăşäöü", known: "ýţđÁÉÍÓÚÝČĎĚŇŘŠŤŮŽĄĆĘŁŃŚŹŻŐŰĂŢŞĐÄÖÜßâîôë–—’“”„…«»", upper: -1}
	turkish    = script{common: "ğışçöü", known: "ĞİŞÇÖÜâîû–—’“”…", upper: -1}
	baltic     = script{common: "āčēģīķļņšūžąęėįųõäöü", known: "ĀČĒĢĪĶĻŅŠŪŽĄĘĖĮŲÕÄÖÜ–—’“”„…", upper: -1}
	nordic     = script{common: "áðéíóúýþæöåäøāēīūšžčđŋŧ", known: "ÁÐÉÍÓÚÝÞÆÖÅÄØĀĒĪŪŠŽČĐŊŦ―", upper: -1}
	maltese    = script{common: "ċġħżĉĝĥĵŝŭàèìòù", known: "ĊĠĦŻĈĜĤĴŜŬÀÈÌÒÙ", upper: -1}
	celtic     = script{common: "ŵŷáéíóúâêîôûḃċḋḟġṁṗṡṫẁẃẅỳ", known: "ŴŶÁÉÍÓÚÂÊÎÔÛḂĊḊḞĠṀṖṠṪẀẂẄỲ", upper: -1}
	romanian   = script{common: "ăâîșț", known: "ĂÂÎȘȚ„”–", upper: -1}
	vietnamese = script{common: "đơưăâêôàáéèíìóòúùý\u0300\u0301\u0303\u0309\u0323", known: "ĐƠƯĂÂÊÔ–—", upper: -1}
)

// The rule of a guess. Every character beyond ASCII counts for a script as the script's table says; a capital behind a small letter, a
// letter of Cyrillic, Greek … beside one of ASCII, and a quotation mark within a word count against it. The mean decides, and:
//
//   - A script other than Latin writes words: half of its letters stand three or more in a row, or it is not meant; nor is one of Chinese,
//     Japanese or Korean that is a single character.
//   - Final letters of Hebrew within words count against it, and Thai is not meant without vowels.
//   - Windows-1252 is by far the most common encoding of Latin letters: any other must be ahead by ahead characters.
//   - A text of ASCII with a few bytes that fit nothing is in Windows-1252, if it has a character for each of them.
const (
	ahead    = 2
	fewBytes = 10 // at most one byte of so many is beyond ASCII
)

// common1252 is the name of the most common encoding of eight bits.
const common1252 = "windows-1252"

// quotes, and signs behind numbers, do not stand between two letters.
const quotes = "¿¡“”„«»ªº"

// likelihood is the sum over the characters beyond ASCII of a text, and how many there are.
func (s *script) likelihood(text string) (sum float64, n int) {
	before, inWord, marked := ' ', 0, false // marked: a quotation mark behind a letter
	latin := func(r rune) bool { return r < 0x80 && unicode.IsLetter(r) }
	words, letters, vowels := 0, 0, 0 // letters beyond ASCII: in words of three or more, and all
	for _, r := range text {
		if marked && unicode.IsLetter(r) {
			sum--
		}
		marked = s.upper < 0 && !s.alone && unicode.IsLetter(before) && strings.ContainsRune(quotes, r)
		if r >= 0x80 && (unicode.IsLetter(r) || unicode.IsMark(r)) {
			letters++
			if inWord++; inWord == 3 {
				words += 2
			}
			if inWord >= 3 {
				words++
			}
		} else {
			inWord = 0
		}
		if s.alone && latin(r) && before >= 0x80 && unicode.IsLetter(before) {
			sum--
		}
		if strings.ContainsRune(s.ends, before) && unicode.IsLetter(r) {
			sum--
		}
		if r >= 0x80 {
			n++
			if strings.ContainsRune(s.vowels, r) {
				vowels++
			}
			switch {
			case s.alone && latin(before):
				sum--
			case strings.ContainsRune(s.common, r):
				sum++
			case s.upper < 0 && unicode.IsUpper(r) && unicode.IsLower(before):
				sum += s.upper
			case strings.ContainsRune(s.known, r):
				sum += 0.6
			case unicode.In(r, s.ranges...):
				sum += s.others
			}
		}
		before = r
	}
	if s.alone && (words == 0 || 2*words < letters) || s.vowels != "" && 4*vowels < n || s.ranges != nil && n < 2 {
		return 0, n
	}
	return sum, n
}

// leastLikely is below which no encoding is guessed.
const leastLikely = 0.2

// guess is the encoding whose characters sample would be most likely to have; nil: none is likely. It may be wrong.
func guess(sample []byte) *charset {
	var best *charset
	most := leastLikely
	if isEBCDIC(sample) {
		best, _ := findCharset("ibm037")
		return best
	}
	for _, c := range charsets {
		if c.likely == nil {
			continue
		}
		text, err := c.enc.NewDecoder().Bytes(sample)
		if err != nil {
			continue
		}
		said := strings.TrimSuffix(string(text), "\ufffd") // the sample may end within a character
		if strings.ContainsRune(said, 0xfffd) {
			continue
		}
		sum, n := c.likely.likelihood(said)
		if c.latin() && c.name != common1252 {
			sum -= ahead
		}
		if p := sum / float64(max(n, 1)); n > 0 && p > most+1e-9 {
			best, most = c, p
		}
	}
	if best == nil && mostlyASCII(sample) {
		best, _ = findCharset(common1252)
	}
	return best
}

// latin says whether the charset is one of eight bits for Latin letters.
func (c *charset) latin() bool { return !c.likely.alone && c.likely.ranges == nil }

// mostlyASCII says whether sample is a text of ASCII with a few bytes that Windows-1252 has characters for.
func mostlyASCII(sample []byte) bool {
	n := 0
	for _, b := range sample {
		switch {
		case b == 0x81 || b == 0x8D || b == 0x8F || b == 0x90 || b == 0x9D:
			return false
		case b >= 0x80:
			n++
		}
	}
	return n > 0 && (n == 1 || n*fewBytes <= len(sample))
}

// isEBCDIC says whether sample is likely to be in EBCDIC: more of its spaces than of ASCII's, and mostly its letters.
func isEBCDIC(sample []byte) bool {
	ebcdic, ascii, letters := 0, 0, 0
	for _, b := range sample {
		switch {
		case b == 0x40:
			ebcdic++
		case b == ' ':
			ascii++
		case b >= 0x81 && b <= 0x89, b >= 0x91 && b <= 0x99, b >= 0xA2 && b <= 0xA9, b >= 0xC1 && b <= 0xC9, b >= 0xD1 && b <= 0xD9, b >= 0xE2 && b <= 0xE9:
			letters++
		}
	}
	return ebcdic > ascii && 3*(letters+ebcdic) > 2*len(sample)
}
