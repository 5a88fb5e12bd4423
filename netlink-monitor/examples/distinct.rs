//! Copies a capture, but leaves out the datagrams that show nothing new.
//!
//! A datagram is new if anything in it has not been in an earlier one at the same place: a type of
//! message, an attribute, a field, or the name of a kind. What a request asks for and what the kernel
//! reports are different places. `scripts/kernels` makes its captures small with it.
//!
//! ```text
//! distinct FROM.pcap TO.pcap
//! ```

#![forbid(unsafe_code)]

use std::collections::HashSet;
use std::fs::File;
use std::process::ExitCode;
use std::time::UNIX_EPOCH;

use messenger::program::{self, Failure};
use netlink_raw::input::pcap::{self, BadCapture, Content, Record, Writer};
use netlink_raw::uapi::netlink::NLM_F_REQUEST;
use netlink_raw::wire::{Span, What};

/// Returns what a span shows: its name, and its value if it is the name of a kind.
fn shown(span: &Span<'_, '_>) -> String {
    match span.what {
        What::Message { number, .. } => {
            let is_request = span.context.message_flags & NLM_F_REQUEST != 0;
            format!("message {number}, request: {is_request}")
        }
        What::Attribute { number, set, .. } => format!("{} {number}", set.c_name),
        What::Struct(layout) => layout.c_name.to_owned(),
        What::Field(field) => field.c_name.to_owned(),
        What::Payload(attr, _) if attr.c_name.ends_with("_KIND") => {
            span.value().map_or_else(String::new, |kind| kind.to_string())
        }
        What::Payload(attr, _) => attr.c_name.to_owned(),
        What::Padding => "padding".to_owned(),
        What::Unknown(why) => why.to_owned(),
        What::Fault(fault) => fault.to_string(),
    }
}

fn distinct(from: &str, to: &str) -> Result<(), Failure> {
    let mut writer = Writer::new(File::create(to)?)?;
    let mut known = HashSet::new();
    pcap::read(File::open(from)?, |record| {
        let Record { content: Content::Netlink(protocol), datagram, full_len, .. } = *record else {
            return Ok(());
        };
        let (mut path, mut is_new) = (Vec::new(), false);
        record.walk().for_each(|span| {
            path.truncate(span.depth);
            path.resize(span.depth, String::new());
            path.push(shown(span));
            is_new |= known.insert(path.clone());
        });
        if is_new {
            let time = record.time.unwrap_or(UNIX_EPOCH);
            writer.write_cut(time, protocol, datagram, full_len).map_err(BadCapture::Read)?;
        }
        Ok::<(), BadCapture>(())
    })
    .map(|_| ())
    .map_err(|bad| Failure::Told(format!("{from}: {bad}")))
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.as_slice() {
        [from, to] => distinct(from, to),
        _ => Err(Failure::Told("usage: distinct FROM.pcap TO.pcap".to_owned())),
    };
    program::finish("distinct", result)
}
