//! `netlink-monitor compare` beside the programs whose tables it reads: iproute2, FRR's zebra,
//! BIRD. Each is equal at first; then one route changes, and the comparison names that one.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use harness::{Lab, Output, Running, TempDir, built, have, skip};

/// Routes of many kinds. The link-local addresses are added here, because the kernel would take a
/// second or two, and that would be a change in between.
const ROUTES: &str = "\
ip link add v0 type veth peer name v1
ip link set v0 addrgenmode none; ip link set v1 addrgenmode none
ip link set v0 up; ip link set v1 up
ip addr add 10.1.0.1/24 dev v0
ip addr add 2001:db8:1::1/64 dev v0 nodad
ip addr add fe80::11/64 dev v0 nodad; ip addr add fe80::12/64 dev v1 nodad
ip route add default via 10.1.0.2
ip route add 10.9.0.0/16 via 10.1.0.2
ip route add 10.9.0.0/16 via 10.1.0.3 metric 50 proto static
ip route add blackhole 10.8.0.0/16
ip route add unreachable 10.8.1.0/24
ip route add 10.7.0.0/16 nexthop via 10.1.0.3 weight 2 nexthop via 10.1.0.2
ip route add 10.6.0.0/16 dev v1 src 10.1.0.1
ip nexthop add id 5 via 10.1.0.9 dev v0
ip nexthop add id 6 via 10.1.0.8 dev v0
ip nexthop add id 7 group 5/6,3
ip route add 10.5.0.0/16 nhid 7
ip -6 route add default via 2001:db8:1::2
ip -6 route add 2001:db8:8::/48 via fe80::2 dev v1 metric 20
ip -6 route add 2001:db8:7::/48 nexthop via fe80::2 dev v0 nexthop via fe80::3 dev v1
ip -6 route add blackhole 2001:db8:6::/48";

/// Routes that iproute2 and `watch` can say everything about, and the others cannot.
const MORE_ROUTES: &str = "\
ip route add 10.4.0.0/16 via inet6 fe80::9 dev v0
ip route add 10.3.0.0/16 via 10.2.9.9 dev v0 onlink
ip route add 10.9.0.0/16 via 10.1.0.4 tos 0x10
ip route append 10.9.0.0/16 via 10.1.0.5
ip route add 10.66.0.0/16 dev v1 table 100 proto bgp
ip -6 route add 2001:db8:5::/48 from 2001:db8:1::/64 via fe80::2 dev v0 pref high";

/// A table in a file, and the lab that it is compared in.
struct Table<'l> {
    lab: &'l Lab,
    file: PathBuf,
    _directory: TempDir,
}

impl<'l> Table<'l> {
    /// What a command in the lab prints.
    fn of(lab: &'l Lab, command: &str) -> Self {
        let text = lab.sh(command);
        Table::with(lab, &text)
    }

    fn with(lab: &'l Lab, text: &str) -> Self {
        let directory = TempDir::new();
        let file = directory.path().join("table");
        std::fs::write(&file, text).expect("a file");
        Table { lab, file, _directory: directory }
    }

    fn compare(&self, options: &[&str]) -> Output {
        let file = self.file.to_str().expect("UTF-8");
        let arguments = [&["compare", "--with", file], options].concat();
        self.lab.run(built("netlink-monitor"), &arguments)
    }

    /// Asserts that the table was read as this form, and is equal.
    #[track_caller]
    fn is_equal(&self, options: &[&str], form: &str) {
        let output = self.compare(options);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert_eq!(output.stdout, "");
        assert!(output.stderr.contains(&format!("read as {form}")), "{output:?}");
        assert!(!output.stderr.contains(": 0 equal"), "{output:?}");
    }

    /// Asserts that it differs by exactly these lines, in which FILE is the name of the file.
    #[track_caller]
    fn differs(&self, options: &[&str], lines: &[&str]) {
        let output = self.compare(options);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        let found = output.stdout.replace(self.file.to_str().expect("UTF-8"), "FILE");
        assert_eq!(found.lines().collect::<Vec<&str>>(), lines, "{output:?}");
    }
}

/// A lab with the routes of many kinds.
fn lab() -> Option<Lab> {
    let lab = Lab::start()?;
    lab.sh(ROUTES);
    Some(lab)
}

