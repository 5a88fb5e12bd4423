//! The lines of `follow` and `dump`, compared with those of the real `ip monitor`,
//! `bridge monitor mdb`, `tc monitor` and their `show`, over the same events.
//!
//! White space at the end of a line is ignored. Every other difference is in a table with its
//! reason. An entry that is no longer needed fails the test.

use std::thread::sleep;
use std::time::{Duration, Instant};

use harness::{Lab, Running, built, have};
use netlink_monitor::object::OBJECTS;
use netlink_raw::uapi::rtnetlink::{RTNLGRP_IPV4_MROUTE, RTNLGRP_IPV6_MROUTE};

/// A difference on purpose: both sides' lines are rewritten until they are equal. A line that
/// becomes empty is left out.
struct Difference {
    why: &'static str,
    ours: fn(&str) -> String,
    theirs: fn(&str) -> String,
}

fn same(line: &str) -> String {
    line.to_owned()
}

/// Removes the first of these words that the line begins with.
fn without_start(line: &str, words: &[&str]) -> String {
    let rest = words.iter().find_map(|word| line.strip_prefix(word));
    rest.unwrap_or(line).to_owned()
}

/// Removes this word and the one after it, anywhere in the line.
fn without_pair(line: &str, word: &str) -> String {
    match line.split_once(word) {
        Some((before, after)) => {
            let after = after.split_once(' ').map_or("", |(_, after)| after);
            format!("{before} {after}").trim_end().to_owned()
        }
        None => line.to_owned(),
    }
}

/// Removes the whole line if it begins like this.
fn dropped(line: &str, beginning: &str) -> String {
    if line.starts_with(beginning) { String::new() } else { line.to_owned() }
}

const REPLACED: Difference = Difference {
    why: "ip does not show whether a route or a next hop is new or replaces an older one",
    ours: |line| without_start(line, &["Replaced ", "Appended "]),
    theirs: same,
};
const ALIAS: Difference = Difference {
    why: "`ip monitor` leaves out the alias, which `ip link show` prints",
    ours: |line| dropped(line, "    alias "),
    theirs: same,
};
const ENCAPSULATION: Difference = Difference {
    why: "ip prints two spaces before the encapsulation",
    ours: same,
    theirs: |line| line.replace("  encap ", " encap "),
};
const BROADCASTS: Difference = Difference {
    why: "iproute2 6.1 does not know the setting for directed broadcasts",
    ours: |line| match without_pair(line, " bc_forwarding ") {
        // The message contained nothing else.
        line if line.split(' ').count() == 2 && !line.starts_with("Deleted") => {
            format!("{line} ").trim_end().to_owned()
        }
        line => line,
    },
    theirs: same,
};
const TC_LINE: Difference = Difference {
    why: "tc draws a line after ingress and clsact, which have no options",
    ours: same,
    theirs: |line| line.replace(" ----------------", ""),
};
const TC_REPLACED: Difference = Difference {
    why: "tc does not show that a qdisc replaces an older one",
    ours: |line| match line.strip_prefix("replaced qdisc") {
        Some(rest) => format!("qdisc{rest}"),
        None => line.to_owned(),
    },
    theirs: same,
};
const PREFIXES: Difference = Difference {
    why: "iproute2 6.1 prints no space after a prefix, and reads its flags as kernels before the \
          end of 2023 wrote them",
    ours: |line| line.replace(" onlink", "").replace(" autoconf", ""),
    theirs: |line| line.replace("/64dev", "/64 dev"),
};
const LINK_MODE: Difference = Difference {
    why: "`ip link show` prints the link mode, which `ip monitor` leaves out",
    ours: same,
    theirs: |line| without_pair(line, " mode "),
};
const QUEUE_LEN: Difference = Difference {
    why: "`ip link show` prints the length of the queue, which `ip monitor` leaves out",
    ours: same,
    theirs: |line| without_pair(line, " qlen "),
};
const ROUTER_PORTS: Difference = Difference {
    why: "`bridge mdb show` prints the ports with routers only with -d",
    ours: |line| dropped(line, "router port "),
    theirs: same,
};

