//! Examples for `--help` and the manual pages: one for every option.

pub(crate) const FOLLOW: &str = "\
Examples:
  netlink-monitor                                   changes of routes
  netlink-monitor follow link addr                  of interfaces and addresses
  netlink-monitor follow all --timestamps           of everything, with the time
  netlink-monitor follow --format json | jq .prefix
  netlink-monitor follow --format c                 as the guide's C program
  netlink-monitor follow --show-port-id             who asked for each change
  netlink-monitor follow --write routes.pcap        for Wireshark, and for replay
  netlink-monitor follow --count 1 --timeout 5      wait for one change
  netlink-monitor follow --for 60 --stats           for a minute, and what was lost
  netlink-monitor follow --receive-buffer 67108864  for a busy machine
  netlink-monitor follow --buffer 64                see what a small buffer loses
  netlink-monitor follow addr --all-nsid            other network namespaces, too
Filters:
  --family inet6 --dev eth0 --table main --proto bgp --type blackhole
  --prefix 10.0.0.0/8           --prefix within:10.0.0.0/8
  --prefix containing:10.1.2.3  --port-id 4711 --only del";

pub(crate) const WATCH: &str = "\
Examples:
  netlink-monitor watch                        the routes, then every change of them
  netlink-monitor watch link addr route        of three tables
  netlink-monitor watch --format json          with 'sync' when a table is complete
  netlink-monitor watch --stats --for 60       how often tables were read again
  netlink-monitor watch --write changes.pcap
  netlink-monitor watch --receive-buffer 4096  overruns on purpose: nothing is lost
  netlink-monitor watch --table 100 --count 10 --timestamps --show-port-id
Filters are those of follow.";

pub(crate) const DUMP: &str = "\
Examples:
  netlink-monitor dump route
  netlink-monitor dump route --table local --family inet
  netlink-monitor dump route --prefix within:10.0.0.0/8 --dev eth0 --type unicast
  netlink-monitor dump all --format json
  netlink-monitor dump neigh --format tree --count 1
  netlink-monitor dump rule --stats --timestamps --show-port-id --only new
Filters are those of follow; what the kernel can filter, it does.";

pub(crate) const REPLAY: &str = "\
Examples:
  netlink-monitor replay routes.pcap
  netlink-monitor replay routes.pcap route --timestamps --only del
  netlink-monitor replay routes.pcapng --format json --count 10
  netlink-monitor replay routes.pcap --show-port-id --stats
  netlink-monitor follow --write /dev/stdout | netlink-monitor replay -
Filters are those of follow.";

pub(crate) const EXPLAIN: &str = "\
Examples:
  netlink-monitor explain docs/captures/link.pcap
  netlink-monitor explain --hex '3c 00 00 00 18 00 ...' --format hex --color always
  strace -e trace=network -s 65536 ip route 2>&1 | netlink-monitor explain
  netlink-monitor explain --protocol generic --format json message.hex
  netlink-monitor explain --as sockaddr_in --hex '02003039 7f000001 00000000 00000000'
  netlink-monitor explain --coverage *.pcap";

pub(crate) const WHO: &str = "\
Examples:
  netlink-monitor who
  netlink-monitor who --json | jq 'select(.drops > 0)'";

pub(crate) const FAMILIES: &str = "\
Examples:
  netlink-monitor families
  netlink-monitor families ethtool --json";

pub(crate) const LAB: &str = "\
Examples:
  netlink-monitor lab                          the guide's story
  netlink-monitor lab -- ip link               a command in a new lab
  netlink-monitor lab --name guide             a shell in a lab with a name
  netlink-monitor lab --join guide -- ip route";
