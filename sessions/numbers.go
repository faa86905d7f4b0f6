package sessions

import (
	"encoding/json"
	"maps"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// Names that the program chooses are base, base-2, base-3 …: one more than the highest number that a session of that
// base has, or had when it was removed or renamed. So a command that was printed for one session never means another.
// The highest numbers of sessions that are gone are in numberingFile of the store, a JSON object from base to number;
// without it, or if it is damaged, only the sessions that exist count.

const (
	numberingFile = ".numbers"
	maxNumber     = 999_999
	maxNumbers    = 1 << 20 // bytes of numberingFile
)

// numbered splits a name into what the program numbers and its number: "x-12" into "x" and 12, any other into itself and 1.
func numbered(name string) (base string, n int) {
	i := strings.LastIndexByte(name, '-')
	if i <= 0 || name[i+1:] == "" || name[i+1] < '1' || name[i+1] > '9' {
		return name, 1
	}
	if n, err := strconv.Atoi(name[i+1:]); err == nil && n >= 2 && n <= maxNumber {
		return name[:i], n
	}
	return name, 1
}

// FreeName is base, or base-2, base-3 …: after every number that a session of the base has or had. Characters that are
// not allowed in a name become hyphens: base may be a file's name.
func (s Store) FreeName(base string) string {
	const digits = len("-999999")
	base = clean(base, digits)
	n := s.highest(base) + 1
	if n > maxNumber {
		n = 1 // a person has taken the last: the first that is free
	}
	for n < maxNumber && s.holder(numberedName(base, n)) != "" {
		n++
	}
	return numberedName(base, n)
}

func numberedName(base string, n int) string {
	if n == 1 {
		return base
	}
	return base + "-" + strconv.Itoa(n)
}

// highest is the highest number of a session of base that exists or has existed; 0: none.
func (s Store) highest(base string) (high int) {
	names, _ := s.names() // a store that cannot be read has none: creating a session in it will say why
	for _, name := range names {
		if strings.EqualFold(name, base) {
			high = max(high, 1)
		} else if b, n := numbered(name); n > 1 && strings.EqualFold(b, base) {
			high = max(high, n)
		}
	}
	return max(high, s.numbers()[strings.ToLower(base)])
}

// numbers reads numberingFile.
func (s Store) numbers() map[string]int {
	if s.Dir == "" {
		return nil
	}
	if info, err := os.Stat(s.path(numberingFile)); err != nil || !info.Mode().IsRegular() || info.Size() > maxNumbers {
		return nil
	}
	b, err := os.ReadFile(s.path(numberingFile))
	var all map[string]int
	if err != nil || json.Unmarshal(b, &all) != nil {
		return nil
	}
	maps.DeleteFunc(all, func(_ string, n int) bool { return n < 1 || n > maxNumber })
	return all
}

// retire remembers the number of a name that is about to be free. If it cannot, the name may be chosen again: a full disk must
// not prevent a removal.
func (s Store) retire(name string) {
	base, n := numbered(name)
	if n == 1 {
		return // it comes back only if nothing else of its base is left
	}
	all, key := s.numbers(), strings.ToLower(base)
	if all[key] >= n {
		return
	}
	if all == nil {
		all = map[string]int{}
	}
	all[key] = n
	if b, err := json.Marshal(all); err == nil && len(b) < maxNumbers {
		_ = s.writes().Replace(s.path(numberingFile), append(b, '\n'))
	}
}

// holder is the name of what has a name in the store: the name itself, or one that differs from it in case only, so that
// a store can be copied to any system; "": nothing has it.
func (s Store) holder(name string) string {
	if _, err := os.Lstat(s.path(name)); err == nil {
		return name
	}
	names, _ := s.names()
	for _, n := range names {
		if strings.EqualFold(n, name) {
			return n
		}
	}
	return ""
}

// patience is how long a process waits for others that give names.
const patience = 5 * time.Second

// alone calls do while no other process gives names in the store, so that a name that is free stays free. Where a folder
// cannot be locked (Windows, some network file systems), or another process does not go on, it is called all the same: then
// only names that differ in case could both be given.
func (s Store) alone(do func() error) error {
	l := flock.New(s.Dir, flock.SetFlag(os.O_RDONLY))
	for since := time.Now(); time.Since(since) < patience; time.Sleep(time.Millisecond) {
		if ok, err := l.TryLock(); ok || err != nil {
			break
		}
	}
	defer l.Unlock()
	return do()
}
