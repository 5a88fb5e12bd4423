//! mdBook runs this program over every page of the book. It replaces marks by figures
//! and numbers from the captures, and reports an error for every number that describes
//! a message but was typed by hand.
//!
//! Marks are not replaced inside code. They are:
//!
//! ```text
//! {{#page minutes=30 needs=lab}}                   the line under a page's title
//! {{#bytes capture=guide-route message=3}}         a figure: bytes and table
//! {{#bytes capture=guide-route message=3 id=add layout=walk}}
//! {{#field nlmsg_len}}                             …one or more fields, then prose
//! {{#end}}                                         …after the last field
//! {{#value guide-route 3 nlmsg_len}}               60
//! {{#value guide-route 3 nlmsg_len offset}}        0; or end, len, hex, 0x, text, name
//! {{#picture route}}                              the drawing pictures/route.svg, with values in it
//! {{#sequence guide-ip-route 1 13}}                the messages of a capture, as arrows
//! {{#n 16 a reason}}                               a number that is in no capture
//! {{#schedule 90 01-what-is-netlink break=10 …}}   pages and breaks, if they fit into 90 minutes
//! ```
//!
//! Each term of the glossary becomes a link where a page uses it first.
//!
//! Blocks of code with the word `question`, `order` or `bug` become questions to the reader; see
//! `questions.rs`.
//!
//! For mdBook's own `{{#include FILE:ANCHOR}}`, this program checks that the file and
//! the anchor exist.
//!
//! Messages are counted from 1 across the whole capture. `datagram=1` instead of
//! `message=1` shows all messages of one datagram. Instead of a capture, a figure or a
//! value may name a transcript, such as `netlink-address.txt`: its messages are the
//! socket addresses that a program printed with `--explain`. A field's name is its
//! address in the figure (`netlink_raw::explain::Names`). `message`, `nlmsghdr`, `rtmsg`
//! and other structs have an offset, an end and a length.
//!
//! On a page with a figure or a value, a number in prose is an error. This includes
//! numbers in backticks and words with a unit, such as "four bytes". Replace it by a
//! value, or give a reason for it. Names with digits (IPv4, u32, recv(2), RFC 3549,
//! chapter 3, Linux 6.18) are not numbers.

#![forbid(unsafe_code)]

mod captures;
mod glossary;
mod page;
mod pictures;
mod prose;
mod questions;
mod reference;
mod schedule;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::{fs, io};

use captures::Captures;
use glossary::Glossary;
use mdbook_preprocessor::book::Book;
use mdbook_preprocessor::parse_input;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some("supports") {
        let html = arguments.next().as_deref() == Some("html");
        return if html { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => {
            for problem in problems {
                eprintln!("{problem}");
            }
            ExitCode::FAILURE
        }
    }
}

/// Reads the book from mdBook on standard input, and writes it to standard output.
fn run() -> Result<(), Vec<String>> {
    let failure = |error: &dyn std::fmt::Display| vec![format!("book-preprocessor: {error}")];
    let (context, mut book) = parse_input(io::stdin()).map_err(|error| failure(&error))?;
    let mut captures = Captures::new(context.root.join("captures"));
    let glossary = Glossary::read(&context.root.join(&context.config.book.src))
        .map_err(|error| failure(&error))?;
    let mut problems = Vec::new();
    book.for_each_chapter_mut(|chapter| {
        let Some(path) = &chapter.source_path else { return };
        let directory = context.root.join(&context.config.book.src).join(path);
        let directory = directory.parent().unwrap_or(&context.root);
        match page::page(&chapter.content, directory, &mut captures) {
            Ok(content) if path.ends_with("glossary.md") => {
                chapter.content = Glossary::with_addresses(&content);
            }
            Ok(content) => {
                let up = "../".repeat(path.components().count() - 1);
                chapter.content = glossary.link(&content, &up);
            }
            Err(found) => problems.extend(found.into_iter().map(|page::Problem { line, text }| {
                format!("docs/src/{}:{line}: {text}", path.display())
            })),
        }
    });
    if !problems.is_empty() {
        return Err(problems);
    }
    write_definitions(&book, &context.root.join(&context.config.book.src))
        .map_err(|error| failure(&error))?;
    serde_json::to_writer(io::stdout(), &book).map_err(|error| failure(&error))
}

/// Writes where each name of the reference is defined, for the search: `docs/theme/search.js`
/// shows it before what mdBook finds.
///
/// Git ignores the file, and mdBook copies it. It is written only if it has changed, because
/// `mdbook serve` builds the book again after each change.
fn write_definitions(book: &Book, source: &Path) -> io::Result<()> {
    let mut all: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for chapter in book.chapters() {
        let Some(path) = &chapter.path else { continue };
        let page = path.with_extension("html");
        for (name, id) in reference::definitions(&chapter.content) {
            all.entry(name).or_default().push(format!("{}#{id}", page.display()));
        }
    }
    let text = format!("window.definitions = {};\n", serde_json::to_string(&all)?);
    let file = source.join("definitions.js");
    match fs::read_to_string(&file) {
        Ok(written) if written == text => Ok(()),
        _ => fs::write(file, text),
    }
}