#[test]
fn the_json_of_ip_equals_the_kernel_until_a_route_changes() {
    let Some(lab) = lab() else { return };
    lab.sh(MORE_ROUTES);
    let form = "JSON of 'ip route'";
    Table::of(&lab, "ip -j route").is_equal(&[], form);
    Table::of(&lab, "ip -j -6 route").is_equal(&[], form);
    Table::of(&lab, "ip -j -p -d route; ip -N -j -6 route").is_equal(&[], form);
    Table::of(&lab, "ip -j route show table 100").is_equal(&["--table", "100"], form);
    let all = Table::of(&lab, "ip -N -j route show table all");
    all.is_equal(&["--all-tables"], form);
    all.is_equal(&[], form);
    all.is_equal(&["--proto", "static", "--family", "inet"], form);

    lab.sh("ip route replace 10.7.0.0/16 nexthop via 10.1.0.3 weight 2 nexthop via 10.1.0.4");
    lab.sh("ip route del 10.66.0.0/16 table 100");
    let changed = "10.7.0.0/16: different next hops: kernel 'via 10.1.0.3 dev v0 weight 2, \
                   via 10.1.0.4 dev v0 weight 1', FILE 'via 10.1.0.2 dev v0 weight 1, \
                   via 10.1.0.3 dev v0 weight 2'";
    let gone = "10.66.0.0/16 table 100: only in FILE: unicast dev v1 protocol bgp scope link";
    all.differs(&[], &[changed]);
    all.differs(&["--all-tables"], &[changed, gone]);

    // A carrier that is lost changes the flags of routes, and `ip` prints them.
    let before = Table::of(&lab, "ip -j route show 10.6.0.0/16");
    lab.sh("ip link set v0 down");
    let lines = before.compare(&[]).stdout;
    let flags = "10.6.0.0/16: different flags: kernel 'linkdown', ";
    assert!(lines.lines().any(|line| line.starts_with(flags)), "{lines}");
}

#[test]
fn what_only_the_kernel_has_is_reported_with_its_metric_and_source() {
    let Some(lab) = lab() else { return };
    let both = Table::of(&lab, "ip -N -j route; ip -N -j -6 route");
    both.is_equal(&[], "JSON of 'ip route'");
    lab.sh("ip route add 10.9.0.0/16 via 10.1.0.7 metric 70 proto bird; ip route del default");
    lab.sh("ip -6 route change default via 2001:db8:1::3 mtu 1400");
    both.differs(
        &[],
        &[
            "0.0.0.0/0: only in FILE: unicast via 10.1.0.2 dev v0 protocol boot scope global",
            "10.9.0.0/16 metric 70: only in the kernel: unicast via 10.1.0.7 dev v0 protocol bird \
             scope global",
            "::/0 metric 1024: different next hops: kernel 'via 2001:db8:1::3 dev v0', \
             FILE 'via 2001:db8:1::2 dev v0'",
        ],
    );
    // The form has a word for the MTU, but this table does not have one.
    let output = both.compare(&[]);
    assert!(output.stderr.contains("not compared: RTA_METRICS of 1 route\n"), "{output:?}");
}

#[test]
fn the_output_of_watch_equals_the_kernel_until_a_route_changes() {
    let Some(lab) = lab() else { return };
    lab.sh(MORE_ROUTES);
    let program = built("netlink-monitor");
    let mut watch = lab.spawn(&program, &["watch", "--format", "json", "--for", "2"]);
    watch.wait_for("{\"v\":1,\"event\":\"sync\",\"object\":\"route\",\"phase\":\"end\"");
    lab.sh("ip route del 10.4.0.0/16; ip -6 route change default via 2001:db8:1::3");
    let watched = Table::with(&lab, &watch.finish().stdout);
    watched.is_equal(&["--all-tables"], "the output of 'watch --format json'");
    lab.sh("ip -6 route change 2001:db8:8::/48 via fe80::2 dev v1 metric 20 mtu 1400");
    watched.differs(
        &["--all-tables"],
        &["2001:db8:8::/48 metric 20: different RTA_METRICS: kernel '{\"RTAX_MTU\":1400}', FILE none"],
    );
    let dumped = Table::of(&lab, &format!("{} dump route --format json", program.display()));
    let refused = dumped.compare(&[]);
    assert_eq!(refused.status.code(), Some(2), "{refused:?}");
    assert!(refused.stderr.contains("line 1: no 'key'"), "{refused:?}");
}

/// zebra in the lab, with `vtysh` to ask it.
struct Zebra {
    directory: TempDir,
    _running: Running,
}

