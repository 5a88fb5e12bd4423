//! The decoder in a browser: what the book's page "Paste your own bytes" calls.
//!
//! JavaScript asks for memory with [`input`], copies the bytes there, calls [`explain`], and reads
//! the results at [`output`], each as UTF-8. That is the whole interface, so nothing has to
//! generate code for it. `docs/src/paste.js` is the other side; `scripts/playground` builds this.

#![allow(unsafe_code, reason = "the names of exported functions; there is no unsafe block")]

use std::cell::RefCell;
use std::fmt::Write as _;

use netlink_raw::explain::{append, html, json, tree};
use netlink_raw::input::pcap::{self, BadCapture};
use netlink_raw::input::text;
use netlink_raw::uapi::{ROUTE, any_protocol};
use netlink_raw::walk::{Walk, walk};

/// How wide the text is, in columns.
const WIDTH: usize = 100;
/// More figures than this are not drawn: a page of thousands of rows is of no use.
const FIGURES: usize = 20;

thread_local! {
    static INPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static OUTPUT: RefCell<Explained> = RefCell::default();
}

/// What the page shows.
#[derive(Default)]
struct Explained {
    datagrams: usize,
    /// A line for each thing that the reader should know, and the error, if there is one.
    notes: String,
    tree: String,
    /// As `netlink-monitor explain --format json` prints it.
    json: String,
    figures: String,
}

impl Explained {
    fn of(input: &[u8]) -> Self {
        let mut explained = Explained::default();
        if let Err(bad) = explained.read(input) {
            explained.note(&bad);
        }
        if explained.datagrams > FIGURES {
            let all = explained.datagrams;
            explained.note(&format!("figures of the first {FIGURES} of {all} datagrams"));
        }
        explained
    }

    /// Explains every datagram up to an error.
    fn read(&mut self, input: &[u8]) -> Result<(), String> {
        if pcap::is_capture(input) {
            let read = pcap::read(input, |record| {
                if record.is_cut() {
                    let (have, of) = (record.datagram.len(), record.full_len);
                    self.note(&format!("{have} of {of} bytes captured"));
                }
                self.datagram(record.walk());
                Ok::<(), BadCapture>(())
            });
            let others = read.map_err(|bad| bad.to_string())?;
            if others > 0 {
                self.note(&format!("skipped {others} packets of interfaces without netlink"));
            }
            return Ok(());
        }
        let reading = text::parse(input).map_err(|bad| bad.to_string())?;
        self.note(&format!("read as {reading}"));
        for buffer in reading.buffers {
            if buffer.cut_off {
                let (line, len) = (buffer.line, buffer.bytes.len());
                self.note(&format!("line {line}: the buffer was cut off after {len} bytes"));
            }
            let walk = walk(buffer.protocol.map_or(&ROUTE, any_protocol), &buffer.bytes);
            self.datagram(walk.in_likely_order());
        }
        Ok(())
    }

    fn datagram(&mut self, walk: Walk<'_>) {
        self.datagrams += 1;
        append(&mut self.tree, |out| tree(out, walk, WIDTH));
        append(&mut self.json, |out| json(out, walk).and_then(|()| out.write_char('\n')));
        if self.datagrams <= FIGURES {
            let id = format!("bytes-{}", self.datagrams);
            append(&mut self.figures, |out| html(out, &id, walk));
        }
    }

    fn note(&mut self, note: &str) {
        self.notes.push_str(note);
        self.notes.push('\n');
    }

    /// The results by their numbers, which the page knows.
    fn result(&self, which: u32) -> &str {
        match which {
            0 => &self.notes,
            1 => &self.tree,
            2 => &self.json,
            3 => &self.figures,
            _ => "",
        }
    }
}

/// Returns the address of memory for an input of this length.
#[unsafe(no_mangle)]
pub extern "C" fn input(len: usize) -> *mut u8 {
    INPUT.with_borrow_mut(|input| {
        input.clear();
        input.resize(len, 0);
        input.as_mut_ptr()
    })
}

/// Explains the bytes that were copied to [`input`]. Returns how many datagrams there were.
#[unsafe(no_mangle)]
pub extern "C" fn explain() -> usize {
    let explained = INPUT.with_borrow(|input| Explained::of(input));
    OUTPUT.with_borrow_mut(|output| {
        *output = explained;
        output.datagrams
    })
}

/// Returns the address of a result: 0 notes and errors, 1 text, 2 JSON, 3 figures.
#[unsafe(no_mangle)]
pub extern "C" fn output(which: u32) -> *const u8 {
    OUTPUT.with_borrow(|output| output.result(which).as_ptr())
}

/// Returns the length of a result in bytes.
#[unsafe(no_mangle)]
pub extern "C" fn output_len(which: u32) -> usize {
    OUTPUT.with_borrow(|output| output.result(which).len())
}
