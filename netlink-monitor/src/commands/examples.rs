//! The examples in `--help` and the manual pages: commands that a person would type. The test
//! `every_example_in_the_help_works` runs each of them.

pub(crate) const FOLLOW: &str = "\
Examples:
  netlink-monitor                                   changes of routes
  netlink-monitor follow link addr                  changes of interfaces and addresses
  netlink-monitor follow all --timestamps           everything, with the time
  netlink-monitor follow --format json | jq .prefix
  netlink-monitor follow --show-port-id             with the requester of each change
  netlink-monitor follow --count 1 --timeout 5      wait up to 5 seconds for a change
  netlink-monitor follow --for 60 --stats           a minute, and how much was lost
  netlink-monitor follow --write routes.pcap        for Wireshark, and for replay
  netlink-monitor follow --write - | netlink-monitor replay -
  netlink-monitor follow --table main --proto bgp --only del
  netlink-monitor follow --prefix within:10.0.0.0/8";

pub(crate) const WATCH: &str = "\
Examples:
  netlink-monitor watch                        the routes, then every change of them
  netlink-monitor watch link addr route        three tables
  netlink-monitor watch --format json          with 'sync' when a table is complete
  netlink-monitor watch --for 60 --stats       a minute, and how often tables were read again
  netlink-monitor watch --receive-buffer 4096  overruns on purpose: nothing is lost
  netlink-monitor watch --table main --timestamps";

pub(crate) const DUMP: &str = "\
Examples:
  netlink-monitor dump route
  netlink-monitor dump route --table local --family inet
  netlink-monitor dump route --prefix containing:10.1.2.3
  netlink-monitor dump addr --dev lo
  netlink-monitor dump link --format tree
  netlink-monitor dump all --format json";

pub(crate) const COMPARE: &str = "\
Examples:
  ip -j route | netlink-monitor compare --with -
  ip -N -j route show table all | netlink-monitor compare --with - --all-tables
  vtysh -c 'show ip route json' | netlink-monitor compare --with -
  birdc show route all | netlink-monitor compare --with -
  birdc show route protocol static1 | netlink-monitor compare --with - --proto bird
  netlink-monitor watch --for 1 --format json | netlink-monitor compare --with - --all-tables";

pub(crate) const REPLAY: &str = "\
Examples:
  netlink-monitor replay routes.pcap
  netlink-monitor replay routes.pcap route --timestamps --only del
  netlink-monitor replay routes.pcap --format json --count 10
  netlink-monitor follow --write - | netlink-monitor replay -";

pub(crate) const EXPLAIN: &str = "\
Examples:
  netlink-monitor explain routes.pcap
  netlink-monitor explain --hex '10 00 00 00 03 00 00 00 01 00 00 00 00 00 00 00'
  netlink-monitor explain --as sockaddr_in --hex '02003039 7f000001 00000000 00000000'
  netlink-monitor explain --format hex routes.pcap
  netlink-monitor explain --coverage routes.pcap
  ip route save | netlink-monitor explain -
  strace -e trace=network -e write=all -e read=all ip route 2>&1 | netlink-monitor explain";

pub(crate) const TRACE: &str = "\
Examples:
  netlink-monitor trace -- ip route
  netlink-monitor trace --format tree -- ip link show lo
  netlink-monitor trace --filter generic --format hex -- genl ctrl list
  netlink-monitor trace --filter RTM_NEWROUTE --output trace.txt -- ip route
  netlink-monitor trace --write trace.pcap -- ss --tcp
  netlink-monitor trace --summary -- ip addr
  netlink-monitor lab -- netlink-monitor trace -- ip route add 10.1.2.0/24 dev lo";

pub(crate) const WHO: &str = "\
Examples:
  netlink-monitor who
  netlink-monitor who --json | jq 'select(.drops > 0)'";

pub(crate) const FAMILIES: &str = "\
Examples:
  netlink-monitor families
  netlink-monitor families nlctrl --json";

pub(crate) const LAB: &str = "\
Examples:
  netlink-monitor lab                           the guide's story
  netlink-monitor lab -- ip link                a command in a new lab
  netlink-monitor lab --name guide              a shell in a lab with a name
  netlink-monitor lab --join guide -- ip route  a command in that lab";