impl Zebra {
    fn start(lab: &Lab) -> Option<Zebra> {
        let zebra = Path::new("/usr/lib/frr/zebra");
        if !have("vtysh") || !zebra.exists() {
            return None;
        }
        // It becomes the user `frr`, whom a user namespace does not have.
        if !Output::of(Command::new("id").arg("-u")).stdout.starts_with("0\n") {
            skip("zebra needs root");
            return None;
        }
        let directory = TempDir::new();
        let at = directory.path().to_str().expect("UTF-8");
        lab.output("chown", &["frr:frr", at]);
        std::fs::write(directory.path().join("zebra.conf"), "").expect("a file");
        let option = |name: &str| format!("{at}/{name}");
        let arguments = [
            "-f",
            &option("zebra.conf"),
            "-i",
            &option("zebra.pid"),
            "-z",
            &option("zserv.api"),
            "--vty_socket",
            at,
            "-P",
            "0",
        ];
        let running = lab.spawn(zebra, &arguments);
        wait_for(&directory.path().join("zebra.vty"));
        Some(Zebra { directory, _running: running })
    }

    fn vtysh(&self, commands: &str) -> String {
        format!("vtysh --vty_socket {} {commands}", self.directory.path().display())
    }
}

/// BIRD in the lab, with `birdc` to ask it.
struct Bird {
    directory: TempDir,
    _running: Running,
}

impl Bird {
    fn start(lab: &Lab) -> Option<Bird> {
        if !have("bird") || !have("birdc") {
            return None;
        }
        let directory = TempDir::new();
        let at = directory.path().to_str().expect("UTF-8");
        let configuration = format!("{at}/bird.conf");
        std::fs::write(
            &configuration,
            // BIRD does not follow every notification, so it has to look every second.
            "router id 10.1.0.1;
             protocol device {}
             protocol kernel { ipv4 { import all; export all; }; learn; scan time 1; }
             protocol kernel { ipv6 { import all; export all; }; learn; scan time 1; }
             protocol static { ipv4; route 10.30.0.0/16 via 10.1.0.5; }",
        )
        .expect("a file");
        let socket = format!("{at}/bird.ctl");
        let running = lab.spawn("bird", &["-f", "-c", &configuration, "-s", &socket]);
        wait_for(Path::new(&socket));
        Some(Bird { directory, _running: running })
    }

    fn birdc(&self, command: &str) -> String {
        format!("birdc -s {}/bird.ctl {command}", self.directory.path().display())
    }
}

/// Waits until a file exists.
#[track_caller]
fn wait_for(file: &Path) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !file.exists() {
        assert!(Instant::now() < deadline, "no {}", file.display());
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Waits until what a program says of its table equals the kernel, and returns that table.
#[track_caller]
fn settled<'l>(lab: &'l Lab, command: &str) -> Table<'l> {
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        let table = Table::of(lab, command);
        let output = table.compare(&[]);
        if output.status.success() {
            return table;
        }
        assert!(Instant::now() < deadline, "{command}: {output:?}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn the_json_of_frr_equals_the_kernel_until_a_route_changes() {
    let Some(lab) = lab() else { return };
    let Some(zebra) = Zebra::start(&lab) else { return };
    let both = settled(&lab, &zebra.vtysh("-c 'show ip route json' -c 'show ipv6 route json'"));
    both.is_equal(&[], "JSON of FRR's 'show ip route'");
    let four = Table::of(&lab, &zebra.vtysh("-c 'show ip route json'"));
    four.is_equal(&[], "JSON of FRR's 'show ip route'");
    lab.sh("ip route change 10.9.0.0/16 via 10.1.0.7; ip -6 route del blackhole 2001:db8:6::/48");
    let changed = "10.9.0.0/16: different next hops: kernel 'via 10.1.0.7 dev v0', \
                   FILE 'via 10.1.0.2 dev v0'";
    four.differs(&[], &[changed]);
    both.differs(&[], &[changed, "2001:db8:6::/48 metric 1024: only in FILE: blackhole"]);
    let refused = both.compare(&["--all-tables"]);
    assert_eq!(refused.status.code(), Some(2), "{refused:?}");
}

