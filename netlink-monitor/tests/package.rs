//! The Debian package: made by `scripts/package`, installed below an empty directory, and used
//! from there.
//!
//! It is built with all optimisations, which takes a minute, so it is not a part of `cargo test`:
//! `scripts/check` asks for it.

#![forbid(unsafe_code)]

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Command;

use harness::{Lab, Output, TempDir, have};

/// Runs a command that has to succeed without a complaint, and returns what it printed.
#[track_caller]
fn output(command: &mut Command) -> String {
    let output = Output::of(command);
    assert!(output.status.success() && output.stderr.is_empty(), "{command:?}: {output:?}");
    output.stdout
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

/// Installs a package below a directory in which nothing is installed yet.
fn install(package: &str, root: &Path) {
    if !is_root() {
        // dpkg gives the files to root, which others cannot.
        output(Command::new("dpkg-deb").arg("--extract").arg(package).arg(root));
        return;
    }
    let database = root.join("var/lib/dpkg");
    for directory in ["info", "updates"] {
        fs::create_dir_all(database.join(directory)).expect("dpkg's directories");
    }
    fs::write(database.join("status"), "").expect("dpkg's list of packages");
    let dpkg = || {
        let mut dpkg = Command::new("dpkg");
        dpkg.arg(format!("--root={}", root.display()));
        // What it writes about its work, it writes there.
        dpkg.arg(format!("--log={}", root.join("dpkg.log").display()));
        dpkg
    };
    // The C library is that of this machine; in there, it is not installed. dpkg warns of it.
    let installed =
        Output::of(dpkg().args(["--force-not-root", "--force-depends", "--install", package]));
    assert!(installed.status.success(), "{installed:?}");
    assert!(output(dpkg().arg("--audit")).is_empty(), "dpkg is not content");
    let status = output(dpkg().args(["--status", "netlink-monitor"]));
    assert!(status.contains("Status: install ok installed"), "{status}");
}

#[test]
#[ignore = "builds a package, which takes a minute; scripts/check asks for it"]
fn an_installed_package_works() {
    for program in ["cargo-deb", "dpkg", "dpkg-shlibdeps", "jq", "man", "bash"] {
        if !have(program) {
            return;
        }
    }
    let directory = TempDir::new();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../scripts/package");
    let made = output(Command::new(script).arg(directory.path()));
    let package = made.trim_end();

    // What apt shows and uses.
    let field = |name| output(Command::new("dpkg-deb").args(["--field", package, name]));
    assert_eq!(field("Package"), "netlink-monitor\n");
    assert_eq!(field("Version"), concat!(env!("CARGO_PKG_VERSION"), "-1\n"));
    assert_eq!(field("Section"), "net\n");
    assert!(field("Depends").contains("libc6"), "{}", field("Depends"));
    assert!(field("Maintainer").contains('@'), "Debian asks for an address");
    let description = field("Description");
    assert_eq!(description.lines().next(), Some(env!("CARGO_PKG_DESCRIPTION")));
    assert!(description.lines().all(|line| line.len() <= 80), "{description}");

    let root = directory.path().join("root");
    fs::create_dir(&root).expect("an empty directory");
    install(package, &root);
    let read = |path: &str| fs::read_to_string(root.join(path)).expect(path);
    let unpacked = |path: &str| output(Command::new("gzip").args(["-dc"]).arg(root.join(path)));

    // The program, in a network of its own; nothing of this checkout is in its way.
    let program = root.join("usr/bin/netlink-monitor");
    assert_eq!(fs::metadata(&program).expect("the program").permissions().mode(), 0o100_755);
    let run = |arguments: &[&str]| output(Command::new(&program).args(arguments).current_dir("/"));
    assert_eq!(run(&["--version"]), concat!("netlink-monitor ", env!("CARGO_PKG_VERSION"), "\n"));
    let done = "1400000003000200d841f75b4176020000000000";
    let explained = run(&["explain", "--coverage", "--hex", done]);
    assert!(explained.contains("20 bytes, 0 without a name"), "{explained}");
    if let Some(lab) = Lab::start() {
        assert_eq!(lab.output(&program, &["lab", "--", "true"]), "");
        let routes = lab.output(&program, &["dump", "route", "--table", "local"]);
        assert!(routes.contains("127.0.0.1"), "{routes}");
    }

    // A page for the program and for each of its commands; groff has nothing to complain of.
    let mut pages = 0;
    let pages_of = fs::read_dir(root.join("usr/share/man/man1")).expect("manual pages");
    for page in pages_of.map(|entry| entry.expect("a page").path()) {
        let shown = output(
            Command::new("man")
                .args(["--warnings", "--encoding=UTF-8", "--local-file"])
                .arg(&page)
                .env("LC_ALL", "C.UTF-8")
                .env("MANWIDTH", "100"),
        );
        assert!(shown.contains("SYNOPSIS"), "{}: {shown}", page.display());
        pages += 1;
    }
    let commands = run(&["--help"]);
    let (_, commands) = commands.split_once("Commands:\n").expect("a list of commands");
    let (commands, _) = commands.split_once("\n\n").expect("an end of the list");
    // All but `help`, and one page for the program.
    assert_eq!(pages, commands.lines().count(), "{commands}");

    // Completions, where each shell looks for them. bash is there in any case.
    let bash = root.join("usr/share/bash-completion/completions/netlink-monitor");
    output(Command::new("bash").arg("-n").arg(&bash));
    let script = format!(". '{}'; complete -p netlink-monitor", bash.display());
    let complete = output(Command::new("bash").args(["--norc", "-c", &script]));
    assert!(complete.ends_with(" netlink-monitor\n"), "{complete}");
    assert!(read("usr/share/zsh/vendor-completions/_netlink-monitor").starts_with("#compdef "));
    let fish = read("usr/share/fish/vendor_completions.d/netlink-monitor.fish");
    assert!(fish.contains("complete -c netlink-monitor"), "{fish}");

    // What has to come with it.
    let doc = "usr/share/doc/netlink-monitor";
    let copyright = read(&format!("{doc}/copyright"));
    let mit = include_str!("../../LICENSE-MIT");
    let missing = mit.lines().skip(3).find(|line| !line.is_empty() && !copyright.contains(line));
    assert_eq!(missing, None, "{copyright}");
    assert!(copyright.contains("Copyright: 2026 "), "{copyright}");
    assert!(copyright.contains("License: MIT or Apache-2.0\n"), "{copyright}");
    assert!(copyright.contains("/usr/share/common-licenses/Apache-2.0"), "{copyright}");
    assert_eq!(unpacked(&format!("{doc}/changelog.gz")), include_str!("../../CHANGELOG.md"));
    let debian = unpacked(&format!("{doc}/changelog.Debian.gz"));
    let version = concat!("netlink-monitor (", env!("CARGO_PKG_VERSION"), "-1) ");
    assert!(debian.starts_with(version), "{debian}");
}
