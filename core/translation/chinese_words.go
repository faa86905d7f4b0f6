package translation

import (
	"math/rand/v2"
	"strings"
)

// A word, or a phrase, and its translation, which is a template (see ways).
type word struct{ en, zh string }

// A person is who does something.
type person struct {
	word
	form string // of the verb be: am, are, is
}

func (p person) be() string { return p.form }

// say is what follows the person: of one, or of several.
func (p person) say(one, many string) string {
	if p.form == "is" {
		return one
	}
	return many
}

var (
	pronouns = []person{
		{word{"I", "我"}, "am"}, {word{"you", "[你6|您3|你们1]"}, "are"}, {word{"he", "他"}, "is"}, {word{"she", "她"}, "is"}, {word{"we", "我们"}, "are"}, {word{"they", "[他们7|她们3]"}, "are"},
	}
	named = []person{
		{word{"my friend", "我的朋友"}, "is"}, {word{"my mother", "我妈妈"}, "is"}, {word{"the teacher", "老师"}, "is"}, {word{"the doctor", "医生"}, "is"}, {word{"the old man", "老人"}, "is"},
		{word{"our neighbour", "我们的邻居"}, "is"}, {word{"the children", "孩子们"}, "are"}, {word{"Li Ming", "李明"}, "is"}, {word{"Wang Fang", "王芳"}, "is"},
	}
	people = append(pronouns[:len(pronouns):len(pronouns)], named...)
	others = people[1:] // whom one asks about
)

// A noun is a thing that can be counted.
type noun struct {
	one, many string
	measure   string
	zh        string
	like      []word // what it may be, before it
	is        []word // what it may be said to be
}

// A phrase is a word that may be plural.
type phrase struct {
	word
	plural bool
}

// numbers from two on that are said of things.
var fewNumbers = []word{{"two", "两"}, {"three", "三"}, {"four", "四"}, {"five", "五"}, {"ten", "十"}}

// some is one or a few of a thing: in Chinese with its measure word.
func (n noun) some(rng *rand.Rand) phrase {
	like := word{}
	if len(n.like) > 0 && rng.IntN(2) == 0 {
		like = pick(rng, n.like)
	}
	if rng.IntN(2) == 0 {
		en := join(like.en, n.one)
		article := "a"
		if strings.ContainsRune("aeiou", rune(en[0])) {
			article = "an"
		}
		return phrase{word{article + " " + en, "一" + n.measure + like.zh + n.zh}, false}
	}
	few := pick(rng, fewNumbers)
	return phrase{word{join(few.en, like.en, n.many), few.zh + n.measure + like.zh + n.zh}, true}
}

// that is the one that is meant.
func (n noun) that() word { return word{"that " + n.one, "那" + n.measure + n.zh} }

// A verb is what is done with things, and where.
type verb struct {
	en, one, past string
	zh            string
	things        []noun
	places        []word
}

// of is the verb's form for who does it.
func (v verb) of(who person) string { return who.say(v.one, v.en) }

func (v verb) thing(rng *rand.Rand) phrase { return pick(rng, v.things).some(rng) }

// place is where it is done, or nowhere in particular.
func (v verb) place(rng *rand.Rand) word {
	if rng.IntN(3) == 0 {
		return word{}
	}
	return pick(rng, v.places)
}

var (
	colours   = []word{{"red", "红色的"}, {"blue", "蓝色的"}, {"black", "黑色的"}, {"white", "白色的"}}
	dyed      = append([]word{{"new", "新"}}, colours...)
	furry     = []word{{"black", "黑色的"}, {"white", "白色的"}, {"small", "小"}}
	prices    = []word{{"expensive", "贵"}, {"cheap", "便宜"}}
	worth     = []word{{"expensive", "贵"}, {"cheap", "便宜"}, {"beautiful", "漂亮"}, {"small", "小"}}
	readable  = []word{{"interesting", "有意思"}, {"long", "长"}, {"important", "重要"}}
	animal    = []word{{"beautiful", "漂亮"}, {"small", "小"}, {"big", "大"}}
	beautiful = []word{{"beautiful", "漂亮"}}

	book      = noun{"book", "books", "本", "书", []word{{"new", "新"}, {"interesting", "有意思的"}, {"expensive", "很贵的"}}, append(prices, readable...)}
	letter    = noun{"letter", "letters", "封", "信", []word{{"long", "长"}, {"important", "重要的"}}, readable}
	newspaper = noun{"newspaper", "newspapers", "份", "报纸", nil, readable[:1]}
	poem      = noun{"poem", "poems", "首", "诗", []word{{"long", "长"}}, readable[:2]}
	picture   = noun{"picture", "pictures", "幅", "画", []word{{"beautiful", "漂亮的"}}, worth}
	umbrella  = noun{"umbrella", "umbrellas", "把", "雨伞", dyed, worth}
	coat      = noun{"coat", "coats", "件", "大衣", dyed, worth}
	cup       = noun{"cup", "cups", "个", "杯子", dyed, worth}
	table     = noun{"table", "tables", "张", "桌子", dyed, worth}
	flower    = noun{"flower", "flowers", "朵", "花", append(beautifulFlower, colours[0], colours[3]), beautiful}
	car       = noun{"car", "cars", "辆", "汽车", dyed, worth}
	house     = noun{"house", "houses", "[座5|栋5]", "房子", []word{{"new", "新"}, {"white", "白色的"}, {"small", "小"}}, worth}
	dog       = noun{"dog", "dogs", "[只6|条4]", "狗", furry, animal}
	cat       = noun{"cat", "cats", "只", "猫", furry, animal}
	horse     = noun{"horse", "horses", "匹", "马", furry[:2], animal}

	beautifulFlower = []word{{"beautiful", "漂亮的"}}
)