#[test]
fn the_table_of_bird_equals_the_kernel_until_a_route_changes() {
    let Some(lab) = lab() else { return };
    let Some(bird) = Bird::start(&lab) else { return };
    for command in ["show route", "show route all"] {
        lab.sh("ip route replace 10.8.0.0/16 via 10.1.0.6");
        let table = settled(&lab, &bird.birdc(command));
        table.is_equal(&[], "BIRD's 'show route'");
        lab.sh("ip route replace blackhole 10.8.0.0/16");
        let (start, end) =
            ("10.8.0.0/16: different next hops", "type: kernel 'blackhole', FILE 'unicast'");
        let output = table.compare(&[]);
        assert_eq!(
            (output.status.code(), output.stdout.lines().count()),
            (Some(1), 1),
            "{output:?}"
        );
        let line = output.stdout.replace(table.file.to_str().expect("UTF-8"), "FILE");
        assert!(line.starts_with(start) && line.trim_end().ends_with(end), "{line}");
        assert!(output.stderr.contains("that the kernel made by itself"), "{output:?}");
        assert!(output.stderr.contains("for which BIRD has another"), "{output:?}");
    }
}

#[test]
fn every_example_in_the_help_works() {
    let Some(lab) = lab() else { return };
    let (Some(zebra), Some(bird)) = (Zebra::start(&lab), Bird::start(&lab)) else { return };
    settled(&lab, &zebra.vtysh("-c 'show ip route json'"));
    settled(&lab, &bird.birdc("show route"));
    // Under their own names, but without an option for where their sockets are.
    let programs = format!(
        "vtysh() {{ command {}; }}; birdc() {{ command {}; }}; netlink-monitor() {{ {} \"$@\"; }}",
        zebra.vtysh("\"$@\""),
        bird.birdc("\"$@\""),
        built("netlink-monitor").display()
    );
    let help = lab.output(built("netlink-monitor"), &["compare", "--help"]);
    let (_, examples) = help.split_once("Examples:\n").expect("examples");
    assert!(examples.lines().count() >= 5, "{examples}");
    for example in examples.lines() {
        let output = lab.run("bash", &["-c", &format!("{programs}; {example}")]);
        assert_eq!(output.status.code(), Some(0), "{example}: {output:?}");
    }
}

#[test]
fn what_cannot_be_read_is_refused_with_its_place() {
    let Some(lab) = Lab::start() else { return };
    for (text, words) in [
        ("", "it is empty"),
        ("[", "line 1 column 1"),
        ("[]", "add --family"),
        ("{}", "add --family"),
        ("[{\"dst\":\"10.0.0.0/8\",\n\"metric\":\"a\"}]", "expected u32 at line 2"),
        ("[{\"dst\":\"10.0.0/8\"}]", "route 1, '10.0.0/8': 'dst': '10.0.0/8': expected an IP"),
        ("[{\"dst\":\"10.0.0.0/8\",\"protocol\":\"nobody\"}]", "use 'ip -N -j route'"),
        ("{\"10.0.0.0/8\":[{\"prefix\":\"10.0.0.0/8\"}]}", "missing field `protocol` at line 1"),
        ("{\"v\":1,\"event\":\"sync\",\"object\":\"route\",\"phase\":\"begin\"}", "in the middle"),
        ("{\"v\":1,\"event\":\"new\",\"object\":\"link\"}", "no 'sync' about routes"),
        ("{\"v\":1,\"event\":\"new\"\n", "line 1: column"),
        ("BIRD 2.0.12 ready.\nTable master4:\nnothing", "line 3: 'nothing' is not a line of BIRD"),
        ("10.0.0.0/8 unicast [k 1] * (10)\n\tvia nowhere", "line 2: 'via nowhere' is not a next"),
        (
            "Table a:\n10.0.0.0/8 blackhole [k 1] * (10)\nTable b:\n10.0.0.0/8 blackhole [k 1] * (10)",
            "line 4: a second table of one family, 'b' beside 'a'",
        ),
    ] {
        let output = Table::with(&lab, text).compare(&[]);
        assert_eq!(output.status.code(), Some(2), "{text}: {output:?}");
        assert_eq!(output.stdout, "");
        assert!(output.stderr.contains(words), "{text}: {output:?}");
    }
    let program = built("netlink-monitor");
    let missing = Output::of(Command::new(&program).args(["compare", "--with", "/nowhere"]));
    assert_eq!(missing.status.code(), Some(2), "{missing:?}");
    let usage = Output::of(Command::new(&program).arg("compare").stdin(Stdio::null()));
    usage.is_usage_error(&["--with <FILE>"]);
}
