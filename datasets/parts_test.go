package datasets

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
)

// The law: in a folder, files are taken for what their names say, in any case and with any ends, and which was taken as what is said;
// one for testing is never read; where it is not clear, all that could be meant are listed.
func TestSortFolder(t *testing.T) {
	for _, c := range []struct{ files, train, valid, says string }{
		{"ptb.train.txt ptb.valid.txt ptb.test.txt README", "ptb.train.txt", "ptb.valid.txt", "for testing, not read: ptb.test.txt; left out: README"},
		{"train.txt val.txt", "train.txt", "val.txt", "learned: train.txt; validated on: val.txt"},
		{"train.txt dev.txt readme.md LICENSE", "train.txt", "dev.txt", "left out: LICENSE, readme.md"},
		{"wiki.train.tokens wiki.valid.tokens wiki.test.tokens", "wiki.train.tokens", "wiki.valid.tokens", "wiki.test.tokens"},
		{"TRAIN.TXT Validation.Txt TEST.TXT", "TRAIN.TXT", "Validation.Txt", "TEST.TXT"},
		{"trainSet.txt devSet.txt testSet.txt", "trainSet.txt", "devSet.txt", "testSet.txt"},
		{"train valid test", "train", "valid", "not read: test"},
		{"ptb.train ptb.dev ptb.test", "ptb.train", "ptb.dev", "not read: ptb.test"},
		{"train/a.txt train/b.txt valid/a.txt test/a.txt", "train/a.txt train/b.txt", "valid/a.txt", "not read: test/a.txt"},
		{"训练集.txt 验证集.txt 测试集.txt", "训练集.txt", "验证集.txt", "not read: 测试集.txt"},
		{"a.txt b.md README.md CHANGELOG.txt LICENSE-MIT.md", "a.txt b.md", "", "left out: CHANGELOG.txt, LICENSE-MIT.md, README.md"},
		{"train.py input.txt", "input.txt", "", "left out: train.py"},
		{"contest.txt evaluate.txt developer.txt trainee.txt", "contest.txt developer.txt evaluate.txt trainee.txt", "", "learned: contest.txt"},
		{"train.txt notes.txt", "train.txt", "", "left out: notes.txt"},
		{"a.train.txt b.train.txt", "", "", "which file to learn from: a.train.txt, b.train.txt"},
		{"train.txt dev.txt valid.txt", "", "", "which file to validate on: dev.txt, valid.txt"},
		{"valid.txt a.txt", "", "", "no file has train in its name, but others have valid, dev or test: valid.txt, a.txt"},
		{"test.txt a.txt", "", "", "no file has train"},
		{"train-dev.txt a.txt", "", "", "two parts"},
		{"train.txt train/a.txt", "", "", "which file to learn from: train/a.txt, train.txt"},
	} {
		t.Run(c.files, func(t *testing.T) {
			t.Chdir(t.TempDir())
			all := map[string]string{}
			for _, f := range strings.Fields(c.files) {
				all[path.Join("corpus", f)] = "text of " + f
			}
			writeAll(t, all)
			x, err := Opener{}.Open("corpus")
			said := fmt.Sprint(err)
			if len(x.Notes) > 0 {
				said = x.Notes[0].Error()
			}
			if !strings.Contains(said, c.says) {
				t.Errorf("%q does not say %q", said, c.says)
			}
			var unclear *Unclear
			if c.train == "" {
				if !errors.As(err, &unclear) || unclear.Train == "" || unclear.Valid == "" {
					t.Errorf("%v", err)
				}
				return
			}
			got := map[string][]string{}
			for _, p := range x.Parts {
				got[p.Role] = append(got[p.Role], strings.TrimPrefix(p.Name, "corpus/"))
			}
			if !slices.Equal(got[Train], strings.Fields(c.train)) || !slices.Equal(got[Valid], strings.Fields(c.valid)) || x.Test != nil || len(got[Test]) > 0 {
				t.Errorf("%v, %v", got, err)
			}
		})
	}
}

// The law: folders of tagged sentences and of pairs follow the same rule.
func TestSortFolderOfOthers(t *testing.T) {
	t.Chdir(t.TempDir())
	const tags, pairs = "a\tA\nb\tB\n", "a\tb\n"
	writeAll(t, map[string]string{
		"ud/en-ud-train.conllu": tags, "ud/en-ud-dev.conllu": tags, "ud/en-ud-test.conllu": "never read", "ud/LICENSE.txt": "x",
		"ner/eng.train": tags, "ner/eng.testa": "never read", "ner/eng.testb": "never read", "folders/train/a.tsv": tags, "folders/dev/a.tsv": tags,
		"two/a.train.tsv": tags, "two/b.train.tsv": tags,
		"mt/train.en": "a\n", "mt/train.fr": "b\n", "mt/val.en": "a\n", "mt/val.fr": "b\n", "mt/test2016.en": "never read", "mt/README.md": "x",
		"mts/train/x.en": "a\n", "mts/train/x.fr": "b\n", "mts/valid/x.en": "a\n", "mts/valid/x.fr": "b\n", "tsv/train.a.tsv": pairs, "tsv/train.b.tsv": pairs})
	for folder, says := range map[string]string{"ud": "learned: en-ud-train.conllu; validated on: en-ud-dev.conllu; for testing, not read: en-ud-test.conllu; left out: LICENSE.txt",
		"ner": "learned: eng.train; for testing, not read: eng.testa, eng.testb", "folders": "learned: train/a.tsv; validated on: dev/a.tsv"} {
		x, err := Opener{}.OpenTagged(folder, "")
		if err != nil || len(x.Notes) == 0 || !strings.Contains(x.Notes[0].Error(), says) || len(x.Train) != 1 {
			t.Errorf("%s: %+v, %v", folder, x, err)
		}
	}
	for folder, says := range map[string]string{"mt": "learned: train.en, train.fr; validated on: val.en, val.fr; for testing, not read: test2016.en; left out: README.md",
		"mts": "learned: train/x.en, train/x.fr; validated on: valid/x.en, valid/x.fr"} {
		x, err := Opener{}.OpenPairs(folder, "")
		if err != nil || len(x.Notes) == 0 || !strings.Contains(x.Notes[0].Error(), says) || len(x.Train) != 1 || len(x.Valid) != 1 {
			t.Errorf("%s: %+v, %v", folder, x, err)
		}
	}
	var unclear *Unclear
	if _, err := (Opener{}).OpenTagged("two", ""); !errors.As(err, &unclear) {
		t.Errorf("%v", err)
	}
	if _, err := (Opener{}).OpenPairs("tsv", ""); !errors.As(err, &unclear) {
		t.Errorf("%v", err)
	}
}