var (
	shops = []word{{"in the shop", "在商店"}, {"at the market", "在市场"}, {"in Beijing", "在北京"}, {"in Shanghai", "在上海"}}
	calm  = []word{{"in the park", "在公园"}, {"at school", "在学校"}, {"at home", "在家"}, {"in the library", "在图书馆"}, {"by the river", "在河边"}, {"in the garden", "在花园里"}, {"at the station", "在车站"}}
	open  = []word{{"in the park", "在公园"}, {"by the river", "在河边"}, {"near the station", "在车站附近"}, {"in Beijing", "在北京"}, {"in Shanghai", "在上海"}}
)

// The first verbs are of what is done again and again, and all but the last of what one can intend to do.
const (
	usual    = 4
	intended = 6
)

var verbs = []verb{
	{"buy", "buys", "bought", "买", []noun{book, newspaper, picture, cup, flower, umbrella, coat}, shops},
	{"read", "reads", "read", "[看5|读5]", []noun{book, letter, newspaper, poem}, calm},
	{"write", "writes", "wrote", "写", []noun{book, letter, poem}, calm},
	{"draw", "draws", "drew", "画", []noun{flower, dog, cat, horse, house}, calm},
	{"sell", "sells", "sold", "卖", []noun{car, house, horse, table, picture}, shops},
	{"rent", "rents", "rented", "[租7|出租3]", []noun{house, car}, open},
	{"see", "sees", "saw", "[看见6|看到4]", []noun{dog, cat, horse, car, house, flower}, open},
}

var (
	pasts   = []word{{"yesterday", "昨天"}, {"this morning", "今天早上"}, {"last week", "[上个星期6|上周4]"}, {"last month", "上个月"}, {"last year", "去年"}}
	futures = []word{{"tomorrow", "明天"}, {"tonight", "今天晚上"}, {"next week", "[下个星期6|下周4]"}, {"next month", "下个月"}, {"next year", "明年"}}
	always  = []word{{"every day", "每天"}, {"every morning", "每天早上"}, {"every week", "每个星期"}, {"every evening", "每天晚上"}}

	roles    = []word{{"my friend", "我的朋友"}, {"our neighbour", "我们的邻居"}, {"a teacher", "[老师7|一位老师3]"}, {"a doctor", "[医生7|一位医生3]"}, {"Li Ming", "李明"}, {"Wang Fang", "王芳"}}
	mores    = []word{{"taller", "高"}, {"older", "大"}, {"busier", "忙"}, {"stronger", "强壮"}, {"happier", "高兴"}}
	goals    = []word{{"Beijing", "北京"}, {"Shanghai", "上海"}, {"Hangzhou", "杭州"}, {"school", "学校"}, {"the station", "车站"}, {"the park", "公园"}, {"the library", "图书馆"}}
	vehicles = []word{{"by train", "坐火车"}, {"by bus", "坐公共汽车"}, {"by car", "开车"}, {"by bicycle", "骑自行车"}, {"by taxi", "坐出租车"}}
	reasons  = []word{{"it rained", "下雨"}, {"it snowed", "下雪"}, {"it was cold", "很冷"}, {"it was hot", "很热"}}
	gifts    = []noun{book, picture, cup, umbrella, coat, flower, cat, dog}
)

// A spot is where things are.
type spot struct {
	word
	things []noun
}

var spots = []spot{
	{word{"on the table", "桌子上"}, []noun{book, letter, newspaper, cup, flower, cat}},
	{word{"under the table", "桌子下面"}, []noun{dog, cat, book, umbrella}},
	{word{"on the wall", "墙上"}, []noun{picture}},
	{word{"behind the door", "门后面"}, []noun{umbrella, coat, dog, cat}},
	{word{"in the room", "房间里"}, []noun{table, picture, dog, cat, flower}},
	{word{"in front of the house", "房子前面"}, []noun{car, horse, dog, flower}},
	{word{"near the station", "车站附近"}, []noun{car, house}},
	{word{"by the river", "河边"}, []noun{horse, dog, house, flower}},
}
