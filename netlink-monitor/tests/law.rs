//! The law of `watch`: at a quiet moment, everything that it printed adds up to what the kernel
//! has.
//!
//! The tests make random changes to the network of a lab while two watchers run, one of them with a
//! receive buffer that is much too small. At each quiet moment, the tests add up what the watchers
//! printed, with code of their own, and compare the sum with a fresh dump.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use netlink_raw::request::Request;
use netlink_raw::socket::NetlinkSocket;
use netlink_raw::uapi::fib_rules::{
    FIB_RULE_HDR_ACTION, FIB_RULE_HDR_FAMILY, FIB_RULE_HDR_TABLE, FRA_FWMARK, FRA_PRIORITY,
    FibRuleHdr,
};
use netlink_raw::uapi::if_addr::{IFA_FAMILY, IFA_INDEX, IFA_LOCAL, IFA_PREFIXLEN, Ifaddrmsg};
use netlink_raw::uapi::netlink::{
    NLM_F_ACK, NLM_F_APPEND, NLM_F_CREATE, NLM_F_EXCL, NLM_F_REPLACE, NLM_F_REQUEST,
};
use netlink_raw::uapi::nexthop::{NH_FAMILY, NHA_GATEWAY, NHA_ID, NHA_OIF, Nhmsg};
use netlink_raw::uapi::rtnetlink::{
    IFI_CHANGE, IFI_FLAGS, IFI_INDEX, Ifinfomsg, RTA_DST, RTA_GATEWAY, RTA_MULTIPATH, RTA_NH_ID,
    RTA_OIF, RTA_PRIORITY, RTA_TABLE, RTM_DELADDR, RTM_DELNEXTHOP, RTM_DELROUTE, RTM_DELRULE,
    RTM_DST_LEN, RTM_FAMILY, RTM_GETROUTE, RTM_NEWADDR, RTM_NEWLINK, RTM_NEWNEXTHOP, RTM_NEWROUTE,
    RTM_NEWRULE, RTM_PROTOCOL, RTM_SCOPE, RTM_TABLE, RTM_TOS, RTM_TYPE, Rtmsg,
};
use nix::sys::socket::SockProtocol;
use serde_json::Value;

use harness::{Lab, Random, built, have};

const OBJECTS: &[&str] = &["link", "addr", "route", "rule", "nexthop"];
const TRAFFIC: &[&str] = &["tc", "mdb"];

/// How long to wait until the sums are equal. An emulated machine is slow, and `watch` uses only a part
/// of its time to read: a twentieth, if nothing hints at a change.
const PATIENCE: Duration = Duration::from_secs(120);

/// Attributes that only count or measure, and those that are in a notification but not in a dump.
const VOLATILE: [&str; 31] = [
    "RTA_CACHEINFO",
    "IFLA_STATS",
    "IFLA_STATS64",
    "IFLA_INET6_STATS",
    "IFLA_INET6_ICMP6STATS",
    "IFLA_INET6_CACHEINFO",
    "IFLA_BR_HELLO_TIMER",
    "IFLA_BR_TCN_TIMER",
    "IFLA_BR_TOPOLOGY_CHANGE_TIMER",
    "IFLA_BR_GC_TIMER",
    "IFLA_BR_FDB_N_LEARNED",
    "BRIDGE_QUERIER_IP_OTHER_TIMER",
    "BRIDGE_QUERIER_IPV6_OTHER_TIMER",
    "IFLA_BRPORT_MESSAGE_AGE_TIMER",
    "IFLA_BRPORT_FORWARD_DELAY_TIMER",
    "IFLA_BRPORT_HOLD_TIMER",
    "IFLA_EVENT",
    "IFA_CACHEINFO",
    "NDA_CACHEINFO",
    "NDA_PROBES",
    "NHA_RES_GROUP",
    "NHA_GROUP_STATS",
    "TCA_STATS",
    "TCA_STATS2",
    "TCA_XSTATS",
    "TCA_ACT_STATS",
    "TCA_MIRRED_TM",
    "TCA_U32_PCNT",
    "direct_pkts",
    "MDBA_MDB_EATTR_TIMER",
    "MDBA_MDB_SRCATTR_TIMER",
];

/// The number of times that each thing exists, by its object and its message.
type Sum = BTreeMap<String, usize>;

/// Returns the things that a message describes: one, or the entries of a multicast database.
fn things(event: &Value, message: &str) -> Vec<String> {
    let about = event["type"].as_str().and_then(|name| name.get(7..)).expect("RTM_NEW…");
    let mut message = event[message].clone();
    lasting(&mut message);
    if about == "QDISC" {
        // This counts the users of the qdisc.
        message.as_object_mut().expect("an object").remove("tcm_info");
    }
    if about != "MDB" {
        return vec![format!("{about} {message}")];
    }
    let values = |value: &Value| -> Vec<Value> {
        value.as_object().into_iter().flatten().map(|(_, value)| value.clone()).collect()
    };
    let entries = values(&message["MDBA_MDB"]).into_iter().flat_map(|group| values(&group));
    entries.map(|entry| format!("MDB {} {entry}", message["ifindex"])).collect()
}