/// Returns the lines without white space at their ends, rewritten by the differences.
fn lines(
    text: &str,
    differences: &[&Difference],
    side: fn(&Difference) -> fn(&str) -> String,
) -> Vec<String> {
    text.lines()
        .map(|line| {
            let line = line.trim_end().to_owned();
            differences.iter().fold(line, |line, difference| side(difference)(&line))
        })
        .filter(|line| !line.is_empty())
        .collect()
}

/// Asserts that both sides are the same except for the differences, and that each difference is
/// needed.
#[track_caller]
fn compare(what: &str, ours: &str, theirs: &str, differences: &[&Difference]) {
    let both = |differences: &[&Difference]| {
        (
            lines(ours, differences, |difference| difference.ours),
            lines(theirs, differences, |difference| difference.theirs),
        )
    };
    let (our, their) = both(differences);
    if let Some(at) = (0..our.len().max(their.len())).find(|at| our.get(*at) != their.get(*at)) {
        panic!(
            "{what}, line {}:\n  ours:   {:?}\n  theirs: {:?}\n\nours:\n{ours}\ntheirs:\n{theirs}",
            at + 1,
            our.get(at),
            their.get(at)
        );
    }
    assert!(!our.is_empty(), "{what}: nothing to compare");
    for (index, difference) in differences.iter().enumerate() {
        let mut others = differences.to_vec();
        others.remove(index);
        let (our, their) = both(&others);
        assert_ne!(our, their, "{what}: no longer needed: {}", difference.why);
    }
}

/// A pair of interfaces with fixed addresses, to begin with. The kernel notices their carrier after
/// a while, and then adds the routes for multicast.
const PAIR: &str = "
ip link add veth0 address 02:00:00:00:00:01 type veth peer name veth1 address 02:00:00:00:00:02
ip link set veth0 addrgenmode none
ip link set veth1 addrgenmode none
ip link set veth0 up
ip link set veth1 up
for _ in $(seq 1000); do
    if [ $(ip -6 route show table local | grep -c '^multicast ff00::/8') -eq 2 ]; then break; fi
    sleep 0.01
done
";

/// A lab with an empty `/run` of its own, where `ip netns` keeps its names. The machine's `/run` is
/// not touched.
struct Stage {
    lab: Lab,
    /// Keeps the mount namespace alive.
    holder: Running,
}

impl Stage {
    fn start() -> Option<Stage> {
        if !["ip", "bridge", "tc", "unshare", "nsenter"].into_iter().all(have) {
            return None;
        }
        let lab = Lab::start()?;
        let script = "mount -t tmpfs none /run; echo ready; exec sleep 600";
        let mut holder =
            lab.spawn("unshare", &["--mount", "--propagation", "private", "sh", "-ec", script]);
        holder.wait_for("ready");
        Some(Stage { lab, holder })
    }

    fn enter(&self) -> String {
        format!("--mount=/proc/{}/ns/mnt", self.holder.id())
    }

    fn spawn(&self, command: &[&str]) -> Running {
        self.lab.spawn("nsenter", &[&[self.enter().as_str(), "--"], command].concat())
    }

    fn output(&self, command: &[&str]) -> String {
        self.lab.output("nsenter", &[&[self.enter().as_str(), "--"], command].concat())
    }

    fn sh(&self, script: &str) -> String {
        self.output(&["sh", "-ec", script])
    }
}

