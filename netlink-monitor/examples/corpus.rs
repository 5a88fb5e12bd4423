//! Writes the datagrams of captures as inputs for the fuzzer, each in a file of
//! its own: a byte that chooses the protocol, then the datagram.
//!
//! ```text
//! corpus DIRECTORY FILE.pcap…
//! ```

#![forbid(unsafe_code)]

use std::fs::{self, File};
use std::path::Path;
use std::process::ExitCode;

use messenger::program::{self, Failure};
use netlink_monitor::capture::pcap::{self, BadCapture};

fn corpus(directory: &str, files: &[String]) -> Result<(), Failure> {
    for file in files {
        let name = Path::new(file).file_stem().unwrap_or_default().to_string_lossy();
        let mut number = 0;
        pcap::read(File::open(file)?, |protocol, datagram| {
            // The places of the protocols in `uapi::PROTOCOLS`.
            let choice = match protocol {
                0 => 0,
                16 => 1,
                4 => 2,
                _ => 3,
            };
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
