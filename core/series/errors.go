package series

import "unroll/core/fault"

// What may be wrong with a table. The first arguments say where: the file, the line and, where there is one, the column
// (its number, and its name in quotation marks where it has one). Lines and columns are counted from 1.
var (
	errRead      = fault.New("series.read", "%s, line %d: cannot be read: %v")
	errEmpty     = fault.New("series.empty", "%s: there is nothing in it (write one row of numbers a line)")
	errEncoding  = fault.New("series.encoding", "%s, line %d: not a text in UTF-8 (save the table as CSV in UTF-8)")
	errQuote     = fault.New("series.quote", "%s, line %d, column %v: a quotation mark is not closed, or stands inside a field (correct it)")
	errLong      = fault.New("series.long", "%s, line %d: longer than %d bytes (write one row a line)")
	errColumns   = fault.New("series.columns", "%s, line %d: more than %d columns (keep only the columns that are needed)")
	errRagged    = fault.New("series.ragged", "%s, line %d, column %v: %d columns, but line %d has %d (every row needs the same columns)")
	errHeader    = fault.New("series.header", "%s, line %d, column %v: %q is not a number, though other fields of this row are (correct it, or give every column a name)")
	errDuplicate = fault.New("series.duplicate", "%s, line %d, columns %d and %d: both are called %q (rename one of them)")

	errDates   = fault.New("series.dates", "%s, line %d: there are only dates, and no column of numbers (add the column that is to be predicted)")
	errNumbers = fault.New("series.numbers", "%s, line %d: there is no column of numbers (is it a text? then say --task language)")
	errWhich   = fault.New("series.which", "%s, line %d: there are %d columns of numbers, %s (choose one with --column, or several with --inputs and --target)")
	errUnknown = fault.New("series.column", "%s, line %d: there is no column %q (the columns are %s)")
	errDate    = fault.New("series.date", "%s, line %d, column %v: this column has dates, such as %q (choose a column of numbers)")
	errWords   = fault.New("series.words", "%s, line %d, column %v: this column has text, such as %q (choose a column of numbers)")
	errTarget  = fault.New("series.target", "several inputs without a target (name the column to predict with --target)")
	errBoth    = fault.New("series.both", "--column cannot be used together with --inputs or --target (use --column for one series that is predicted from its own past)")
	errTwice   = fault.New("series.twice", "column %v is an input twice (name it once)")
	errGaps    = fault.New("series.gaps", "no way to treat gaps is called %q (choose refuse or interpolate)")

	errText     = fault.New("series.text", "%s, line %d, column %v: %q is not a number (correct it, or choose another column)")
	errComma    = fault.New("series.comma", "%s, line %d, column %v: %q is not a number where numbers are written with a decimal %s (write all numbers in one way)")
	errGap      = fault.New("series.gap", "%s, line %d, column %v: there is no value (fill it in, or use --gaps interpolate)")
	errNaN      = fault.New("series.nan", "%s, line %d, column %v: %q is no value (fill it in, or use --gaps interpolate)")
	errEdge     = fault.New("series.edge", "%s, line %d, column %v: a gap at the beginning or the end has no value on one side, so it cannot be interpolated (remove those rows)")
	errInfinite = fault.New("series.infinite", "%s, line %d, column %v: %q is not finite (correct it, or remove the row)")
	errRange    = fault.New("series.range", "%s, line %d, column %v: %s is beyond ±3.4e38, the largest float32 (use another unit)")
	errRows     = fault.New("series.rows", "%s, line %d: the table ends after %d rows of numbers, and at least %d are needed (use a longer series)")
	errLarge    = fault.New("series.large", "%s, line %d: its numbers need more than %d MiB of memory (choose fewer columns, or learn from a part of it, such as its last million lines)")
)

// What may be wrong with a series.
var (
	errSource   = fault.New("series.source", "no series %q: choose one of %s")
	errCount    = fault.New("series.count", "a series of %d rows cannot be made: from %d to %d can")
	errShare    = fault.New("series.valid", "the part held out for validation is %g: it must be at least 0 and less than 1")
	errSplit    = fault.New("series.split", "%d rows to train on and %d held out do not fit into a series of %d rows")
	errShort    = fault.New("series.short", "too short to learn from: %d rows to train on, and at least %d are needed (use a longer series or a smaller --valid)")
	errConstant = fault.New("series.constant", "column %v is %g in every row of the training part: there is nothing to learn (choose another column, or another part)")
	errLog      = fault.New("series.log", "row %d, column %v: %g has no logarithm (leave out the logarithms, or add a constant)")
	errOther    = fault.New("series.other", "%d columns are read of it, and the network reads %d (use a table with the same columns)")
	errFew      = fault.New("series.few", "%d rows are too few to forecast one of them: at least %d are needed (use a longer series)")
	errFinite   = fault.New("series.finite", "row %d, column %v: %g is not a finite number")
)
