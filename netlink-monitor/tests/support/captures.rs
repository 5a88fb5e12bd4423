//! The captures of the book, for the tests that read them.

#![allow(unreachable_pub, dead_code, reason = "each test file is a crate of its own")]

use std::fs::File;
use std::path::{Path, PathBuf};

use netlink_raw::input::pcap::{self, BadCapture, Content};
use netlink_raw::uapi;
use netlink_raw::wire::Protocol;

/// Returns the directory of the captures.
pub fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/captures")
}

/// Returns the captures in a directory, sorted by name.
pub fn captures(directory: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(directory)
        .expect("the directory of captures")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "pcap"))
        .collect();
    files.sort();
    assert!(files.len() > 20, "{files:?}");
    files
}

/// Returns the tables of a protocol.
pub fn protocol(number: u16) -> &'static Protocol {
    uapi::protocol(number).unwrap_or_else(|| panic!("protocol {number}"))
}

/// Returns the records of a capture, each with its kind.
pub fn records(file: &Path) -> Vec<(Content, Vec<u8>)> {
    let mut records = Vec::new();
    pcap::read(File::open(file).expect("a capture"), |record| {
        records.push((record.content, record.datagram.to_vec()));
        Ok::<(), BadCapture>(())
    })
    .expect("a good capture");
    assert!(!records.is_empty(), "{}", file.display());
    records
}

/// Returns the netlink datagrams of a capture, each with the number of its protocol. A capture
/// of IP packets has none.
pub fn datagrams(file: &Path) -> Vec<(u16, Vec<u8>)> {
    let netlink = |(content, bytes)| match content {
        Content::Netlink(protocol) => Some((protocol, bytes)),
        Content::Ip | Content::Ip6 => None,
    };
    records(file).into_iter().filter_map(netlink).collect()
}
