package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"unroll/core/lm"
	"unroll/sessions"
)

// keysOf are the keys of a JSON object in order; for an array those of its first element.
func keysOf(t *testing.T, s string) (keys []string) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(s))
	depth, key := 0, false
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return keys
		}
		if err != nil {
			t.Fatalf("%v in %s", err, s)
		}
		switch tok {
		case json.Delim('{'):
			depth++
			key = true
			continue
		case json.Delim('}'):
			if depth--; depth == 0 {
				return keys
			}
			key = true
			continue
		case json.Delim('['), json.Delim(']'):
			if depth == 0 {
				continue
			}
			if tok == json.Delim('[') {
				skipArray(t, d)
			}
			key = true
			continue
		}
		if depth == 1 && key {
			keys = append(keys, tok.(string))
		}
		key = !key
	}
}

// skipArray reads to the end of an array whose beginning has been read.
func skipArray(t *testing.T, d *json.Decoder) {
	t.Helper()
	for open := 1; open > 0; {
		tok, err := d.Token()
		if err != nil {
			t.Fatal(err)
		}
		switch tok {
		case json.Delim('['):
			open++
		case json.Delim(']'):
			open--
		}
	}
}

// The law: the output of every --json has the same keys in the same order in all versions, as programs read it.
func TestJSONKeysAreStable(t *testing.T) {
	dir := trained(t)
	for line, want := range map[string]string{
		"eval x --json":                            "session step tokens unknown characters nll loss ppl bits_per_token bits_per_char",
		"eval --ngram 2 periodic --json":           "ngram smoothing tokens unknown characters nll loss ppl bits_per_token bits_per_char",
		"eval x --per-token":                       "token id p nats rank",
		"eval --ngram 1 periodic --per-token":      "token id p nats rank",
		"predict x --prefix ab --json":             "step prefix entropy vocab top",
		"ladder periodic --max-order 0 --json":     "order contexts possible train_ppl valid_ppl valid_nats valid_bits_per_char valid_tokens gain floor_nats deflate_bits_per_char",
		"sessions list --json":                     "name text model step loss valid_loss valid_ppl valid_step best_loss best_step saved",
		"sessions show x --json":                   "format name id created program arch kernel task data recipe recipe_line vocab_size parameters checksum step tokens loss valid best settings",
		"datasets list --json":                     "name title about shows available tokens lines score characters train_tokens valid_tokens vocab unigram entropy sha256",
		"datasets show periodic --json":            "name title about shows available tokens lines score characters train_tokens valid_tokens vocab unigram entropy sha256 first_page",
		"presets --json":                           "name title source text prepare vocab train_tokens valid_tokens flags published differences",
		"presets char-rnn --json":                  "name title source text prepare vocab train_tokens valid_tokens flags published unpublished differences",
		"bench --seconds 0.001 --threads 1 --json": "kernel cpu cores threads peak_gflops products updates seconds",
		"train --dataset periodic --steps 1 --hidden 2 --quiet --jsonl -": "step valid_loss valid_ppl valid_tokens",
	} {
		got := run(t, append(strings.Fields(line), "--sessions", dir)...)
		if got.code != codeDone || got.err != "" {
			t.Errorf("%s: %+v", line, got)
			continue
		}
		first := got.out
		if !strings.HasPrefix(first, "[") {
			first = lines(got.out)[0]
		}
		if keys := strings.Join(keysOf(t, first), " "); keys != want {
			t.Errorf("%s: keys %s\nwant %s", line, keys, want)
		}
	}
}

// The law: every line of data is JSON by itself, and the same with --bits as without: data name their unit.
func TestJSONKnowsNoBits(t *testing.T) {
	dir := trained(t)
	for _, line := range []string{"eval x --json", "eval x --per-token", "eval --ngram 2 periodic --json", "predict x --prefix ab --json", "ladder markov --max-order 2 --json",
		"datasets list --json", "datasets show markov --json", "presets --json", "sessions list --json", "sessions show x --json"} {
		args := append(strings.Fields(line), "--sessions", dir)
		plain, bits := run(t, args...), run(t, append(args, "--bits")...)
		if plain != bits {
			t.Errorf("%s: %+v, with --bits %+v", line, plain, bits)
		}
		for i, l := range lines(plain.out) {
			if !json.Valid([]byte(l)) {
				t.Errorf("%s: line %d is not JSON: %s", line, i+1, l)
			}
		}
	}
}

