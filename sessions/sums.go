package sessions

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"strings"

	"unroll/core/fault"
	"unroll/sessions/safetensors"
)

// Text files of a session have checksums (CRC-32C), so that a digit that a disk or an editor has changed is noticed. Sessions of
// earlier versions have none and open as before.
//
//   - session.json has its own, "checksum": of its other members without their order and spaces, but for name, which follows the
//     folder; then of recipe_line. An earlier version rewrites recipe_line together with anything else that it changes and keeps the
//     member checksum, so if the second does not match, the first says nothing. Who edits the file removes the member checksum.
//   - vocab.json, events.jsonl and metrics.csv: "sums" in the metadata of optimizer.safetensors, which every save writes and
//     earlier versions leave out. Of the last two only what belongs to the save counts, without the row of the last step, which is in
//     the metadata itself.

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

var (
	errMetaSum = fault.New("sessions.meta_sum", "is not what was written, by its checksum (put it back from a copy; if the change was meant, remove the line \"checksum\")")
	errLong    = fault.New("sessions.long_error", "%s")
	errSum     = fault.New("sessions.sum", "is not what was written, by its checksum")
)

// sums are the checksums of files that are not written whole by every save.
type sums struct {
	Vocab, Rows, Events uint32
}

// sumsKey is their name in the metadata of optimizer.safetensors, where they are JSON.
const sumsKey = "sums"

func sumOf(b []byte) uint32 { return crc32.Checksum(b, castagnoli) }

// summing is a writer that keeps a checksum.
type summing struct {
	io.Writer
	sum uint32
}

func (s *summing) Write(b []byte) (int, error) {
	n, err := s.Writer.Write(b)
	s.sum = crc32.Update(s.sum, castagnoli, b[:n])
	return n, err
}

// sumTo is the checksum of the first n bytes of a file.
func sumTo(r io.ReaderAt, n int64) (uint32, error) {
	s := summing{Writer: io.Discard}
	_, err := io.Copy(&s, io.NewSectionReader(r, 0, n))
	return s.sum, err
}

// metaSum is the checksum of session.json; "" if it is no object.
func metaSum(b []byte) string {
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var all map[string]any
	if d.Decode(&all) != nil {
		return ""
	}
	line, _ := all["recipe_line"].(string)
	for _, name := range []string{"name", "checksum", "recipe_line"} {
		delete(all, name)
	}
	rest, err := json.Marshal(all) // sorted by name
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%08x-%08x", sumOf(rest), sumOf([]byte(line)))
}

// intactMeta returns an error if session.json, which is b, is not what a program that knows its checksum wrote.
func intactMeta(b []byte, checksum string) error {
	if checksum == "" {
		return nil
	}
	is := metaSum(b)
	_, was, ok1 := strings.Cut(checksum, "-")
	_, now, ok2 := strings.Cut(is, "-")
	if is != checksum && (!ok1 || !ok2 || was == now) {
		return errMetaSum.Of()
	}
	return nil
}

// withSums moves optimizer.safetensors, whose metadata are meta, behind all other files, and adds the checksums in k, which are known once
// those are written.
func withSums(files []file, meta map[string]string, k *mark) []file {
	var out []file
	var last []file
	for _, f := range files {
		if f.name != optimizerFile {
			out = append(out, f)
			continue
		}
		last = append(last, file{f.name, func(w io.Writer) error {
			if k.sums != nil {
				b, err := json.Marshal(k.sums)
				if err != nil {
					return err
				}
				meta[sumsKey] = string(b)
			}
			return f.write(w)
		}})
	}
	return append(out, last...)
}

// sums reads the checksums of the last save; nil: it has none, or they cannot be read.
func (f folder) sums() (s *sums) {
	_ = f.read(optimizerFile, func(r io.Reader, size int64) error {
		meta, err := safetensors.ReadMetadata(r, size)
		if err == nil {
			s = sumsIn(meta)
		}
		return nil
	})
	return s
}

func sumsIn(meta map[string]string) *sums {
	var s sums
	if b, some := meta[sumsKey]; !some || json.Unmarshal([]byte(b), &s) != nil {
		return nil
	}
	return &s
}

// sumHistory completes k with the checksums of metrics.csv and events.jsonl, which belong to the save whose checksums are was (nil: it has
// none), and checks them.
func (f folder) sumHistory(k *mark, was *sums) error {
	is := &sums{}
	for _, file := range []struct {
		name string
		n    int64
		sum  *uint32
		was  func(s *sums) uint32
	}{
		{metricsFile, k.rowAt, &is.Rows, func(s *sums) uint32 { return s.Rows }},
		{eventsFile, k.eventsAt, &is.Events, func(s *sums) uint32 { return s.Events }},
	} {
		if file.name == metricsFile && k.bucketed > 0 {
			if was == nil {
				return nil // later saves have none either
			}
			*file.sum = file.was(was)
			continue
		}
		err := f.readAt(file.name, func(r io.ReaderAt, _ int64) (err error) {
			if *file.sum, err = sumTo(r, file.n); err == nil && was != nil && *file.sum != file.was(was) {
				err = errSum.Of()
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	k.sums = is
	return nil
}

// brief is err without more than a line of any text that comes from a file; err itself if it has none.
func brief(err error) error {
	const most = 400 // bytes of an error that is not ours, such as a parser's
	e, ok := err.(*fault.Error)
	if !ok {
		if text := err.Error(); len(text) > most {
			return errLong.Of(aLine(text))
		}
		return err
	}
	args, cut := make([]any, len(e.Args)), false
	for i, a := range e.Args {
		args[i] = a
		switch a := a.(type) {
		case string:
			if s := aLine(a); s != a {
				args[i], cut = s, true
			}
		case json.RawMessage:
			if s := aLine(string(a)); s != string(a) {
				args[i], cut = s, true
			}
		case error:
			if b := brief(a); b != a {
				args[i], cut = b, true
			}
		}
	}
	if !cut {
		return err
	}
	return &fault.Error{Kind: e.Kind, Args: args}
}

// aLine is at most 80 characters of s.
func aLine(s string) string {
	const most = 80
	n := 0
	for i := range s {
		if n++; n > most {
			return s[:i] + "…"
		}
	}
	return s
}
