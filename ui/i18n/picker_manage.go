package i18n

// PickingManage holds the words for deleting and renaming saved sessions in the list.
type PickingManage struct {
	Delete, DeleteBrief string // the keys, in the help and in the bottom row
	Undo, UndoBrief     string
	Rename, RenameBrief string
	Deleted, Restored   string // session
	RestoredAs          string // session, its new name, as the old one has been taken
	Renamed             string // session, its new name
	NewName             string // before the field
	Hint                string // beside it
	OnlySessions        string // the highlighted entry is no session
	NothingDeleted      string
}

var englishManage = PickingManage{
	Delete: "delete the saved session (U brings it back until you leave the list)", DeleteBrief: "delete",
	Undo: "bring back the session deleted last", UndoBrief: "bring back",
	Rename: "rename the saved session", RenameBrief: "rename",
	Deleted: "%s deleted", Restored: "%s is back", RestoredAs: "%s is back as %s: its name was taken", Renamed: "%s is now %s",
	NewName: "new name", Hint: "enter renames, esc cancels",
	OnlySessions:   "only saved sessions can be deleted and renamed",
	NothingDeleted: "there is no deleted session to bring back",
}
