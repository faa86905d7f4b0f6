//go:build !amd64

package kernel

func native() []set { return nil }
