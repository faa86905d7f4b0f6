package safetensors

import "unroll/core/fault"

// What can be wrong with a file of tensors.
var (
	errEnds       = fault.New("safetensors.ends", "ends too early")
	errHeader     = fault.New("safetensors.header", "header: %v")
	errHeaderSize = fault.New("safetensors.header_size", "the header would have %d bytes, but the file has %d")
	errNoMetadata = fault.New("safetensors.no_metadata", "its metadata is missing")
	errNoObject   = fault.New("safetensors.no_object", "not a JSON object")
	errTwice      = fault.New("safetensors.twice", "%q occurs twice")
	errKey        = fault.New("safetensors.key", "%q: %v")
	errBehind     = fault.New("safetensors.behind", "something follows the object")
	errTensor     = fault.New("safetensors.tensor", "tensor %q: %v")
	errBegins     = fault.New("safetensors.begins", "tensor %q begins at byte %d instead of %d")
	errBytes      = fault.New("safetensors.bytes", "the tensors have %d bytes, but %d bytes follow the header")
	errType       = fault.New("safetensors.type", "numbers of type %q: only F32 can be read")
	errOffsets    = fault.New("safetensors.offsets", "data_offsets are %v, of %d bytes")
	errShape      = fault.New("safetensors.shape", "shape %v does not fit %d bytes")
	errSum        = fault.New("safetensors.sum", "its checksum is %s, but it was %q when the file was written")
)