// The law: numbers that are not finite are null everywhere, and the rest is unchanged.
func TestJSONOfWhatIsNotFinite(t *testing.T) {
	e := lm.Evaluation{}
	e.NLL, e.Tokens, e.Chars = math.Inf(1), 3, 0
	got, err := json.Marshal(evaluationJSON(sessions.Meta{Name: "茶山 <1>"}, evaluation{Evaluation: e}))
	const want = `{"session":"茶山 \u003c1\u003e","step":0,"tokens":3,"unknown":0,"characters":0,"nll":null,"loss":null,"ppl":null,"bits_per_token":null,"bits_per_char":null}`
	if err != nil || string(got) != want {
		t.Errorf("%s, %v, want %s", got, err, want)
	}
	list, err := json.Marshal(summariesJSON([]sessions.Summary{{Name: "x", Loss: math.NaN(), ValidLoss: math.NaN(), Err: io.ErrUnexpectedEOF}}))
	if err != nil || !strings.Contains(string(list), `"loss":null,"valid_loss":null,"valid_ppl":null,`) || !strings.Contains(string(list), `"error":"unexpected EOF"`) {
		t.Errorf("%s, %v", list, err)
	}
}

// The law: an object is written on one line, with < > and & unescaped.
func TestPrintJSON(t *testing.T) {
	c, out := talk(), &strings.Builder{}
	c.stdout = out
	if err := c.printJSON(map[string]string{"a": "x<y>&z\n茶"}); err != nil {
		t.Fatal(err)
	}
	if want := `{"a":"x<y>&z\n茶"}` + "\n"; out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
	if err := c.printJSON(math.Inf(1)); err == nil {
		t.Error("∞ cannot be JSON and was written")
	}
	c.stdout = &collector{}
	if err := c.printJSON(1); err == nil {
		t.Error("a value that cannot be written has no error")
	}
}

// The law: the values of per-token sum to those of the evaluation, and its ranks order its probabilities.
func TestPerTokenAddsUp(t *testing.T) {
	name := write(t, "book.txt", strings.Repeat("the rays of light are bent by a prism. ", 40))
	var e struct {
		Tokens int     `json:"tokens"`
		NLL    float64 `json:"nll"`
	}
	if err := json.Unmarshal([]byte(run(t, "eval", "--ngram", "2", name, "--json").out), &e); err != nil {
		t.Fatal(err)
	}
	sum, n := 0.0, 0
	for _, line := range lines(run(t, "eval", "--ngram", "2", name, "--per-token").out) {
		var s struct {
			P    float64 `json:"p"`
			Nats float64 `json:"nats"`
			Rank int     `json:"rank"`
		}
		if err := json.Unmarshal([]byte(line), &s); err != nil {
			t.Fatal(err)
		}
		if math.Abs(s.Nats+math.Log(s.P)) > 1e-9 || s.Rank < 1 || (s.P > 0.5 && s.Rank != 1) {
			t.Errorf("%s", line)
		}
		sum += s.Nats
		n++
	}
	if n != e.Tokens || math.Abs(sum-e.NLL) > 1e-9*sum {
		t.Errorf("%d tokens, %g nats, want %d, %g", n, sum, e.Tokens, e.NLL)
	}
}

// The law: a prediction's candidates are the likeliest, in order, and no more than requested.
func TestPredictionJSON(t *testing.T) {
	dir := trained(t)
	for _, top := range []int{1, 3, 6, 100} {
		got := run(t, "predict", "x", "--prefix", "ab", "--json", "--top", fmt.Sprint(top), "--sessions", dir)
		var p struct {
			Vocab int `json:"vocab"`
			Top   []struct {
				P     float64 `json:"p"`
				Logit float64 `json:"logit"`
			} `json:"top"`
		}
		if err := json.Unmarshal([]byte(got.out), &p); err != nil {
			t.Fatal(err)
		}
		if len(p.Top) != min(top, p.Vocab) {
			t.Errorf("top %d: %d of %d", top, len(p.Top), p.Vocab)
		}
		sum := 0.0
		for i, c := range p.Top {
			sum += c.P
			if i > 0 && (c.P > p.Top[i-1].P || c.Logit > p.Top[i-1].Logit) {
				t.Errorf("candidate %d is likelier than the previous one", i)
			}
		}
		if top >= p.Vocab && math.Abs(sum-1) > 1e-6 {
			t.Errorf("all together have probability %g", sum)
		}
	}
}

// The law: --temperature 0 leaves one candidate.
func TestPredictionAtTemperatureZero(t *testing.T) {
	got := run(t, "predict", "x", "--prefix", "ab", "--temperature", "0", "--top", "2", "--sessions", trained(t))
	rows := lines(got.out)
	if len(rows) != 4 || !slices.Equal(strings.Fields(rows[1])[1:3], []string{"1.0000", "0"}) || !slices.Equal(strings.Fields(rows[2])[1:], []string{"0.0000", "∞"}) {
		t.Errorf("%s", got.out)
	}
	if rows[len(rows)-1] != "entropy 0 nats over 6 tokens" {
		t.Errorf("%s", rows[len(rows)-1])
	}
}
