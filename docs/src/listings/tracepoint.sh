#!/bin/sh
# Prints each sentence that the kernel writes about a refusal, and the program that caused it.
set -eu
tracing=/sys/kernel/tracing
[ -d $tracing/events ] || mount -t tracefs tracefs $tracing
# An instance is a buffer of its own: other users of tracing are not disturbed.
instance=$tracing/instances/netlink-$$
mkdir $instance
trap 'rmdir $instance' EXIT

echo 1 >$instance/events/netlink/netlink_extack/enable
ip route add 4.3.2.1/30 via 127.0.0.1 2>/dev/null || true
python3 docs/src/listings/bulk.py >/dev/null
sed -nE 's/^ *(.*)-[0-9]+ +\[.*netlink_extack: msg=/\1: /p' $instance/trace
