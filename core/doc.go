// Package core is the part of unroll that learns. It knows neither terminal nor disk; its parts are
// the packages below it.
package core
