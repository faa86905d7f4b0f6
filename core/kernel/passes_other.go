//go:build !amd64

package kernel

// These are never called: set.passes is 0 here.

func passAdd(*float32, *float32, int)                                                 {}
func passAxpy(float32, *float32, *float32, int)                                       {}
func passScale(float32, *float32, int)                                                {}
func passMax(*float32, *float32, int)                                                 {}
func passSum(*float64, *float32, int)                                                 {}
func passSquares(*float64, *float32, int)                                             {}
func passExpSum(*float64, *float32, *float32, float32, int)                           {}
func passAdam(*float32, *float32, *float32, *float32, *float32, int)                  {}
func passSumRows(*float32, *float32, int)                                             {}
func passScatter(*float32, int, *int32, *float32, int)                                {}
func passTanhBack(*float32, *float32, *float32, int)                                  {}
func passLstm(*float32, int, *float32, *float32, *float32, *float32, int)             {}
func passLstmBack(*float32, int, *float32, *float32, *float32, *float32, int)         {}
func passGru(*float32, *float32, int, *float32, *float32, int)                        {}
func passGruBack(*float32, *float32, int, *float32, *float32, *float32, int)          {}
func passPack(*float32, *float32, int, int)                                           {}
func passTurn(*float32, int, *float32, int, int)                                      {}
func passRelu(*float32, *float32, int)                                                {}
func passReluBack(*float32, *float32, *float32, int)                                  {}
func passAdditiveBack(float32, *float32, *float32, *float32, *float32, *float32, int) {}
func passInner(*float32, *float32, *float32, int)                                     {}
