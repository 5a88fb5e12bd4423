//! HTML: a figure with a grid of bytes and a table of what they are, complete without a
//! script.
//!
//! Each byte links to the row of its field, and each row back to its first byte. The
//! address of a field is the figure's id, a dot and the field's name:
//! `#route-add.rtm_dst_len` (see [`Names`]). Letters and borders tell fields apart for
//! readers who do not see the colours. The style sheet is `docs/theme/bytes.css`.
//! `docs/theme/bytes.js` adds the rest: pointing at a byte marks its row, keys move,
//! `data-number` lets the reader swap a number's bytes, and `data-flags` lets the reader
//! set a flag and watch the number.

use std::fmt::{self, Write};

use super::hex::letter;
use super::names::Names;
use super::words::{append, heading, hex_bytes, leaf, text};
use crate::walk::Walk;
use crate::wire::{Kind, Meaning, Order, Span, Value, What};

/// One field of a figure: its texts and its place.
#[derive(Debug, Default)]
pub struct Field {
    /// Its name, unique in the figure.
    pub name: String,
    /// The headings of the groups that begin here: messages, structs, attributes.
    pub groups: Vec<String>,
    /// The attributes of its HTML element: id, class, and the numbers for the script.
    pub attributes: String,
    /// The letter that its bytes have, too.
    pub letter: String,
    /// Its offset, as a link to its first byte.
    pub offset: String,
    /// Its bytes, as a hex dump shows them.
    pub bytes: String,
    /// Its C name.
    pub c_name: &'static str,
    /// How many groups are around it.
    pub depth: usize,
    /// Its value.
    pub value: String,
    /// What the value or the field means, from the tables.
    pub about: String,
}

/// A figure in parts, for a page that puts them together itself.
#[derive(Debug, Default)]
pub struct Figure {
    /// Every byte, as a link to its field.
    pub grid: String,
    /// The fields, in the order of their bytes.
    pub fields: Vec<Field>,
}

/// The figure for a walk: bytes and table side by side. `id` makes its ids unique on a
/// page, and may hold letters, digits and hyphens.
///
/// # Errors
///
/// Those of `out`; writing to a `String` has none.
pub fn html(out: &mut impl Write, id: &str, walk: Walk<'_>) -> fmt::Result {
    let Figure { grid, fields } = figure(id, walk);
    write!(
        out,
        "<figure class=\"bytes\" id=\"{id}\">\n<div class=\"side\"><div class=\"grid\">{grid}</div></div>\n<table>\n\
         <thead><tr><th scope=\"col\"></th><th scope=\"col\">offset</th><th scope=\"col\">bytes</th>\
         <th scope=\"col\">field</th><th scope=\"col\">value and meaning</th></tr></thead>\n<tbody>\n"
    )?;
    for field in fields {
        for group in field.groups {
            writeln!(
                out,
                "<tr class=\"group\"><th colspan=\"5\" scope=\"rowgroup\">{group}</th></tr>"
            )?;
        }
        let Field { attributes, letter, offset, bytes, c_name, depth, value, about, .. } = field;
        writeln!(
            out,
            "<tr {attributes}><td class=\"letter\">{letter}</td><td class=\"offset\">{offset}</td>\
             <td class=\"hex\"><code>{bytes}</code></td>\
             <th scope=\"row\" class=\"d{depth}\"><code>{c_name}</code></th>\
             <td><span class=\"value\">{value}</span> <span class=\"about\">{about}</span></td></tr>"
        )?;
    }
    out.write_str("</tbody>\n</table>\n</figure>\n")
}

/// The parts of the figure for a walk.
#[must_use]
pub fn figure(id: &str, walk: Walk<'_>) -> Figure {
    let mut figure = Figure::default();
    let mut names = Names::default();
    let mut groups = Vec::new();
    walk.for_each(|span| {
        let name = names.name(span);
        let (Some(name), Some(words)) = (name, leaf(span)) else {
            return groups.push(group(span));
        };
        let count = figure.fields.len();
        // The colours repeat; a border begins each field.
        let (colour, letter) = (count % 6, letter(count));
        for (index, byte) in span.bytes.iter().enumerate() {
            let at = span.at.start + index;
            let first = if index == 0 { " first" } else { "" };
            figure.grid.push_str(&format!(
                "<a id=\"{id}-b{at}\" class=\"byte c{colour}{first}\" href=\"#{id}.{name}\" \
                 title=\"byte {at}: {}\">{byte:02x}<i>{letter}</i></a>",
                words.c_name
            ));
        }
        let value = text(|out| match (&words.value, &span.what) {
            (Some(value), _) => write!(Escaped(out), "{value}"),
            (None, What::Fault(fault)) => write!(Escaped(out), "{fault}"),
            (None, _) => Ok(()),
        });
        // The meaning of the value's own name tells more than the purpose of the field.
        let about = prose(words.value.as_ref().and_then(Value::about).unwrap_or(words.about));
        let start = span.at.start;
        figure.fields.push(Field {
            groups: std::mem::take(&mut groups),
            attributes: format!(
                "id=\"{id}.{name}\" class=\"field c{colour} {}\"{}",
                words.kind,
                numbers(words.value.as_ref())
            ),
            letter,
            offset: format!("<a href=\"#{id}-b{start}\">{start}</a>"),
            bytes: hex_bytes(span.bytes),
            c_name: words.c_name,
            depth: span.depth,
            value,
            about,
            name,
        });
    });
    figure
}

/// The attributes that the script needs for a number of several bytes, and for flags.
fn numbers(value: Option<&Value<'_>>) -> String {
    let Some(Value::Number { number, kind, meaning }) = value else { return String::new() };
    let order = match kind {
        Kind::U16(order) | Kind::U32(order) | Kind::U64(order) => match order {
            Order::Host if cfg!(target_endian = "little") => "little",
            Order::Host | Order::Network => "big",
        },
        _ => "",
    };
    let mut attributes = String::new();
    if !order.is_empty() {
        attributes.push_str(&format!(" data-number=\"{order}\""));
    }
    // Some sets of bits have no names, for example a mask of multicast groups.
    if let Meaning::Flags(names) = meaning
        && !names.is_empty()
    {
        let flags: Vec<String> =
            names.iter().map(|flag| format!("{:x} {}", flag.number, flag.c_name)).collect();
        attributes
            .push_str(&format!(" data-value=\"{number:x}\" data-flags=\"{}\"", flags.join(";")));
    }
    attributes
}

/// The heading of a message, a struct or an attribute.
fn group(span: &Span<'_, '_>) -> String {
    let Some(heading) = heading(span) else { return String::new() };
    let (len, indent) = (span.at.len(), span.depth);
    let colon = if heading.about.is_empty() { "" } else { ": " };
    let about = prose(heading.about);
    format!("<span class=\"d{indent}\"><code>{heading}</code>, {len} bytes{colon}{about}</span>")
}

/// A sentence of the tables, where code is between backticks.
fn prose(sentence: &str) -> String {
    let mut out = String::new();
    for (index, part) in sentence.split('`').enumerate() {
        let code = index % 2 == 1;
        out.push_str(if code { "<code>" } else { "" });
        append(&mut out, |out| Escaped(out).write_str(part));
        out.push_str(if code { "</code>" } else { "" });
    }
    out
}

/// Escapes the characters that have a meaning in HTML.
struct Escaped<'a>(&'a mut String);

impl Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for character in text.chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                _ => self.0.push(character),
            }
        }
        Ok(())
    }
}
