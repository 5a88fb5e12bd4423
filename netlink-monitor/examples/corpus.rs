//! Writes each datagram of captures to a file of its own, as an input for the fuzzer: a byte that
//! chooses the protocol, followed by the datagram.
//!
//! ```text
//! corpus DIRECTORY FILE.pcap…
//! ```

#![forbid(unsafe_code)]

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::ExitCode;
use std::ptr;

use messenger::program::{self, Failure};
use netlink_raw::input::pcap::{self, BadCapture, Content, Record};
use netlink_raw::uapi::{self, PROTOCOLS};

/// Returns the index of a protocol in the table, by which the fuzzer chooses it.
fn choice(number: u16) -> Option<u8> {
    let protocol = uapi::protocol(number)?;
    let place = PROTOCOLS.iter().position(|(_, known)| ptr::eq(*known, protocol))?;
    u8::try_from(place).ok()
}

fn corpus(directory: &str, files: &[String]) -> Result<(), Failure> {
    for file in files {
        let name = Path::new(file).file_stem().unwrap_or_default().to_string_lossy();
        let mut number = 0;
        pcap::read(File::open(file)?, |record| {
            let Record { content, datagram, .. } = *record;
            // The fuzzer does not read IP packets.
            let Content::Netlink(protocol) = content else { return Ok(()) };
            let unknown = || io::Error::other(format!("protocol {protocol} has no tables"));
            let choice = choice(protocol).ok_or_else(unknown).map_err(BadCapture::Read)?;
            number += 1;
            let path = Path::new(directory).join(format!("{name}-{number}"));
            fs::write(path, [&[choice], datagram].concat()).map_err(BadCapture::Read)
        })
        .map_err(|bad| Failure::Told(format!("{file}: {bad}")))?;
    }
    Ok(())
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.split_first() {
        Some((directory, files)) if !files.is_empty() => corpus(directory, files),
        _ => Err(Failure::Told("usage: corpus DIRECTORY FILE.pcap…".to_owned())),
    };
    program::finish("corpus", result)
}
