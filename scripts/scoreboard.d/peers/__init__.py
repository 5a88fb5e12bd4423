"""The programs that are compared, one a file.

Each has a `Peer` with a name, `unavailable` (why it cannot take part, or None), `version`, and
`configuration`, as text for the page; in a network of its own then `start`, `table` (the text of
its table now), and `readers` (the processes that receive from the kernel). `compare` are the
options of `netlink-monitor compare` for its table.
"""

from . import bird, ip_monitor, ndb, networkd, nlink, watch, zebra

PEERS = {module.Peer.name: module.Peer for module in [watch, ip_monitor, ndb, nlink, networkd, zebra, bird]}
