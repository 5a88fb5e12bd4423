//! The captures of the book, for the tests that read them.

#![allow(unreachable_pub, reason = "each test file is a crate of its own")]

use std::fs::File;
use std::path::{Path, PathBuf};

use netlink_monitor::capture::pcap::{self, BadCapture};
use netlink_raw::uapi;
use netlink_raw::wire::Protocol;

/// Where they are.
pub fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/captures")
}

/// The captures, by name.
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

/// The tables of a protocol.
pub fn protocol(number: u16) -> &'static Protocol {
    uapi::protocol(number).unwrap_or_else(|| panic!("protocol {number}"))
}

/// The datagrams of a capture, each with the number of its protocol.
pub fn datagrams(file: &Path) -> Vec<(u16, Vec<u8>)> {
    let mut datagrams = Vec::new();
    pcap::read(File::open(file).expect("a capture"), |record| {
        datagrams.push((record.protocol, record.datagram.to_vec()));
        Ok::<(), BadCapture>(())
    })
    .expect("a good capture");
    assert!(!datagrams.is_empty(), "{}", file.display());
    datagrams
}
