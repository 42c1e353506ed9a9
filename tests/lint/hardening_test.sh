#!/usr/bin/env bash
# The release binaries are hardened as they are meant to be, and carry nothing they should not.
#   hardening_test.sh BINARY...
set -u
bad=0
complain() { echo "$1: $2"; bad=1; }

for binary in "$@"; do
    headers=$(readelf -hldW "$binary")
    symbols=$(readelf --dyn-syms -W "$binary")
    grep -q 'Type: *DYN' <<<"$headers" || complain "$binary" "not position independent"
    grep -q 'GNU_RELRO' <<<"$headers" || complain "$binary" "no RELRO"
    grep -qE 'BIND_NOW|FLAGS.*NOW' <<<"$headers" || complain "$binary" "RELRO is not full (no BIND_NOW)"
    grep -qE 'GNU_STACK.* RW ' <<<"$headers" || complain "$binary" "the stack is executable"
    grep -qE 'RPATH|RUNPATH' <<<"$headers" && complain "$binary" "has an RPATH"
    grep -q '__stack_chk_fail' <<<"$symbols" || complain "$binary" "no stack canary"
    grep -q '_chk' <<<"$symbols" || complain "$binary" "not fortified"
    # Debian's start files carry no CET note, so the linker drops ours; the landing pads are what can be seen.
    [ "$(objdump -d --no-show-raw-insn "$binary" | grep -c endbr64)" -gt 20 ] || complain "$binary" "no control-flow landing pads"
    grep -qE 'FUNC +GLOBAL +DEFAULT +[0-9]+ free$' <<<"$symbols" || complain "$binary" "does not wipe freed memory"
done
exit $bad
