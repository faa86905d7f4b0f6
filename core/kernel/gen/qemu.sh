#!/usr/bin/env bash
# Tests the NEON kernel without an arm64 processor: its encoded instructions against binutils, then
# the tests of core/kernel, core/nn and core/train under qemu. It takes a few minutes; CI does not
# run it. On Debian:
#   apt-get install --no-install-recommends qemu-user-static binutils-aarch64-linux-gnu
# With arguments it runs only core/kernel's tests, and passes the arguments on: gen/qemu.sh -run Tiles -v
set -euo pipefail
cd "$(dirname "$0")/.."

# words prints the instructions that Go's assembler was given as numbers: each number and its instruction.
words() { sed -n 's|^\tWORD *\$0x\([0-9a-f]*\) // \(.*\)|\1 \2|p' tiles_arm64.s; }

# encoded compares the numbers with binutils' encodings of the same instructions.
encoded() {
  if ! command -v aarch64-linux-gnu-as >/dev/null; then
    echo "aarch64-linux-gnu-as is missing (binutils-aarch64-linux-gnu): the encodings are not checked"
    return
  fi
  words | cut -d ' ' -f 2- | aarch64-linux-gnu-as -o "$object" -
  aarch64-linux-gnu-objdump -d "$object" | sed -n 's|^ *[0-9a-f]*:\t\([0-9a-f]\{8\}\) .*|\1|p' |
    diff <(words | cut -d ' ' -f 1) -
  echo "$(words | wc -l) encodings are those of binutils"
}

run() { GOARCH=arm64 GOOS=linux CGO_ENABLED=0 go test -exec "$qemu" -timeout 60m "$@"; }

qemu=$(command -v qemu-aarch64-static || command -v qemu-aarch64) || {
  echo "there is no qemu for aarch64 here: install qemu-user-static" >&2
  exit 1
}
object=$(mktemp)
trap 'rm -f "$object"' EXIT

if [ $# -gt 0 ]; then
  run . "$@"
  exit
fi
encoded
run . ../nn ../train