/// Waits until a program that has its socket sleeps. `ip`, `bridge` and `tc` read the names of
/// interfaces through the socket that is already in the group, and discard everything else that
/// arrives meanwhile. When they sleep for the first time, they are waiting for events.
fn wait_until_idle(running: &Running) {
    let begin = Instant::now();
    let path = format!("/proc/{}/stat", running.id());
    let state = || std::fs::read_to_string(&path).expect("the program runs");
    // The state follows the name, which is in brackets and may contain anything.
    while !state().rsplit_once(") ").is_some_and(|(_, rest)| rest.starts_with('S')) {
        assert!(begin.elapsed() < Duration::from_secs(20), "the program never sleeps");
        sleep(Duration::from_millis(2));
    }
}

/// Returns the path of our own program.
fn program() -> String {
    built("netlink-monitor").into_os_string().into_string().expect("UTF-8")
}

/// What happens while both listen. Each step is a list of commands, and the beginning of a line
/// that both print last.
type Steps<'s> = &'s [(&'s str, &'s str)];

/// Runs both monitors over the same steps, and compares.
fn follow(
    object: &str,
    theirs: &[&str],
    before: &str,
    steps: Steps<'_>,
    differences: &[&Difference],
) {
    let Some(stage) = Stage::start() else { return };
    stage.sh(before);
    let groups = OBJECTS.iter().filter(|known| known.name == object).flat_map(|known| known.groups);
    // In `ip`, multicast routing is a different object.
    let left_out = [RTNLGRP_IPV4_MROUTE, RTNLGRP_IPV6_MROUTE];
    let mask = |left_out: &[u32]| {
        let groups = groups.clone().filter(|group| !left_out.contains(group) && **group <= 32);
        groups.fold(0_u32, |mask, group| mask | 1 << (group - 1))
    };
    // Theirs starts first, while the lab has no other listener: `tc` has several sockets, and the
    // port ID of the one that listens is not its process ID.
    let mut their = stage.spawn(theirs);
    their.wait_for_socket("netlink", &format!(" {:08x} ", mask(&left_out)));
    wait_until_idle(&their);
    // Ours always follows the names of interfaces.
    let mut our = stage.spawn(&[&program(), "follow", object]);
    our.wait_for_socket("netlink", &format!(" {:<10} {:08x} ", our.id(), mask(&[]) | 1));
    for (script, end) in steps {
        stage.sh(script);
        our.wait_for(end);
        their.wait_for(end);
    }
    let end = steps.last().expect("a step").1;
    // Messages that the kernel sends later of its own accord may reach only one of them.
    let until_end = |text: String| {
        let end = text.find(&format!("\n{end}")).expect("the last line") + 1;
        let rest = text[end..].find('\n').unwrap_or(text.len() - end);
        text[..end + rest].to_owned()
    };
    let (ours, theirs) = (until_end(our.interrupt().stdout), until_end(their.interrupt().stdout));
    compare(&format!("follow {object}"), &ours, &theirs, differences);
}

/// Compares two commands that print the current state.
fn dump(stage: &Stage, arguments: &[&str], theirs: &str, differences: &[&Difference]) {
    // The output contains times, so both commands have to run between two changes of a time.
    for _attempt in 0..20 {
        let before = stage.sh(theirs);
        let ours = stage.output(&[&[program().as_str(), "dump"], arguments].concat());
        if stage.sh(theirs) == before {
            return compare(&format!("dump {arguments:?}"), &ours, &before, differences);
        }
    }
    panic!("{theirs}: the output is never the same twice");
}

#[test]
fn link_events_look_like_those_of_ip() {
    let steps: Steps<'_> = &[
        (
            "ip link add br0 address 02:00:00:00:00:0b type bridge
             ip link add veth2 address 02:00:00:00:00:03 type veth peer name veth3 address 02:00:00:00:00:04
             ip link set veth2 alias \"some alias\"
             ip link set veth2 group 7
             ip link set veth3 up
             ip link set veth2 up
             ip link set veth2 mtu 1400
             ip link set veth2 master br0
             ip link set br0 up
             ip link set veth2 promisc on
             ip link set veth2 arp off
             ip link set veth2 nomaster
             ip link property add dev veth2 altname other
             ip link set veth3 down
             tc qdisc add dev veth2 root pfifo
             ip netns add blue
             ip link add veth4 type veth peer name veth5 netns blue
             ip link set lo mtu 4711",
            "1: lo: <LOOPBACK,UP,LOWER_UP> mtu 4711",
        ),
        (
            "ip link del veth4
             ip link del veth2
             ip link del br0
             ip link set lo mtu 4712",
            "1: lo: <LOOPBACK,UP,LOWER_UP> mtu 4712",
        ),
    ];
    follow("link", &["ip", "monitor", "link"], "", steps, &[&ALIAS]);
}

