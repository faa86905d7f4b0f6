package i18n

// App is what the program says of saved sessions: when each was saved.
type App struct {
	JustNow, MinutesAgo, HoursAgo string // formats of a number
	Date                          string // a layout of package time
}

var englishApp = App{JustNow: "just now", MinutesAgo: "%d min ago", HoursAgo: "%d h ago", Date: "2 Jan 2006"}
