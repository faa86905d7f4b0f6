package term

import "strings"

// ASCII reports whether a terminal with these variables has no glyphs but those of ASCII, as far as is known: the Linux
// console, whose font has 256 or 512, and a locale that is not in UTF-8. LC_ALL comes before LC_CTYPE, and that before LANG; if
// none is set, nothing is known.
func ASCII(getenv func(string) string) bool {
	if getenv("TERM") == "linux" {
		return true
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		locale := getenv(name)
		if locale == "" {
			continue
		}
		_, charset, named := strings.Cut(locale, ".")
		charset, _, _ = strings.Cut(strings.ToLower(charset), "@")
		return locale == "C" || locale == "POSIX" || named && charset != "utf-8" && charset != "utf8"
	}
	return false
}