#[test]
fn address_events_look_like_those_of_ip() {
    let steps: Steps<'_> = &[(
        "ip addr add 10.1.0.1/24 brd + dev veth0
         ip addr add 10.1.0.3/24 dev veth0 label veth0:x
         ip addr add 10.2.0.1 peer 10.2.0.2/32 dev veth0 valid_lft 100 preferred_lft 50
         ip addr add 10.1.0.9/24 metric 77 noprefixroute dev veth0
         ip addr add 10.3.0.1/24 scope link dev veth0
         ip addr add fd00::1/64 dev veth0 nodad
         ip addr add fd00::2/64 dev veth0 home mngtmpaddr
         ip addr add fd00::3/64 dev veth0 preferred_lft 0 valid_lft 200 noprefixroute
         ip addr add fd00::4 peer fd01::4/128 dev veth0 optimistic
         ip addr change fd00::1/64 dev veth0 valid_lft 3600 preferred_lft 1800
         ip addr del 10.1.0.9/24 dev veth0
         ip addr flush dev veth0
         ip addr add 192.0.2.99/32 dev lo",
        "1: lo    inet 192.0.2.99/32",
    )];
    follow("addr", &["ip", "monitor", "address"], PAIR, steps, &[]);
}

#[test]
fn route_events_look_like_those_of_ip() {
    let steps: Steps<'_> = &[(
        // The guide's two commands first.
        "ip route add 4.3.2.0/30 via 127.0.0.1
         ip route del 4.3.2.0/30 via 127.0.0.1
         ip route add 4.3.2.0/30 via 127.0.0.1
         ip route append 4.3.2.0/30 dev lo
         ip route replace 4.3.2.0/30 via 127.0.0.2 src 127.0.0.1
         ip route add 10.0.0.0/8 nexthop via 127.0.0.2 weight 2 nexthop via 127.0.0.3
         ip route add table 1000 192.0.2.1 dev lo metric 7 proto static
         ip route add default via 127.0.0.1 tos 0x10 mtu lock 1400 advmss 1360 rto_min 5ms
         ip route add blackhole 198.51.100.0/24
         ip route add unreachable 198.51.101.0/24 scope link
         ip route add 198.51.102.0/24 dev lo realm 3 congctl cubic
         ip -6 route add 2001:db8::/32 via fe80::9 dev veth0 pref high
         ip -6 route add 2001:db8:1::/48 from 2001:db8:2::/48 dev lo metric 5 expires 100
         ip -6 route replace 2001:db8::/32 via fe80::8 dev veth0
         ip -6 route add prohibit default
         ip route add 192.0.2.0/24 encap ip id 7 src 10.1.0.1 dst 10.1.0.9 ttl 9 tos 4 via 127.0.0.1
         ip -6 route add 2001:db8:3::/48 encap ip6 id 7 dst fd00::9 hoplimit 9 tc 4 dev veth0
         ip -6 route add 2001:db8:4::/48 encap seg6 mode encap segs fd00::5,fd00::6 dev veth0
         ip -6 route add 2001:db8:5::/48 encap seg6 mode inline segs fd00::5 dev veth0
         ip route flush table main
         ip route add 203.0.113.128/25 dev lo",
        "203.0.113.128/25",
    )];
    follow("route", &["ip", "monitor", "route"], PAIR, steps, &[&REPLACED, &ENCAPSULATION]);
}

