package datasets

import "unroll/core/fault"

// The texts of a *BadData: the name, what is wrong, what to do.
var (
	errBad      = fault.New("datasets.bad", "%v: %v (%v)")
	errNameless = fault.New("datasets.nameless", "%v (%v)")
	errSeries   = fault.New("datasets.series", "%s: %v")
	errStdin    = fault.New("datasets.stdin", "standard input")
)

// What can be wrong with something to learn from, each with what to do about it.
var (
	errNothing    = fault.New("datasets.nothing", "no text was named, so there is nothing to open")
	errNameOne    = fault.New("datasets.name_one", "name a file, a folder, a dataset, or - for standard input")
	errNotFound   = fault.New("datasets.not_found", "no such file, folder or dataset")
	errTheSources = fault.New("datasets.the_sources", "the datasets are %s, the series %s, the tagged sentences %s, and the pairs of sentences %s")

	errNoFile        = fault.New("datasets.no_file", "no such file or folder")
	errCheckPath     = fault.New("datasets.check_path", "check the path")
	errNoPermission  = fault.New("datasets.no_permission", "no permission to read it")
	errGetPermission = fault.New("datasets.get_permission", "change its permissions, or copy it to where you may read it")
	errTryAnother    = fault.New("datasets.try_another", "check whether another program can read it")

	errNoTrain     = fault.New("datasets.no_train", "a folder without a file of tagged sentences to learn from: none of its .conllu, .tsv or .txt files has train in its name")
	errNameTrain   = fault.New("datasets.name_train", "name the file itself, or give it a name such as train.conllu")
	errNoTexts     = fault.New("datasets.no_texts", "a folder without a text: it has no .txt or .md file that is not empty")
	errNameFiles   = fault.New("datasets.name_files", "name the files themselves, or put a train.txt there")
	errHasPart     = fault.New("datasets.has_part", "has a %s part, which cannot be combined with another text")
	errOpenAlone   = fault.New("datasets.open_alone", "open it alone, or name its files one by one")
	errNoStdin     = fault.New("datasets.no_stdin", "there is none")
	errNameFile    = fault.New("datasets.name_file", "name a file")
	errTerminal    = fault.New("datasets.terminal", "a terminal or another device, not a text")
	errPipeText    = fault.New("datasets.pipe_text", "pipe a text into it, as in: cat book.txt | unroll -")
	errTyped       = fault.New("datasets.typed", "a terminal or another device, not a table")
	errTypedTags   = fault.New("datasets.typed_tags", "a terminal or another device, not tagged sentences")
	errPipeTable   = fault.New("datasets.pipe_table", "pipe a table into it, as in: cat prices.csv | unroll -")
	errDevice      = fault.New("datasets.device", "a device or a socket, not a file")
	errDir         = fault.New("datasets.dir", "a folder, not a file")
	errNameRegular = fault.New("datasets.name_regular", "name a file, a folder or a pipe")
	errEmpty       = fault.New("datasets.empty", "empty")
	errAFew        = fault.New("datasets.a_few", "use a text of at least a few thousand characters")
	errTagAWord    = fault.New("datasets.tag_a_word", "write a word, a tab and its tag a line, in UTF-8, and an empty line between sentences")
	errPipeTagged  = fault.New("datasets.pipe_tagged", "pipe tagged sentences into it, as in: cat train.conllu | unroll -")
	errNoPairs     = fault.New("datasets.no_pairs", "a folder without pairs of sentences to learn from: no .tsv or .txt file has train in its name, and no two files are called train with two languages behind it")
	errNamePairs   = fault.New("datasets.name_pairs", "name the files themselves, or call them train.tsv, or train.en and train.zh")
	errLanguages   = fault.New("datasets.languages", "a folder with more than two languages: %s")
	errNameTwo     = fault.New("datasets.name_two", "name the two files")
	errStdinTwice  = fault.New("datasets.stdin_twice", "standard input cannot be both sentences and their translations")
	errOneFile     = fault.New("datasets.one_file", "pipe pairs into it, with a tab between a sentence and its translation, or name two files")
	errPairALine   = fault.New("datasets.pair_a_line", "write a sentence, a tab and its translation a line, in UTF-8")
	errTypedPairs  = fault.New("datasets.typed_pairs", "a terminal or another device, not pairs of sentences")
	errPipePairs   = fault.New("datasets.pipe_pairs", "pipe pairs into it, as in: cat pairs.tsv | unroll --task translation -")
	errLarge       = fault.New("datasets.large", "too large: only %d bytes more can be read")
	errUsePart     = fault.New("datasets.use_part", "learn from a part of it, as in: head -c 100000000 book.txt | unroll -")
	errNoOpticks   = fault.New("datasets.no_opticks", "no Go installation with %s was found")
	errInstallGo   = fault.New("datasets.install_go", "install Go, set GOROOT, or choose another dataset")
	errShort       = fault.New("datasets.short", "too short to learn from: the number of tokens to train on is %d, and one window needs %d")
	errUseLonger   = fault.New("datasets.use_longer", "use a longer text, a smaller --unroll or a smaller --valid")
	errLong        = fault.New("datasets.long", "line %d needs %d unrolled steps, but a window has %d, and lines that are scored must fit whole")
	errUseUnroll   = fault.New("datasets.use_unroll", "use --unroll %d or more, or leave out longer lines")
	errEncoding    = fault.New("datasets.encoding", "not UTF-8: byte 0x%02X at offset %d")
	errConvert     = fault.New("datasets.convert", "convert the text to UTF-8, or use --tokens byte")
)

