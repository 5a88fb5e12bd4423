//! Recorded bytes: the captures that the book's figures are made from.

use std::fs;
use std::path::PathBuf;

/// The lengths of the headers in the one kind of pcap file that `scripts/record-captures`
/// writes: 24 bytes at the start of the file, then 16 before each record, whose third number
/// is the length, and 16 more that describe the socket.
const FILE_HEADER: usize = 24;
const RECORD_HEADER: usize = 16;
const COOKED: usize = 16;

/// Returns the directory of the captures: the repository's, or the grader's copy.
fn directory() -> PathBuf {
    match std::env::var_os("EXERCISE_CAPTURES") {
        Some(directory) => directory.into(),
        None => concat!(env!("CARGO_MANIFEST_DIR"), "/../../captures").into(),
    }
}

/// Returns all datagrams of a capture.
fn datagrams(capture: &str) -> Vec<Vec<u8>> {
    let path = directory().join(format!("{capture}.pcap"));
    let file = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut datagrams = Vec::new();
    let mut rest = file.get(FILE_HEADER..).unwrap_or_default();
    while let Some((header, after)) = rest.split_at_checked(RECORD_HEADER) {
        let len = u32::from_le_bytes([header[8], header[9], header[10], header[11]]) as usize;
        let (record, after) = after.split_at_checked(len).expect("a whole record");
        datagrams.push(record.get(COOKED..).expect("the socket's bytes").to_vec());
        rest = after;
    }
    datagrams
}

/// Returns a datagram of a capture in `docs/captures`, counted from 1.
#[must_use]
pub fn datagram(capture: &str, number: usize) -> Vec<u8> {
    datagrams(capture).swap_remove(number - 1)
}

/// Returns a message of a capture, counted from 1 across its datagrams, as in the book.
#[must_use]
pub fn message(capture: &str, number: usize) -> Vec<u8> {
    let all = datagrams(capture);
    let messages = all.iter().flat_map(|datagram| each_message(datagram));
    messages.skip(number - 1).map(<[u8]>::to_vec).next().expect("a message with this number")
}

/// Returns a message about a route with attributes of many lengths, which no capture has. The
/// attribute that begins at 44 is padded from 10 bytes to 12, and the next one, at 56, from 5
/// bytes to 8.
#[must_use]
pub fn unusual_padding() -> Vec<u8> {
    let recorded = message("route", 3);
    let rtattr = |number: u16, payload: &[u8]| {
        let len = u16::try_from(4 + payload.len()).expect("a short payload");
        let mut bytes = [len.to_ne_bytes(), number.to_ne_bytes()].concat();
        bytes.extend(payload);
        bytes.resize(bytes.len().next_multiple_of(4), 0);
        bytes
    };
    // RTA_VIA with an IPv4 address, RTA_PREF, and the recorded RTA_OIF.
    let (via, pref) = (rtattr(18, &[2, 0, 10, 0, 0, 1]), rtattr(20, &[1]));
    let mut message = [&recorded[..44], &via, &pref, &recorded[68..]].concat();
    let len = u32::try_from(message.len()).expect("a short message");
    message[0..4].copy_from_slice(&len.to_ne_bytes());
    message
}

/// Returns the messages of a datagram from the kernel, which is well-formed.
pub(crate) fn each_message(datagram: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = datagram;
    std::iter::from_fn(move || {
        let len = u32::from_ne_bytes(*rest.first_chunk()?) as usize;
        let message = rest.get(..len).filter(|message| message.len() >= 16)?;
        rest = rest.get(len.next_multiple_of(4)..).unwrap_or_default();
        Some(message)
    })
}