#[test]
fn rule_events_look_like_those_of_ip() {
    let steps: Steps<'_> = &[(
        "ip rule add from 10.0.0.0/8 to 10.1.0.1 tos 0x10 fwmark 0x1/0xff iif lo oif veth0 lookup 100 pref 100
         ip rule add not from 10.0.0.0/8 lookup main suppress_prefixlength 0 suppress_ifgroup 3 pref 101
         ip rule add from all fwmark 7 lookup default suppress_ifgroup default pref 102
         ip rule add goto 32766 pref 50
         ip rule add pref 51 goto 60
         ip rule add pref 52 blackhole
         ip rule add pref 53 nop
         ip rule add pref 54 unreachable ipproto tcp sport 10-20 dport 80 uidrange 0-0 tun_id 7 iif none
         ip rule add pref 55 table 1000 realms 3/4 proto static
         ip rule add pref 56 table 1000 realms 4
         ip rule add pref 57 l3mdev
         ip -6 rule add pref 58 from fd00::/64 to fd01::1 prohibit
         ip rule del pref 52
         ip -6 rule del pref 58
         ip rule add pref 4711 table 1",
        "4711:",
    )];
    follow("rule", &["ip", "monitor", "rule"], PAIR, steps, &[]);
}

#[test]
fn neighbour_events_look_like_those_of_ip() {
    let steps: Steps<'_> = &[(
        "ip neigh add 10.1.0.2 lladdr 02:00:00:00:00:02 dev veth0
         ip neigh add 10.1.0.5 lladdr 02:00:00:00:00:05 dev veth0 nud reachable router protocol static
         ip neigh add proxy 10.1.0.6 dev veth0
         ip neigh add fd00::9 lladdr 02:00:00:00:00:06 nud noarp dev veth0 router
         ip neigh replace fd00::9 lladdr 02:00:00:00:00:06 nud stale dev veth0 extern_learn
         ip neigh replace 10.1.0.7 dev veth0 managed
         ip neigh del 10.1.0.2 dev veth0
         ip neigh del proxy 10.1.0.6 dev veth0
         bridge fdb add 02:00:00:00:00:0a dev veth1 master static
         bridge fdb add 02:00:00:00:00:0b dev veth1 master static sticky
         bridge fdb del 02:00:00:00:00:0a dev veth1 master static
         # The kernel asks programs for a neighbour.
         echo 1 > /proc/sys/net/ipv4/neigh/veth0/app_solicit
         echo 1 > /proc/sys/net/ipv4/neigh/veth0/mcast_solicit
         ip neigh add 10.1.0.8 dev veth0 use",
        "miss 10.1.0.8",
    )];
    let before = format!(
        "{PAIR} ip addr add 10.1.0.1/24 dev veth0
         ip link add br0 type bridge mcast_snooping 0
         ip link set veth1 master br0"
    );
    follow("neigh", &["ip", "monitor", "neigh"], &before, steps, &[]);
}

/// Next hops of all kinds.
const NEXT_HOPS: &str = "
ip nexthop add id 1 via 10.1.0.2 dev veth0
ip nexthop add id 2 via 10.1.0.5 dev veth0 proto static onlink
ip nexthop add id 3 blackhole
ip nexthop add id 4 via fd00::9 dev veth0
ip nexthop add id 5 dev veth0
ip nexthop add id 6 via 10.1.0.2 fdb
ip nexthop add id 10 group 1,3/2
ip nexthop add id 11 group 1/2 type resilient buckets 4 idle_timer 100 unbalanced_timer 7
ip nexthop add id 12 via 10.1.0.2 dev veth0 encap ip id 3 dst 1.2.3.4
";

