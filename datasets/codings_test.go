package datasets

import (
	"bytes"
	"encoding/base64"
	"regexp"
	"strings"
	"unicode/utf16"
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