/// Removes members that only count, measure or align.
fn lasting(value: &mut Value) {
    if let Some(members) = value.as_object_mut() {
        members.retain(|name, _| {
            // A number with a name has the name beside it: IFLA_EVENT and IFLA_EVENT_name.
            let name = name.strip_suffix("_name").unwrap_or(name);
            !VOLATILE.contains(&name) && !name.starts_with("ifi_change") && !name.ends_with("_PAD")
        });
    }
    let inside: Vec<&mut Value> = match value {
        Value::Object(members) => members.values_mut().collect(),
        Value::Array(values) => values.iter_mut().collect(),
        _ => return,
    };
    inside.into_iter().for_each(lasting);
}

/// A watcher, and what it has printed adds up to.
struct Watcher {
    child: Child,
    lines: Receiver<String>,
    /// Everything that it has printed.
    printed: String,
    objects: &'static [&'static str],
    /// What exists, by its key.
    entries: BTreeMap<String, Vec<String>>,
    /// How many lines it has printed, and which run they are of.
    count: u64,
    run: Option<Value>,
    resyncs: BTreeMap<String, usize>,
}

impl Watcher {
    /// Starts a watcher, possibly run by a program such as strace.
    fn start(under: &[&str], options: &[&str], objects: &'static [&str]) -> Watcher {
        let program = built("netlink-monitor");
        let mut command = match under {
            [] => Command::new(program),
            [other, their_options @ ..] => {
                let mut command = Command::new(other);
                command.args(their_options).arg(program);
                command
            }
        };
        let mut child = command
            .args(["watch", "--format", "json"])
            .args(options)
            .args(objects)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("netlink-monitor starts");
        let stdout = BufReader::new(child.stdout.take().expect("a pipe"));
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Watcher {
            child,
            lines,
            printed: String::new(),
            objects,
            entries: BTreeMap::new(),
            count: 0,
            run: None,
            resyncs: BTreeMap::new(),
        }
    }

    fn take_in(&mut self) {
        while let Ok(line) = self.lines.try_recv() {
            self.add(&line);
            self.printed.push_str(&line);
            self.printed.push('\n');
        }
    }

    /// Adds an event to what exists. What is deleted or replaced has to be there as it was printed
    /// last, and what is new may not.
    fn add(&mut self, line: &str) {
        let event: Value =
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        self.count += 1;
        assert_eq!(event["seq"], self.count, "{line}");
        assert_eq!(&event["run"], self.run.get_or_insert(event["run"].clone()), "{line}");
        let kind = event["event"].as_str().expect("an event");
        if kind == "sync" {
            if event["phase"] == "end" {
                let reason = event["reason"].as_str().expect("a reason");
                *self.resyncs.entry(reason.to_owned()).or_default() += 1;
            }
            return;
        }
        let key = event["key"].as_str().expect("a key").to_owned();
        let last = match kind {
            "del" => Some(things(&event, "message")),
            "replace" => Some(things(&event, "old")),
            _ => None,
        };
        assert_eq!(self.entries.remove(&key), last, "{line}");
        if kind != "del" {
            self.entries.insert(key, things(&event, "message"));
        }
    }

