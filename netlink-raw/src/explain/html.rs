//! HTML: a figure with a grid of bytes and a table of what they are, complete without a
//! script.
//!
//! Each byte links to the row of its field, and each row back to its first byte. The
//! address of a field is the figure's id, a dot and the field's name:
//! `#route-add.rtm_dst_len` (see [`Names`]). Letters and borders tell fields apart for
//! readers who do not see the colours, which show the [`Role`] of a byte. The style sheet is
//! `docs/theme/bytes.css`. `docs/theme/bytes.js` adds the rest: pointing at a byte marks its
//! row, keys move, and the reader can change the message. `data-number` is the byte order of a
//! number, `data-flags` has the names of flags, and `data-attribute` the first byte of an
//! attribute and the end of its padding.

use std::collections::BTreeSet;
use std::fmt::{self, Write};
use std::ops::Range;

use super::hex::letter;
use super::names::Names;
use super::roles::{Role, Roles};
use super::words::{append, heading, hex_bytes, leaf, text};
use crate::walk::Walk;
use crate::wire::{Endian, Kind, Meaning, Order, Span, Value, What};

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
    /// Its messages; one part, if it is not made of messages.
    pub messages: Vec<Part>,
    /// The roles that occur in it, in the order of [`Role`].
    pub roles: Vec<Role>,
}

/// A message of a figure, with the padding after it.
#[derive(Debug, Default)]
pub struct Part {
    /// The heading of the message.
    pub heading: String,
    /// Every byte, as a link to its field.
    pub grid: String,
    /// The fields, in the order of their bytes.
    pub fields: Vec<Field>,
}

/// The figure for a walk: bytes and table side by side, message by message. `id` makes its ids
/// unique on a page, and may hold letters, digits and hyphens.
///
/// If there are several messages, all but the first are folded.
///
/// # Errors
///
/// Those of `out`; writing to a `String` has none.
pub fn html(out: &mut impl Write, id: &str, walk: Walk<'_>) -> fmt::Result {
    let Figure { messages, roles } = figure(id, walk);
    writeln!(out, "<figure class=\"bytes\" id=\"{id}\">")?;
    writeln!(out, "<figcaption class=\"roles\">{}</figcaption>", legend(&roles))?;
    let is_folded = messages.len() > 1;
    for (index, message) in messages.into_iter().enumerate() {
        if is_folded {
            let open = if index == 0 { " open" } else { "" };
            writeln!(
                out,
                "<details class=\"message\"{open}><summary>{}</summary>",
                message.heading
            )?;
        }
        part(out, message)?;
        out.write_str(if is_folded { "</details>\n" } else { "" })?;
    }
    out.write_str("</figure>\n")
}

/// The colours of a figure, and what they mean.
#[must_use]
pub fn legend(roles: &[Role]) -> String {
    text(|out| {
        for role in roles {
            write!(out, "<span class=\"role-{}\">{}</span> ", role.class(), role.name())?;
        }
        Ok(())
    })
}

/// A grid and its table.
fn part(out: &mut impl Write, Part { grid, fields, .. }: Part) -> fmt::Result {
    write!(
        out,
        "<div class=\"part\">\n<div class=\"side\"><div class=\"grid\">{grid}</div></div>\n<table>\n\
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
    out.write_str("</tbody>\n</table>\n</div>\n")
}

/// The parts of the figure for a walk.
#[must_use]
pub fn figure(id: &str, walk: Walk<'_>) -> Figure {
    let mut messages: Vec<Part> = Vec::new();
    let mut used = BTreeSet::new();
    let mut names = Names::default();
    let mut roles = Roles::default();
    let mut groups = Vec::new();
    // An attribute of a message whose header comes next: the script can leave it out.
    let mut attribute = None;
    let mut count = 0;
    walk.for_each(|span| {
        let role = roles.role(span);
        let (Some(name), Some(words), Some(role)) = (names.name(span), leaf(span), role) else {
            let heading = group(span);
            if matches!(span.what, What::Message { .. }) && span.depth == 0 {
                messages.push(Part { heading: heading.clone(), ..Part::default() });
            }
            if matches!(span.what, What::Attribute { .. }) && span.depth == 1 {
                attribute = Some(span.at.clone());
            }
            return groups.push(heading);
        };
        if messages.is_empty() {
            messages.push(Part::default());
        }
        let Some(part) = messages.last_mut() else { return };
        used.insert(role);
        let (class, letter) = (role.class(), letter(count));
        count += 1;
        for (index, byte) in span.bytes.iter().enumerate() {
            let at = span.at.start + index;
            let first = if index == 0 { " first" } else { "" };
            part.grid.push_str(&format!(
                "<a id=\"{id}-b{at}\" class=\"byte role-{class}{first}\" href=\"#{id}.{name}\" \
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
        let extent = attribute.take().map(|Range { start, end }| {
            format!(" data-attribute=\"{start} {}\"", end.next_multiple_of(4))
        });
        part.fields.push(Field {
            groups: std::mem::take(&mut groups),
            attributes: format!(
                "id=\"{id}.{name}\" class=\"field role-{class} {}\"{}{}",
                words.kind,
                numbers(words.value.as_ref(), span.context.endian),
                extent.unwrap_or_default()
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
    Figure { messages, roles: used.into_iter().collect() }
}

/// The attributes that the script needs to change a number, and to set flags.
fn numbers(value: Option<&Value<'_>>, host: Endian) -> String {
    let Some(Value::Number { number, kind, meaning }) = value else { return String::new() };
    let order = match kind {
        Kind::U8 => "little",
        Kind::U16(order) | Kind::U32(order) | Kind::U64(order) => match order {
            Order::Host if host == Endian::Little => "little",
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
