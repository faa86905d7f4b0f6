package i18n

import (
	"reflect"
	"strings"
)

// plainly writes the characters of the catalogue that are not in ASCII as words or signs that are.
var plainly = strings.NewReplacer(
	"θ", "theta", "η", "eta", "∇", "grad ", "σ", "sigma", "Σ", "sum", "μ", "mu", "α", "alpha", "β", "beta", "λ", "lambda", "τ", "tau", "ρ", "rho", "δ", "delta", "Δ", "delta ",
	"×", "x", "·", "-", "…", "...", "→", "->", "←", "<-", "↑", "up", "↓", "down", "↔", "<->", "≈", "~", "≤", "<=", "≥", ">=", "≠", "!=", "∞", "inf", "√", "sqrt ",
	"−", "-", "–", "-", "—", "-", "±", "+-", "²", "^2", "³", "^3", "₁", "1", "₂", "2", "₀", "0", "ᵀ", "'", "′", "'", "½", "1/2", "⅓", "1/3", "¼", "1/4", "‖", "||", "∈", "in", "∑", "sum", "∏", "prod", "Π", "prod", "ⁿ", "^n", "⊙", "*", "‘", "'", "’", "'",
	"“", "\"", "”", "\"", "ö", "o", "é", "e", "ü", "u", "ₜ", "_t", "₋", "-", "⁻", "^-", "¹", "1", "⁶", "6", "∂", "d", "x̂", "x", "ŷ", "y", "│", "|", "─", "-", "▸", ">", "◆", "*", "▴", "^", "▾", "v", "↵", "$", "␣", "_", "⇥", ">", "°", " deg", "\u0302", "^", "\u0304", "", "≪", "<<", "≫", ">>", "≡", "==", "∼", "~", "⌈", "", "⌉", "", "⌊", "", "⌋", "", "ℓ", "l", "ε", "eps", "φ", "phi", "ψ", "psi", "π", "pi", "ω", "omega", "γ", "gamma", "κ", "kappa", "χ", "chi", "ξ", "xi", "ν", "nu", "ı", "i", "‑", "-", "\u00a0", " ", "█", "#", "░", ":", "▒", "%", "▓", "%", "●", "*", "○", "o", "✓", "=", "✗", "!", "⏎", "$", "⇧", "shift+", "⌫", "bs", "₊", "+", "ₖ", "_k", "ₙ", "_n", "ᵢ", "_i", "ⱼ", "_j", "ₕ", "_h", "ₓ", "_x",
)

// ASCII is s with the program's own signs in ASCII. What else it has stays as it is.
func ASCII(s string) string {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return plainly.Replace(s)
		}
	}
	return s
}

// InASCII is a catalogue with all its texts in ASCII, for terminals whose font has nothing else.
func (c *Catalogue) InASCII() *Catalogue {
	out := new(Catalogue)
	translate(reflect.ValueOf(out).Elem(), reflect.ValueOf(c).Elem())
	out.ascii = true
	return out
}

// translate copies from to to, each text through ASCII.
func translate(to, from reflect.Value) {
	switch from.Kind() {
	case reflect.String:
		to.SetString(ASCII(from.String()))
	case reflect.Struct:
		to.Set(from)
		for i := range from.NumField() {
			if to.Field(i).CanSet() {
				translate(to.Field(i), from.Field(i))
			}
		}
	case reflect.Array:
		for i := range from.Len() {
			translate(to.Index(i), from.Index(i))
		}
	case reflect.Slice:
		if from.IsNil() {
			return
		}
		to.Set(reflect.MakeSlice(from.Type(), from.Len(), from.Len()))
		for i := range from.Len() {
			translate(to.Index(i), from.Index(i))
		}
	case reflect.Map:
		if from.IsNil() {
			return
		}
		to.Set(reflect.MakeMap(from.Type()))
		for _, key := range from.MapKeys() {
			v := reflect.New(from.Type().Elem()).Elem()
			translate(v, from.MapIndex(key))
			to.SetMapIndex(key, v)
		}
	case reflect.Pointer:
		if from.IsNil() {
			return
		}
		to.Set(reflect.New(from.Type().Elem()))
		translate(to.Elem(), from.Elem())
	default:
		to.Set(from)
	}
}
