package i18n

// Browse holds the texts of the page for choosing a file.
type Browse struct {
	Title, Hint, Opened    string
	Empty, NoMatch, Hidden string
	Reading, Parent, Link  string
	Whole, First           string
	Keys                   BrowseKeys
}

// BrowseKeys holds what its keys do, for the bottom row.
type BrowseKeys struct {
	Move, Open, Up, Hidden, Back string
}

var englishBrowse = Browse{
	Title: "Open a file", Hint: "type part of a name, or a path", Opened: "opened files",
	Empty: "this folder is empty", NoMatch: "no match", Hidden: "%d hidden", First: "the first %d entries; type a name to open another",
	Reading: "reading the folder …", Parent: "parent folder", Whole: "all texts of this folder as one", Link: "link",
	Keys: BrowseKeys{Move: "move", Open: "open", Up: "parent folder", Hidden: "hidden files", Back: "back"},
}
