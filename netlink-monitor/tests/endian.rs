//! Captures from machines of the other byte order: the captures of the book, with every number that
//! depends on the machine turned round.

#[path = "support/captures.rs"]
mod book;

use std::fs::File;
use std::path::Path;
use std::process::Command;
use std::time::UNIX_EPOCH;

use netlink_raw::input::pcap::Writer;
use netlink_raw::walk::{Walk, walk};
use netlink_raw::wire::{Endian, What};

use book::{captures, datagrams, directory, protocol};
use harness::{Output, TempDir, built};

/// Where each leaf is, what it is called, and its value in words.
fn leaves(walk: Walk<'_>) -> Vec<(usize, &'static str, String)> {
    walk.collect(|span| {
        let name = match span.what {
            What::Field(field) => field.c_name,
            What::Payload(attr, _) => attr.c_name,
            What::Fault(fault) => fault.c_name,
            _ => return None,
        };
        Some((span.at.start, name, span.value().map(|value| value.to_string()).unwrap_or_default()))
    })
}

#[test]
fn every_capture_reads_the_same_in_the_other_byte_order() {
    let mut numbers = 0;
    for file in captures(&directory()) {
        for (number, bytes) in datagrams(&file) {
            let original = walk(protocol(number), &bytes);
            if leaves(original).is_empty() || protocol(number).unframed.is_some() {
                continue;
            }
            let other = original.to_order(Endian::NATIVE.other());
            let turned = walk(protocol(number), &other).in_likely_order();
            assert_eq!(turned.endian(), Endian::NATIVE.other(), "{}", file.display());
            assert_eq!(leaves(original), leaves(turned), "{}", file.display());
            assert_eq!(turned.to_order(Endian::NATIVE), bytes, "{}", file.display());
            assert_eq!(original.in_likely_order().endian(), Endian::NATIVE, "{}", file.display());
            numbers += leaves(original).len();
        }
    }
    assert!(numbers > 9_000, "{numbers}");
}

#[test]
fn the_programs_say_which_order_they_have_read() {
    let file = directory().join("route.pcap");
    let directory = TempDir::new();
    let foreign = directory.path().join("foreign.pcap");
    let mut writer = Writer::new(File::create(&foreign).expect("a file")).expect("written");
    for (number, bytes) in datagrams(&file) {
        let other = walk(protocol(number), &bytes).to_order(Endian::NATIVE.other());
        writer.write(UNIX_EPOCH, number, &other).expect("written");
    }
    let run = |arguments: &[&str], file: &Path| {
        Output::of(Command::new(built("netlink-monitor")).args(arguments).arg(file))
    };
    let said = format!(": read as {}, unlike this machine\n", Endian::NATIVE.other());
    for (arguments, is_same) in [
        (&["replay"][..], true),
        (&["replay", "--format", "json"], true),
        (&["explain", "--format", "json"], true),
        (&["explain", "--coverage"], true),
        // The bytes themselves are not the same.
        (&["explain"], false),
    ] {
        let (plain, turned) = (run(arguments, &file), run(arguments, &foreign));
        assert_eq!(plain.status.code(), Some(0), "{plain:?}");
        assert_eq!(plain.stderr, "", "{arguments:?}");
        // One line, for all of the datagrams.
        assert!(turned.stderr.ends_with(&said), "{turned:?}");
        assert_eq!(turned.stderr.lines().count(), 1, "{turned:?}");
        let name =
            |text: &str| text.replace(&foreign.display().to_string(), &file.display().to_string());
        assert_eq!(plain.stdout == name(&turned.stdout), is_same, "{arguments:?}");
    }
    let name = match Endian::NATIVE {
        Endian::Little => "little",
        Endian::Big => "big",
    };
    let wrong = run(&["explain", "--endian", name], &foreign);
    assert!(wrong.stdout.contains("nlmsg_len needs "), "{wrong:?}");
    assert_eq!(wrong.stderr, "");
}