// Files that are not texts: what each looks like, and what to do.
var (
	errBinary   = fault.New("datasets.binary", "binary, not a text")
	errUseBytes = fault.New("datasets.use_bytes", "to learn it byte by byte, use --tokens byte")

	errPacked  = fault.New("datasets.packed", "binary, not a text: it is compressed with %s")
	errUnpack  = fault.New("datasets.unpack", "unpack it, as in: %s -dc book.txt%s | unroll -")
	errZip     = fault.New("datasets.zip", "binary, not a text: it is a zip archive (or an EPUB, or an office document)")
	errExtract = fault.New("datasets.extract", "extract its text")
	errPDF     = fault.New("datasets.pdf", "binary, not a text: it is a PDF")
	errUsePDF  = fault.New("datasets.use_pdf", "extract its text, as in: pdftotext book.pdf - | unroll -")
	errSQLite  = fault.New("datasets.sqlite", "binary, not a text: it is an SQLite database")
	errExport  = fault.New("datasets.export", "export the text from it")
)

// What is said of a folder: which file was taken as what, or why that is not clear.
var (
	errTakenTrain = fault.New("datasets.taken_train", "%s: learned: %v")
	errTakenValid = fault.New("datasets.taken_valid", "%v; validated on: %v")
	errTakenTest  = fault.New("datasets.taken_test", "%v; for testing, not read: %v")
	errTakenLeft  = fault.New("datasets.taken_left", "%v; left out: %v")
	errNames      = fault.New("datasets.names", "%s")
	errAndMore    = fault.New("datasets.and_more", "%s and %d more")

	errTwoParts     = fault.New("datasets.two_parts", "%s: the name %s speaks of two parts")
	errSeveral      = fault.New("datasets.several", "%s: %v: %v")
	errSeveralTrain = fault.New("datasets.several_train", "which file is to be learned is not clear")
	errSeveralValid = fault.New("datasets.several_valid", "which file is to be validated on is not clear")
	errOnlyHeld     = fault.New("datasets.only_held", "%s: no file has train in its name, but others have valid, dev or test: %v")
	errOpenFile     = fault.New("datasets.open_file", "name the files themselves, or rename them: train.txt, valid.txt, test.txt")
)

// What is said of encodings.
var (
	errDecoded      = fault.New("datasets.decoded", "%v: read as %s")
	errUnfinished   = fault.New("datasets.unfinished", "%v: the last character is not complete: it was left out")
	errNoEncoding   = fault.New("datasets.no_encoding", "no encoding %q: choose from %s")
	errOtherSet     = fault.New("datasets.other_set", "not UTF-8: it is %s")
	errIconvOnly    = fault.New("datasets.iconv_only", "convert it: %s; if it is not, add --encoding utf-8")
	errNotInSet     = fault.New("datasets.not_in_set", "line %d is not %s")
	errOtherName    = fault.New("datasets.other_name", "name its encoding: --encoding NAME")
	errLateEscape   = fault.New("datasets.late_escape", "line %d is not UTF-8 but %s")
	errNotUTF8      = fault.New("datasets.not_unicode", "line %d, byte %d is not UTF-8")
	errNotUTF8Guess = fault.New("datasets.not_unicode_guess", "line %d, byte %d is not UTF-8; it may be %s")
	errGuess        = fault.New("datasets.guess", "add --encoding %s, or convert it: %s")
	errNoGuess      = fault.New("datasets.no_guess", "name its encoding with --encoding, or convert it: %s")
	errOrBytes      = fault.New("datasets.or_bytes", "%v; --tokens byte reads any bytes")
)
