package i18n

import "unroll/core/fault"

// Format is fmt.Sprintf for sentences whose nouns may be counted: see fault.Format. (Languages that need no plural do not mind.)
func Format(format string, args ...any) string { return fault.Format(format, args...) }