#[test]
fn next_hop_events_look_like_those_of_ip() {
    let script = format!(
        "{NEXT_HOPS}
         ip nexthop replace id 1 via 10.1.0.5 dev veth0
         ip nexthop replace id 11 group 1/2/5 type resilient buckets 4 idle_timer 0
         ip nexthop del id 3
         ip nexthop del id 4
         ip nexthop add id 4711 via 10.1.0.7 dev veth0"
    );
    let before =
        format!("{PAIR} ip addr add 10.1.0.1/24 dev veth0; ip addr add fd00::1/64 dev veth0 nodad");
    let theirs = ["ip", "monitor", "nexthop"];
    follow("nexthop", &theirs, &before, &[(&script, "id 4711 ")], &[&REPLACED, &ENCAPSULATION]);
}

#[test]
fn netconf_events_look_like_those_of_ip() {
    let steps: Steps<'_> = &[
        (
            "cd /proc/sys/net
             echo 1 > ipv4/conf/all/forwarding
             echo 1 > ipv4/conf/veth0/rp_filter
             echo 2 > ipv4/conf/veth0/rp_filter
             echo 1 > ipv4/conf/default/proxy_arp
             echo 1 > ipv4/conf/veth0/ignore_routes_with_linkdown
             echo 1 > ipv6/conf/veth0/forwarding
             echo 1 > ipv6/conf/all/proxy_ndp
             ip link add br0 type bridge
             echo 1 > ipv4/conf/lo/rp_filter",
            "inet lo rp_filter strict",
        ),
        (
            "ip link del br0
             echo 2 > /proc/sys/net/ipv4/conf/lo/rp_filter",
            "inet lo rp_filter loose",
        ),
    ];
    follow("netconf", &["ip", "monitor", "netconf"], PAIR, steps, &[&BROADCASTS]);
}

/// Sends router advertisements (RFC 4861) with a prefix from veth1 to veth0.
const ROUTER: &str = r"
import socket, struct, sys
s = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6)
s.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b'veth1')
s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, 255)
for prefix, flags in ('fd01::', 0xc0), ('fd02::', 0x80), ('fd03::', 0x40), ('fd99::', 0):
    option = struct.pack('!BBBBIII', 3, 4, 64, flags, 3600, 1800, 0)
    option += socket.inet_pton(socket.AF_INET6, prefix)
    message = struct.pack('!BBHBBHII', 134, 0, 0, 64, 0, 1800, 0, 0) + option
    s.sendto(message, ('ff02::1', 0, 0, socket.if_nametoindex('veth1')))
";

#[test]
fn prefix_events_look_like_those_of_ip() {
    if !have("python3") {
        return;
    }
    let before = format!(
        "{PAIR}
         cd /proc/sys/net/ipv6/conf
         echo 0 > veth1/accept_ra
         echo 2 > veth0/accept_ra
         echo 0 > veth0/use_tempaddr
         ip addr add fe80::2/64 dev veth1 nodad
         ip addr add fe80::1/64 dev veth0 nodad"
    );
    let script = format!("python3 -c \"{ROUTER}\"");
    follow(
        "prefix",
        &["ip", "monitor", "prefix"],
        &before,
        &[(&script, "prefix fd99::")],
        &[&PREFIXES],
    );
}

#[test]
fn namespace_events_look_like_those_of_ip() {
    let steps: Steps<'_> = &[(
        "ip netns add blue
         ip netns set blue 7
         ip netns add green
         ip netns set green auto
         ip netns add end
         ip netns set end 4711",
        "nsid 4711",
    )];
    follow("nsid", &["ip", "monitor", "nsid"], "", steps, &[]);
}