    /// The number of times that each thing exists.
    fn sum(&self) -> Sum {
        let mut sum = Sum::new();
        for thing in self.entries.values().flatten() {
            *sum.entry(thing.clone()).or_default() += 1;
        }
        sum
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Returns what the kernel has now.
fn kernel(objects: &[&str]) -> Sum {
    let output = Command::new(built("netlink-monitor"))
        .args(["dump", "--format", "json"])
        .args(objects)
        .output()
        .expect("netlink-monitor starts");
    assert!(output.status.success(), "{output:?}");
    let mut sum = Sum::new();
    for line in String::from_utf8(output.stdout).expect("UTF-8").lines() {
        let event: Value = serde_json::from_str(line).expect("JSON");
        // The kernel also dumps the ports of a bridge in the bridge's own family.
        if event["message"]["ifi_family"] != 7 {
            for thing in things(&event, "message") {
                *sum.entry(thing).or_default() += 1;
            }
        }
    }
    sum
}

/// Returns the number of quiet moments of a history: `LAW_MOMENTS`, if that is set. On an emulated
/// processor (see scripts/kernels), the usual number takes many minutes.
fn moments(usual: usize) -> usize {
    std::env::var("LAW_MOMENTS").map_or(usual, |text| text.parse().expect("a number"))
}

/// Returns a generator and its seed, which is `LAW_SEED` or the time.
fn random() -> (Random, u64) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    let seed = std::env::var("LAW_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = seed.unwrap_or(u64::from(now.subsec_nanos()) << 20 | now.as_secs() | 1);
    println!("LAW_SEED={seed}");
    (Random::new(seed), seed)
}

/// Drives the network of a lab.
struct Driver {
    socket: NetlinkSocket,
    random: Random,
    /// The seed of `random`.
    seed: u64,
    /// The index of veth0.
    dev: u64,
    seq: u32,
}

impl Driver {
    fn new() -> Driver {
        let (random, seed) = random();
        let socket = NetlinkSocket::open(SockProtocol::NetlinkRoute).expect("a socket");
        socket.bind(0, 0).expect("a port ID");
        let dev = nix::net::if_::if_nametoindex("veth0").map(u64::from).expect("veth0");
        Driver { socket, random, seed, dev, seq: 0 }
    }

    fn request(&mut self, message_type: u16, flags: u16) -> Request {
        self.seq += 1;
        Request::new(message_type, NLM_F_REQUEST | NLM_F_ACK | flags, self.seq)
    }

    /// Sends a request. Many of them make no sense, and the kernel may refuse those.
    fn send(&mut self, request: Request) {
        let _ = self.socket.request(&request.into_bytes(), |_| {});
    }

    /// Returns random flags for adding something.
    fn how(&mut self) -> u16 {
        self.random.one_of(&[
            NLM_F_CREATE | NLM_F_EXCL,
            NLM_F_CREATE | NLM_F_EXCL,
            NLM_F_CREATE | NLM_F_APPEND,
            NLM_F_CREATE | NLM_F_REPLACE,
            NLM_F_REPLACE,
            // `ip route prepend`
            NLM_F_CREATE,
        ])
    }

    fn route(&mut self) {
        let inet6 = self.random.below(3) == 0;
        let delete = self.random.below(3) == 0;
        let (message_type, flags) =
            if delete { (RTM_DELROUTE, 0) } else { (RTM_NEWROUTE, self.how()) };
        let table: u32 = self.random.one_of(&[254, 254, 1000]);
        let kind = if self.random.below(8) == 0 { 6 } else { 1 };
        let tos = if inet6 { 0 } else { self.random.one_of(&[0, 0, 0, 8]) };
        let fields = [
            (RTM_FAMILY, if inet6 { 10 } else { 2 }),
            (RTM_DST_LEN, if inet6 { 48 } else { 24 }),
            (RTM_TOS, tos),
            (RTM_PROTOCOL, if delete { 0 } else { 4 }),
            // In a request to delete, this matches any scope.
            (RTM_SCOPE, if delete { 255 } else { 0 }),
            (RTM_TYPE, kind),
        ];
        let n = u8::try_from(self.random.below(6)).expect("small");
        let metric = self.random.one_of(&[None, None, Some(5_u32)]);
        let mut request = self
            .request(message_type, flags)
            .with_struct::<Rtmsg>(&fields)
            .with_attribute(RTA_TABLE, &table.to_ne_bytes());
        request = if inet6 {
            let mut address = [0; 16];
            address[..6].copy_from_slice(&[0x20, 0x01, 0x0d, 0xb8, 0, n]);
            request.with_attribute(RTA_DST, &address)
        } else {
            request.with_attribute(RTA_DST, &[10, 9, n, 0])
        };
        if let Some(metric) = metric {
            request = request.with_attribute(RTA_PRIORITY, &metric.to_ne_bytes());
        }
        let dev = u32::try_from(self.dev).expect("small");
        let gateway = |n: u8| {
            let mut address = vec![10, 1, 0, 2 + n];
            if inet6 {
                address = [[0xfe, 0x80].as_slice(), &[0; 13], &[2 + n]].concat();
            }
            address
        };
        let via = u8::try_from(self.random.below(4)).expect("small");
        if kind == 1 {
            request = match self.random.below(6) {
                0 if !delete => {
                    let id = 1 + u32::try_from(self.random.below(3)).expect("small");
                    request.with_attribute(RTA_NH_ID, &id.to_ne_bytes())
                }
                1 if !delete => {
                    let mut hops = Vec::new();
                    for n in [via, via + 1] {
                        let address = gateway(n);
                        let attribute = u16::try_from(4 + address.len()).expect("small");
                        hops.extend((8 + attribute).to_ne_bytes());
                        hops.extend([0, n]);
                        hops.extend(dev.to_ne_bytes());
                        hops.extend(attribute.to_ne_bytes());
                        hops.extend(RTA_GATEWAY.to_ne_bytes());
                        hops.extend(address);
                    }
                    request.with_attribute(RTA_MULTIPATH, &hops)
                }
                // The kernel deletes the first route that matches.
                2 if delete => request,
                _ => request
                    .with_attribute(RTA_GATEWAY, &gateway(via))
                    .with_attribute(RTA_OIF, &dev.to_ne_bytes()),
            };
        }
        self.send(request);
    }

    fn link(&mut self) {
        let up = self.random.below(3) > 0;
        let fields = [(IFI_INDEX, self.dev), (IFI_FLAGS, up.into()), (IFI_CHANGE, 1)];
        let request = self.request(RTM_NEWLINK, 0).with_struct::<Ifinfomsg>(&fields);
        self.send(request);
    }

    fn address(&mut self) {
        let delete = self.random.below(2) == 0;
        let (message_type, flags) =
            if delete { (RTM_DELADDR, 0) } else { (RTM_NEWADDR, NLM_F_CREATE) };
        let local = [10, 1, 0, 1 + 100 * u8::try_from(self.random.below(2)).expect("small")];
        let fields = [(IFA_FAMILY, 2), (IFA_PREFIXLEN, 24), (IFA_INDEX, self.dev)];
        let request = self
            .request(message_type, flags)
            .with_struct::<Ifaddrmsg>(&fields)
            .with_attribute(IFA_LOCAL, &local);
        self.send(request);
    }

    fn next_hop(&mut self) {
        let delete = self.random.below(2) == 0;
        let id = 1 + u32::try_from(self.random.below(3)).expect("small");
        let via = u8::try_from(self.random.below(4)).expect("small");
        let request = if delete {
            self.request(RTM_DELNEXTHOP, 0)
                .with_struct::<Nhmsg>(&[])
                .with_attribute(NHA_ID, &id.to_ne_bytes())
        } else {
            let dev = u32::try_from(self.dev).expect("small");
            self.request(RTM_NEWNEXTHOP, NLM_F_CREATE | NLM_F_REPLACE)
                .with_struct::<Nhmsg>(&[(NH_FAMILY, 2)])
                .with_attribute(NHA_ID, &id.to_ne_bytes())
                .with_attribute(NHA_GATEWAY, &[10, 1, 0, 2 + via])
                .with_attribute(NHA_OIF, &dev.to_ne_bytes())
        };
        self.send(request);
    }

    fn rule(&mut self) {
        let delete = self.random.below(2) == 0;
        let (message_type, flags) =
            if delete { (RTM_DELRULE, 0) } else { (RTM_NEWRULE, NLM_F_CREATE) };
        let priority = 100 + u32::try_from(self.random.below(4)).expect("small");
        let mark = u32::try_from(self.random.below(2)).expect("small");
        let fields =
            [(FIB_RULE_HDR_FAMILY, 2), (FIB_RULE_HDR_TABLE, 254), (FIB_RULE_HDR_ACTION, 1)];
        let request = self
            .request(message_type, flags)
            .with_struct::<FibRuleHdr>(&fields)
            .with_attribute(FRA_PRIORITY, &priority.to_ne_bytes())
            .with_attribute(FRA_FWMARK, &mark.to_ne_bytes());
        self.send(request);
    }

    /// Makes more events at once than a small buffer holds.
    fn burst(&mut self) {
        for message_type in [RTM_NEWROUTE, RTM_DELROUTE] {
            let mut batch = Vec::new();
            for n in 0..400_u32 {
                let fields = [
                    (RTM_FAMILY, 2),
                    (RTM_DST_LEN, 32),
                    (RTM_TABLE, 254),
                    (RTM_PROTOCOL, 4),
                    (RTM_SCOPE, 253),
                    (RTM_TYPE, 1),
                ];
                let flags = if message_type == RTM_NEWROUTE { NLM_F_CREATE } else { 0 };
                // The last ones stay until the next burst.
                if message_type == RTM_DELROUTE && n > 390 {
                    break;
                }
                batch.extend(
                    Request::new(message_type, NLM_F_REQUEST | flags, n)
                        .with_struct::<Rtmsg>(&fields)
                        .with_attribute(RTA_DST, &(0x0b00_0000 + n).to_be_bytes())
                        .with_attribute(RTA_OIF, &1_u32.to_ne_bytes())
                        .into_bytes(),
                );
            }
            self.socket.send_to(&batch, 0, 0).expect("the kernel accepts it");
        }
        // Wait for the acknowledgement of this request, and so read the kernel's refusals of the
        // burst before it. Unread, they would overrun our own socket after some bursts.
        let last = self
            .request(RTM_GETROUTE, 0)
            .with_struct::<Rtmsg>(&[(RTM_FAMILY, 2), (RTM_DST_LEN, 32)])
            .with_attribute(RTA_DST, &[127, 0, 0, 1]);
        self.send(last);
    }

    fn step(&mut self) {
        match self.random.below(100) {
            0..=69 => self.route(),
            70..=77 => self.next_hop(),
            78..=85 => self.address(),
            86..=91 => self.rule(),
            92..=96 => self.link(),
            _ => self.burst(),
        }
    }
}

/// Waits until everything that each watcher printed adds up to what the kernel has. The network
/// does not change meanwhile.
fn quiet(watchers: &mut [Watcher], moment: &str) {
    let patience = Instant::now() + PATIENCE;
    loop {
        let kernel = kernel(watchers.first().map_or(&[], |watcher| watcher.objects));
        let mut late = None;
        for (number, watcher) in watchers.iter_mut().enumerate() {
            watcher.take_in();
            let sum = watcher.sum();
            if sum != kernel {
                late = Some((number, sum));
            }
        }
        let Some((number, sum)) = late else { return };
        if Instant::now() > patience {
            let missing: Vec<_> = kernel.iter().filter(|(k, n)| sum.get(*k) != Some(n)).collect();
            let extra: Vec<_> = sum.iter().filter(|(k, n)| kernel.get(*k) != Some(n)).collect();
            panic!(
                "{moment}, watcher {number}:\nnot printed: {missing:#?}\nnot in the kernel: \
                 {extra:#?}"
            );
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Waits until a checker that shares no code with this project, and asks `ip`, `tc` and `bridge`
/// what the kernel has, finds the same sum.
fn agree_with_iproute2(watcher: &mut Watcher, moment: &str) {
    let patience = Instant::now() + PATIENCE;
    let file = std::env::temp_dir().join(format!("law-{}.json", std::process::id()));
    let checker = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/adds_up.py");
    loop {
        watcher.take_in();
        std::fs::write(&file, &watcher.printed).expect("a temporary file");
        let output = Command::new("python3")
            .arg(checker)
            .arg(&file)
            .args(watcher.objects)
            .output()
            .expect("python3 starts");
        if output.status.success() {
            break;
        }
        let differences = String::from_utf8_lossy(&output.stderr);
        assert!(Instant::now() < patience, "{moment}:\n{differences}");
    }
    std::fs::remove_file(file).expect("the temporary file is there");
}

/// Runs an ignored test of this file in a lab with a pair of interfaces.
fn in_a_lab(test: &str) {
    let Some(lab) = Lab::start() else { return };
    if !["ip", "tc", "bridge", "strace", "python3"].into_iter().all(have) {
        return;
    }
    // No router solicitations: the kernel does not report that it has sent one (IF_RS_SENT).
    lab.sh("echo 0 > /proc/sys/net/ipv6/conf/default/router_solicitations
            ip link add veth0 type veth peer name veth1
            ip link set veth1 up; ip link set veth0 up; ip addr add 10.1.0.1/24 dev veth0");
    let this = std::env::current_exe().expect("the path of the test");
    let printed = lab.output(this, &["--exact", test, "--ignored", "--nocapture"]);
    assert!(printed.contains("1 passed"), "{printed}");
    eprintln!("{printed}");
}

#[test]
fn everything_printed_adds_up_to_the_kernels_tables() {
    in_a_lab("random_changes_add_up");
}

/// On a busy machine, a watcher may be slow to read its socket.
#[test]
fn the_law_holds_for_a_slow_watcher() {
    in_a_lab("a_slow_watcher_adds_up");
}

#[test]
#[ignore = "run in the lab by everything_printed_adds_up_to_the_kernels_tables"]
fn random_changes_add_up() {
    /// The number of changes between two quiet moments.
    const STEPS: usize = 40;
    let moments = moments(75);
    let mut driver = Driver::new();
    let seed = driver.seed;
    // Without periodic checks: notifications and what they hint at have to be enough.
    let mut watchers = [&["--resync", "0"][..], &["--resync", "0", "--receive-buffer", "4096"]]
        .map(|options| Watcher::start(&[], options, OBJECTS));
    // A short history may end before the small buffer has overflowed once: then it goes on.
    let mut moment = 0;
    while moment < moments || !watchers[1].resyncs.contains_key("overrun") {
        assert!(moment < 10 * moments, "no overrun: {:?}", watchers[1].resyncs);
        (0..STEPS).for_each(|_| driver.step());
        let name = format!("LAW_SEED={seed}, moment {moment}");
        quiet(&mut watchers, &name);
        if moment % 15 == 0 {
            agree_with_iproute2(&mut watchers[0], &name);
        }
        moment += 1;
    }
    for watcher in &watchers {
        println!("tables read again: {:?}", watcher.resyncs);
    }
}

const PAIR: &str = "ip link add veth2 type veth peer name veth3; ip link set veth2 up
    ip link set veth3 up; ip link set veth3 master br0";
const BRIDGE: &str = "ip link add br0 type bridge mcast_snooping 1; ip link set br0 up
    ip link set veth1 master br0; ip link set veth3 master br0; true";

/// Returns a random command of `tc`, `bridge` or `ip`. Many of them make no sense.
fn traffic_command(random: &mut Random) -> String {
    let dev = random.one_of(&["veth0", "veth0", "veth2"]);
    let class = random.one_of(&["1:1", "1:10", "1:10", "1:20"]);
    let above = random.one_of(&["1:", "1:1", "1:1", "1:10"]);
    let verb = random.one_of(&["add", "add", "replace", "del"]);
    let priority = random.one_of(&["1", "2"]);
    let chain = random.one_of(&["", "", "chain 7"]);
    let place = random.one_of(&[
        "parent 1:",
        "parent 1:",
        "parent 1:1",
        "ingress",
        "parent ffff:",
        "egress",
    ]);
    let port = random.one_of(&["veth1", "veth3"]);
    let group = random.one_of(&["239.1.1.1", "239.1.1.2", "ff15::1"]);
    let source = random.one_of(&["", "", "src 10.1.0.9", "src 10.1.0.8"]);
    match random.below(100) {
        0 => format!("tc qdisc del dev {dev} root"),
        1..=4 => {
            let kind = random.one_of(&["handle 1: htb default 10", "handle 1: htb", "fq_codel"]);
            format!("tc qdisc {verb} dev {dev} root {kind}")
        }
        5..=19 if verb == "del" => format!("tc class del dev {dev} classid {class}"),
        5..=19 => {
            let rate = random.one_of(&["1mbit", "5mbit"]);
            format!("tc class {verb} dev {dev} parent {above} classid {class} htb rate {rate}")
        }
        20..=29 if verb == "del" => format!("tc qdisc del dev {dev} parent {class}"),
        20..=29 => {
            let kind = random.one_of(&[
                "handle 5: pfifo",
                "fq_codel",
                "tbf rate 1mbit burst 9k latency 5ms",
            ]);
            format!("tc qdisc {verb} dev {dev} parent {class} {kind}")
        }
        30..=34 => {
            let kind = random.one_of(&["ingress", "clsact", "clsact", "ingress_block 22 clsact"]);
            format!("tc qdisc {} dev {dev} {kind}", random.one_of(&["add", "add", "del"]))
        }
        35..=59 if verb == "del" => {
            let which = random.one_of(&[
                "",
                "protocol ip prio 1",
                "protocol ip prio 1 handle 800::800 u32",
            ]);
            format!("tc filter del dev {dev} {place} {chain} {which}")
        }
        35..=59 => {
            let net = random.one_of(&["10.0.0.0/8", "10.9.0.0/16"]);
            let place =
                if random.below(8) == 0 { "block 22".into() } else { format!("dev {dev} {place}") };
            format!(
                "tc filter {verb} {place} {chain} protocol ip prio {priority} u32 match ip dst {net} \
                 flowid {class}"
            )
        }
        60..=63 => {
            let verb = random.one_of(&["add", "del"]);
            format!("tc chain {verb} dev {dev} {place} chain 7")
        }
        64..=84 => {
            let verb = random.one_of(&["add", "add", "del"]);
            let state = random.one_of(&["permanent", "temp"]);
            format!("bridge mdb {verb} dev br0 port {port} grp {group} {source} {state}")
        }
        85..=88 => format!("ip link set {port} {}", random.one_of(&["nomaster", "master br0"])),
        89..=90 => {
            let on = random.below(3).min(1);
            format!("ip link set br0 type bridge mcast_snooping {on}")
        }
        91..=95 => format!("ip link set {dev} {}", random.one_of(&["up", "up", "down"])),
        96 => "ip link del veth2".into(),
        97 => "ip link del br0".into(),
        98 => BRIDGE.into(),
        _ => PAIR.into(),
    }
}

/// In traffic control and multicast databases, the kernel removes most things without a
/// notification.
#[test]
fn the_law_holds_for_traffic_control_and_multicast_databases() {
    if have("tc") && have("bridge") {
        in_a_lab("random_traffic_control_adds_up");
    }
}

#[test]
#[ignore = "run in the lab by the_law_holds_for_traffic_control_and_multicast_databases"]
fn random_traffic_control_adds_up() {
    const USUAL: usize = 200;
    let all = ["CHAIN", "MDB", "QDISC", "TCLASS", "TFILTER"];
    let moments = moments(USUAL);
    let (mut random, seed) = random();
    let run = |command: &str| {
        let output = Command::new("sh").args(["-c", command]).output().expect("sh is there");
        output.status.success()
    };
    for command in [
        BRIDGE,
        PAIR,
        "tc qdisc add dev veth0 root handle 1: htb default 10",
        "tc class add dev veth0 parent 1: classid 1:1 htb rate 5mbit",
    ] {
        assert!(run(command), "{command}");
    }
    let mut watchers = [&["--resync", "0"][..], &["--resync", "0", "--receive-buffer", "4096"]]
        .map(|options| Watcher::start(&[], options, TRAFFIC));
    let (mut done, mut kinds) = (0, BTreeSet::new());
    let mut moment = 0;
    // A short history goes on until there has been everything.
    while moment < moments || kinds.len() < all.len() {
        assert!(moment < 2 * USUAL, "kinds of things that existed: {kinds:?}");
        // Only a few at a time: a resync that one command causes would hide the mistake of
        // another.
        let commands = 1 + random.below(8);
        let commands: Vec<String> = (0..commands).map(|_| traffic_command(&mut random)).collect();
        done += commands.iter().filter(|command| run(command)).count();
        let name = format!("LAW_SEED={seed}, moment {moment}, after {commands:#?}");
        quiet(&mut watchers, &name);
        if moment % 15 == 0 {
            agree_with_iproute2(&mut watchers[0], &name);
        }
        let sum = watchers.iter().flat_map(|watcher| watcher.entries.values().flatten());
        kinds.extend(sum.filter_map(|thing| Some(thing.split_once(' ')?.0.to_owned())));
        moment += 1;
    }
    for watcher in &watchers {
        println!("{done} commands done; tables read again: {:?}", watcher.resyncs);
    }
    assert!(done > moment / 2, "too few of the commands succeeded: {done}");
    assert_eq!(kinds, all.map(str::to_owned).into(), "kinds of things that existed");
}

const SETTINGS: &[&str] = &["link", "addr", "route", "neigh", "netconf"];

/// A random change of a setting. The kernel reports only some of these.
fn settings_command(random: &mut Random) -> String {
    let dev = random.one_of(&["veth0", "veth1", "veth2", "br0", "ifb0", "macvlan0", "vxlan0"]);
    let number = random.below(2);
    match random.below(100) {
        0..=19 => {
            let place = random.one_of(&["all", "default", "lo", dev]);
            let setting = random.one_of(&[
                "ipv4/conf/PLACE/forwarding",
                "ipv4/conf/PLACE/rp_filter",
                "ipv4/conf/PLACE/proxy_arp",
                "ipv4/conf/PLACE/ignore_routes_with_linkdown",
                "ipv6/conf/PLACE/forwarding",
                "ipv6/conf/PLACE/proxy_ndp",
                "ipv6/conf/PLACE/ignore_routes_with_linkdown",
                "ipv6/conf/PLACE/accept_ra",
                "ipv6/conf/PLACE/hop_limit",
            ]);
            let value = if setting.ends_with("hop_limit") { 60 + number } else { number };
            format!("echo {value} > /proc/sys/net/{}", setting.replace("PLACE", place))
        }
        // These are reported only while the interface is up.
        20..=29 => {
            let name = random.one_of(&["alias one", "alias two", "group 7", "group default"]);
            format!("ip link set {dev} {name}")
        }
        30..=34 => {
            let verb = random.one_of(&["add", "del"]);
            format!("ip link property {verb} dev {dev} altname other-{dev}-{number}")
        }
        35..=49 => {
            let setting = random.one_of(&[
                "mtu 1400",
                "mtu 1500",
                "txqueuelen 500",
                "txqueuelen 1000",
                "multicast off",
                "multicast on",
                "arp off",
                "arp on",
                "allmulticast on",
                "promisc off",
                "promisc on",
                "addrgenmode none",
                "addrgenmode eui64",
                "address 02:00:00:00:00:11",
                "address 02:00:00:00:00:12",
                "gso_max_size 32768",
                "protodown on",
                "protodown off",
            ]);
            format!("ip link set {dev} {setting}")
        }
        50..=56 => {
            let setting = random.one_of(&[
                "forward_delay 300",
                "forward_delay 1500",
                "ageing_time 20000",
                "priority 4096",
                "stp_state 0",
                "vlan_filtering 1",
                "vlan_filtering 0",
                "mcast_snooping 0",
                "mcast_snooping 1",
                "mcast_querier 1",
            ]);
            format!("ip link set br0 type bridge {setting}")
        }
        57..=63 => {
            let setting = random.one_of(&[
                "learning off",
                "learning on",
                "flood off",
                "cost 5",
                "priority 3",
                "hairpin on",
                "guard on",
                "guard off",
                "mcast_flood off",
            ]);
            format!("bridge link set dev veth3 {setting}")
        }
        64..=66 => format!("ip link set veth3 {}", random.one_of(&["nomaster", "master br0"])),
        67..=76 => format!("ip link set {dev} {}", random.one_of(&["up", "up", "down"])),
        77..=79 => {
            let setting = random.one_of(&[
                "vxlan0 type vxlan ageing 200",
                "vxlan0 type vxlan ageing 300",
                "macvlan0 type macvlan mode private",
                "macvlan0 type macvlan mode bridge",
            ]);
            format!("ip link set {setting}")
        }
        80..=83 => {
            let verb = random.one_of(&["add", "del"]);
            format!("ip addr {verb} 10.2.{number}.1/24 dev {dev}")
        }
        84..=90 => {
            let verb = random.one_of(&["append", "append", "del"]);
            let next_hop = 1 + random.below(3);
            format!("ip -6 route {verb} 2001:db8:{number}::/64 via fe80::{next_hop} dev {dev}")
        }
        91..=96 => {
            let state = random.one_of(&["permanent", "noarp", "stale", "reachable"]);
            format!(
                "ip neigh replace 10.1.0.{number}9 lladdr 02:00:00:00:00:0{number} dev {dev} nud \
                 {state}"
            )
        }
        // A datagram makes a new neighbour, or changes the state of one.
        97 => "bash -c 'echo > /dev/udp/224.1.2.3/9'".into(),
        _ => format!("bash -c 'echo > /dev/udp/10.1.0.{number}9/9'"),
    }
}

/// A periodic check finds what the kernel does not report.
#[test]
fn the_law_holds_for_settings_that_the_kernel_does_not_report() {
    in_a_lab("random_settings_add_up");
}

#[test]
#[ignore = "run in the lab by the_law_holds_for_settings_that_the_kernel_does_not_report"]
fn random_settings_add_up() {
    const CHECK: &str = "a periodic check";
    let moments = moments(30);
    let (mut random, seed) = random();
    let run = |command: &str| {
        let output = Command::new("sh").args(["-c", command]).output().expect("sh is there");
        output.status.success()
    };
    for command in [
        "ip link add br0 type bridge && ip link add ifb0 type ifb",
        "ip link add veth2 type veth peer name veth3; ip link set veth3 master br0",
        "ip link add macvlan0 link veth2 type macvlan mode bridge",
        "ip link add vxlan0 type vxlan id 7 dstport 4789",
        "for dev in veth2 veth3 br0 ifb0 macvlan0 vxlan0; do ip link set $dev up || exit; done",
    ] {
        assert!(run(command), "{command}");
    }
    let mut watchers = [Watcher::start(&[], &["--resync", "1"], SETTINGS)];
    let (mut done, mut number) = (0, 0);
    // A short history goes on until there has been a periodic check.
    while number < moments || !watchers[0].resyncs.contains_key(CHECK) {
        assert!(number < 10 * moments, "no periodic check: {:?}", watchers[0].resyncs);
        let commands = 1 + random.below(12);
        let commands: Vec<String> = (0..commands).map(|_| settings_command(&mut random)).collect();
        done += commands.iter().filter(|command| run(command)).count();
        let moment = format!("LAW_SEED={seed}, moment {number}, after {commands:#?}");
        quiet(&mut watchers, &moment);
        agree_with_iproute2(&mut watchers[0], &moment);
        number += 1;
    }
    println!("{done} commands done; tables read again: {:?}", watchers[0].resyncs);
    assert!(done > number, "too few of the commands made sense: {done}");
}

/// A rule reports whether the interface that it names exists, but not when that changes.
#[test]
fn the_law_holds_for_rules_whose_interface_comes_and_goes() {
    in_a_lab("rules_of_an_interface_add_up");
}

#[test]
#[ignore = "run in the lab by the_law_holds_for_rules_whose_interface_comes_and_goes"]
fn rules_of_an_interface_add_up() {
    let mut watchers = [Watcher::start(&[], &["--resync", "0"], &["rule"])];
    for command in [
        "ip rule add iif veth2 table 100",
        "ip -6 rule add oif veth2 table 100",
        "ip link add veth2 type veth peer name veth3",
        "ip link set veth2 name veth4",
        "ip link set veth4 name veth2",
        "ip link del veth2",
    ] {
        let status = Command::new("sh").args(["-c", command]).status().expect("sh starts");
        assert!(status.success(), "{command}");
        quiet(&mut watchers, command);
        agree_with_iproute2(&mut watchers[0], command);
    }
}

/// A notification about IP settings has only the one that changed.
#[test]
fn the_law_holds_for_partial_notifications() {
    in_a_lab("changed_ip_settings_add_up");
}

#[test]
#[ignore = "run in the lab by the_law_holds_for_partial_notifications"]
fn changed_ip_settings_add_up() {
    let mut watchers = [Watcher::start(&[], &["--resync", "0"], &["netconf"])];
    quiet(&mut watchers, "at the start");
    let mut set = |path: &str, value: &str| {
        std::fs::write(format!("/proc/sys/net/{path}"), value).expect("a setting of the lab");
        quiet(&mut watchers, path);
        agree_with_iproute2(&mut watchers[0], path);
        watchers[0].resyncs.len()
    };
    for path in ["ipv4/conf/lo/forwarding", "ipv4/conf/veth0/rp_filter", "ipv6/conf/lo/proxy_ndp"] {
        assert_eq!(set(path, "1"), 1, "{path}: no reason to read the table again");
    }
    // These change the settings of many interfaces.
    for (path, value) in [
        ("ipv4/conf/all/forwarding", "1"),
        ("ipv4/conf/default/proxy_arp", "1"),
        ("ipv6/conf/all/forwarding", "1"),
        ("ipv4/conf/all/forwarding", "0"),
        ("ipv6/conf/all/forwarding", "0"),
    ] {
        set(path, value);
    }
}

/// The kernel announces a change before it has ended. Before a table is read, the answer to a request
/// about `lo` shows that it has.
#[test]
fn a_table_is_read_after_the_change_has_ended() {
    let Some(lab) = Lab::start() else { return };
    if !have("strace") {
        return;
    }
    let program = built("netlink-monitor");
    let trace = format!(
        "strace -f -e trace=sendto,recvmsg {} watch route --for 0.1 2>&1",
        program.display()
    );
    let calls = lab.sh(&trace);
    // A strace that cannot tell the protocol of the socket prints the number.
    let types = ["nlmsg_type=RTM_GETROUTE", "nlmsg_type=0x1a "];
    let dump = types.iter().filter_map(|kind| calls.find(kind)).min().expect("a dump of routes");
    let (before, _) = calls.split_at(dump);
    // The acknowledgement repeats the header of the request.
    let acknowledged = before.rfind("nlmsg_type=NLMSG_ERROR").expect("an acknowledgement");
    assert!(before[acknowledged..].contains("nlmsg_type=RTM_GETLINK"), "{before}");
}

/// Returns whether any netlink socket of this network has something left to read: the fifth column
/// of /proc/net/netlink, in bytes.
fn waiting() -> bool {
    let sockets = std::fs::read_to_string("/proc/net/netlink").expect("a table of sockets");
    let bytes = |line: &str| line.split_whitespace().nth(4).map(|bytes| bytes != "0");
    sockets.lines().skip(1).any(|line| bytes(line).expect("a fifth column"))
}

/// A burst overruns the watcher. Each `recv` of what was queued before takes so long that the
/// resync is due in the middle. The notifications that were lost undo those still in the queue.
#[test]
#[ignore = "run in the lab by the_law_holds_for_a_slow_watcher"]
fn a_slow_watcher_adds_up() {
    let mut driver = Driver::new();
    // With -D, the watcher is our own child and strace is not.
    let late = ["strace", "-D", "--output=/dev/null", "-e", "inject=recvfrom:delay_exit=20000"];
    let mut watchers =
        [Watcher::start(&late, &["--resync", "0", "--receive-buffer", "65536"], OBJECTS)];
    quiet(&mut watchers, "at the start");
    driver.burst();
    let begin = Instant::now();
    while waiting() {
        assert!(begin.elapsed() < Duration::from_secs(60), "the watcher does not empty its queue");
        std::thread::sleep(Duration::from_millis(20));
    }
    quiet(&mut watchers, "after a burst");
    let [watcher] = &watchers;
    assert!(watcher.resyncs.contains_key("overrun"), "{:?}", watcher.resyncs);
}
