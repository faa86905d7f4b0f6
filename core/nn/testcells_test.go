package nn

// testCells are cells that only the tests have.
func testCells[F Float]() []Cell[F] { return nil }