/// A bridge with a port, which joins no groups by itself.
const BRIDGE: &str = "
ip link add br0 type bridge
ip link set br0 addrgenmode none
ip link set veth1 master br0
ip link set br0 up
";
const GROUPS: &str = "
bridge mdb add dev br0 port veth1 grp 239.1.1.1
bridge mdb add dev br0 port veth1 grp ff02::1:2 permanent
bridge mdb add dev br0 port veth1 grp 239.1.1.2 src 10.1.0.1 permanent
bridge mdb add dev br0 port br0 grp 239.1.1.3
bridge mdb add dev br0 port veth1 grp 01:00:5e:7f:00:01 permanent
bridge mdb add dev br0 port veth1 grp 239.1.1.4 src 10.1.0.1 permanent vid 1
bridge link set dev veth1 mcast_router 2
";

#[test]
fn multicast_database_events_look_like_those_of_bridge() {
    let script = format!(
        "{GROUPS}
         bridge mdb del dev br0 port veth1 grp 239.1.1.1
         bridge mdb del dev br0 port veth1 grp ff02::1:2
         bridge link set dev veth1 mcast_router 1
         bridge mdb add dev br0 port veth1 grp 239.9.9.9"
    );
    // Without stdbuf, it buffers its lines.
    let theirs = ["stdbuf", "-oL", "bridge", "monitor", "mdb"];
    let end = "dev br0 port veth1 grp 239.9.9.9";
    follow("mdb", &theirs, &format!("{PAIR}{BRIDGE}"), &[(&script, end)], &[]);
}

#[test]
fn traffic_control_events_look_like_those_of_tc() {
    let steps: Steps<'_> = &[(
        "tc qdisc add dev veth0 root handle 1: htb default 10
         tc class add dev veth0 parent 1: classid 1:10 htb rate 1mbit
         tc class add dev veth0 parent 1:10 classid 1:11 htb rate 1mbit
         tc qdisc add dev veth0 parent 1:11 handle 20: tbf rate 1mbit burst 10kb latency 50ms
         tc qdisc add dev veth0 clsact
         tc qdisc add dev veth1 ingress
         tc filter add dev veth0 parent 1: protocol ip prio 5 u32 match ip dst 10.0.0.0/8 flowid 1:10
         tc filter add dev veth0 ingress protocol ipv6 prio 6 u32 match u32 0 0
         tc filter replace dev veth0 egress chain 3 protocol all prio 7 u32 match u32 0 0
         tc filter del dev veth0 ingress protocol ipv6 prio 6 u32
         tc class change dev veth0 classid 1:10 htb rate 2mbit
         tc class add dev veth0 parent 1:10 classid 1:12 htb rate 5500kbit ceil 7mbit burst 15k cburst 1600 prio 3
         tc class add dev veth0 parent 1: classid 1:13 htb rate 40gbit overhead 4
         tc qdisc add dev veth0 parent 1:12 handle 30: tbf rate 1gbit burst 10k limit 30000 peakrate 2gbit mtu 1600
         tc qdisc add dev veth0 parent 1:13 handle 40: tbf rate 200kbit burst 2mb latency 1500ms
         tc filter add dev veth0 parent 1: protocol ip prio 8 handle 2: u32 divisor 16
         tc filter add dev veth0 parent 1: protocol ip prio 8 u32 match ip dst 10.0.0.0/8 match ip dport 80 0xffff match u16 0x800 0xffff at -2 link 2:
         tc filter add dev veth0 parent 1: protocol ip prio 9 u32 match ip src 10.0.0.0/8 match u8 1 1 at nexthdr+1 action mirred egress mirror dev veth1
         tc filter add dev veth0 parent 1: protocol ip prio 10 u32 match u32 0 0 skip_hw action mirred ingress redirect dev veth1
         tc qdisc replace dev veth0 parent 1:11 handle 21: pfifo limit 7
         tc qdisc del dev veth0 clsact
         tc qdisc del dev veth0 root
         tc qdisc add dev veth1 root handle 4711: pfifo limit 7
         tc qdisc del dev veth1 root",
        "deleted qdisc pfifo 4711:",
    )];
    let theirs = ["stdbuf", "-oL", "tc", "monitor"];
    follow("tc", &theirs, PAIR, steps, &[&TC_LINE, &TC_REPLACED]);
}

