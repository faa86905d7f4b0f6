package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"unroll/core/recipe"
	"unroll/datasets"
	"unroll/sessions"
)

// paired is the task of sentences that are made of others; its data are pairs.
const paired = "translation"

// pairsKind is the line of that task in kinds.
func pairsKind() kind {
	return kind{
		name: paired, names: datasets.PairNames, start: func(string) recipe.Recipe { return recipe.Translation() },
		least: func(r *recipe.Recipe) { r.Model.Source, r.Model.Vocab = max(r.Model.Source, 1), max(r.Model.Vocab, 1) }, open: openPairs,
		many: errPairs.Of(), thing: errPairs.Of(), is: errIsPairs.Of(), as: errAsPairs.Of(), models: errModelsOfPairs.Of(), has: errHasPairs.Of(),
	}
}

// openPairs opens pairs: in one place, or in two files.
func openPairs(_ *textFlags, o datasets.Opener, args []string, _ recipe.Recipe) (learnable, error) {
	first, second, err := twoPlaces(o, args)
	if err != nil {
		return learnable{}, err
	}
	p, err := o.OpenPairs(first, second)
	if err != nil {
		return learnable{}, wrongData(err)
	}
	return learnable{sessions.OfPairs(p), datasets.Text{}, sessions.RecipeForPairs(p)}, nil
}

// twoPlaces are where pairs are; second is "" if they are in one place.
func twoPlaces(o datasets.Opener, args []string) (first, second string, err error) {
	switch {
	case len(args) == 1:
		return args[0], "", nil
	case len(args) > 2:
		return "", "", &usage{errPairFiles.Of(len(args), listed(args)), hintPairFiles.Of()}
	}
	for i, name := range args {
		if name == "-" { // looking would read it
			continue
		}
		if is, sure, _ := o.LooksPaired(name); is && sure {
			return "", "", &usage{errPairedTwice.Of(name, args[1-i]), hintPairedOnce.Of()}
		}
	}
	return args[0], args[1], nil
}

// languages are ends of names that say which language a text is in: those of ISO 639, two letters or three.
var languages = strings.Split("ar,bg,ca,cs,da,de,el,en,es,et,eu,fa,fi,fr,ga,gl,he,hi,hr,hu,hy,id,is,it,ja,ka,ko,lt,lv,mk,ms,nb,nl,nn,no,pl,pt,ro,ru,sk,sl,sq,sr,sv,sw,ta,te,th,tr,uk,ur,vi,zh,"+
	"ara,bul,ces,cmn,dan,deu,ell,eng,est,fas,fin,fra,heb,hin,hun,ind,isl,ita,jpn,kor,lit,nld,nor,pol,por,ron,rus,slk,spa,swe,tha,tur,ukr,vie,zho", ",")

// inTwoLanguages says whether two files are named alike but for the languages at the end: train.en and train.fr.
func inTwoLanguages(args []string) bool {
	var stems []string
	for _, name := range args {
		end := filepath.Ext(name)
		if end == "" || !slices.Contains(languages, end[1:]) {
			return false
		}
		stems = append(stems, strings.TrimSuffix(name, end))
	}
	return len(stems) == 2 && stems[0] == stems[1] && args[0] != args[1]
}

// What two files must have to look like sentences and their translations, and how much of them is read to see it.
const (
	leastLines = 10
	mostToLook = 64 << 20
)

// lineForLine says whether two files have as many lines, so that one may translate the other line by line.
func lineForLine(args []string) bool {
	var counts []int
	for _, name := range args {
		info, err := os.Stat(name)
		if err != nil || !info.Mode().IsRegular() || info.Size() > mostToLook {
			return false
		}
		b, err := os.ReadFile(name)
		if err != nil {
			return false
		}
		counts = append(counts, bytes.Count(bytes.TrimSpace(b), []byte("\n"))+1)
	}
	return counts[0] == counts[1] && counts[0] >= leastLines && args[0] != args[1]
}