#[test]
fn dumps_look_like_those_of_iproute2() {
    let Some(stage) = Stage::start() else { return };
    stage.sh(&format!(
        "{PAIR}{BRIDGE}
         ip netns add blue
         ip netns add green
         ip netns set green 7
         ip link add veth4 type veth peer name veth5 netns blue
         ip link set veth0 alias \"some alias\"
         ip addr add 10.1.0.1/24 brd + dev veth0
         ip addr add 10.1.0.3/24 dev veth0 label veth0:x
         ip addr add 10.2.0.1 peer 10.2.0.2/32 dev veth0
         ip addr add fd00::1/64 dev veth0 nodad
         ip neigh add 10.1.0.2 lladdr 02:00:00:00:00:02 dev veth0
         ip neigh add fd00::9 lladdr 02:00:00:00:00:06 dev veth0 router proto static
         ip rule add pref 100 fwmark 1 lookup 100
         ip -6 rule add pref 100 from fd00::/64 goto 32766
         {NEXT_HOPS}{GROUPS}
         ip route add 4.3.2.0/30 via 127.0.0.1
         ip route add 10.9.0.0/24 nhid 11
         ip route add table 1000 192.0.2.1 dev lo metric 7
         ip -6 route add 2001:db8::/32 nhid 4
         tc qdisc add dev veth0 root handle 1: htb default 10
         tc class add dev veth0 parent 1: classid 1:1 htb rate 10mbit
         tc class add dev veth0 parent 1:1 classid 1:10 htb rate 5mbit
         tc qdisc add dev veth0 parent 1:10 handle 20: bfifo limit 20k
         tc filter add dev veth0 parent 1: protocol ip prio 5 u32 match ip dst 10.0.0.0/8 flowid 1:10
         tc filter add dev veth0 parent 1: protocol ip prio 6 u32 match u32 0 0 action mirred egress redirect dev veth1
         tc qdisc add dev veth1 clsact"
    ));
    dump(&stage, &["link"], "ip link show", &[&LINK_MODE, &QUEUE_LEN]);
    // `ip -o` prints a backslash instead of each line break. Without a family, it sorts addresses
    // by interface instead of by family.
    dump(&stage, &["addr", "--family", "inet"], "ip -4 -o addr show | tr '\\\\' '\\n'", &[]);
    dump(&stage, &["addr", "--family", "inet6"], "ip -6 -o addr show | tr '\\\\' '\\n'", &[]);
    dump(&stage, &["route"], "ip route show table all", &[]);
    dump(&stage, &["route", "--family", "inet"], "ip -4 route show table all", &[]);
    dump(&stage, &["route", "--family", "inet6"], "ip -6 route show table all", &[]);
    dump(&stage, &["rule", "--family", "inet"], "ip -4 rule show", &[]);
    dump(&stage, &["rule", "--family", "inet6"], "ip -6 rule show", &[]);
    dump(&stage, &["neigh"], "ip neigh show nud all", &[]);
    dump(&stage, &["nexthop"], "ip nexthop show", &[&ENCAPSULATION]);
    dump(&stage, &["netconf"], "ip netconf show", &[&BROADCASTS]);
    dump(&stage, &["nsid"], "ip netns list-id", &[]);
    dump(&stage, &["mdb"], "bridge mdb show", &[&ROUTER_PORTS]);
    // `tc` leaves out the interface and the parent if they are in the request.
    let traffic = "tc qdisc show
         tc class show dev veth0 | sed 's/^class [a-z]* [0-9:]*/& dev veth0/'
         tc chain show dev veth0 parent 1: | sed 's/^chain/& dev veth0 parent 1:/'
         tc filter show dev veth0 parent 1: | sed 's/^filter/& dev veth0/; s/^filter dev veth0 protocol/filter dev veth0 parent 1: protocol/'";
    dump(&stage, &["tc"], traffic, &[]);
}
