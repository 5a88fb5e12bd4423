//! HTML: a figure of a grid of bytes and a table, complete without a script.
//!
//! Each byte links to the row of its field, and each row back to its first
//! byte. Letters and borders tell fields apart where colours do not. The style
//! sheet is `docs/theme/bytes.css`; `docs/theme/bytes.js` adds that pointing at
//! one marks the other.

use std::fmt::{self, Write};

use super::hex::letter;
use super::{hex_bytes, leaf};
use crate::walk::Walk;
use crate::wire::{Span, What};

/// The figure for `bytes`; `id` makes its ids unique on a page, and may hold
/// letters, digits and hyphens.
///
/// # Errors
///
/// Those of `out`; writing to a `String` has none.
pub fn html(out: &mut impl Write, id: &str, walk: Walk<'_>) -> fmt::Result {
    let mut grid = String::new();
    let mut rows = String::new();
    let mut field = 0_usize;
    walk.try_for_each(|span| {
        let indent = span.depth;
        let Some(words) = leaf(span) else { return group(&mut rows, span) };
        // The colours repeat; a border begins each field.
        let (colour, letter) = (field % 6, letter(field));
        for (index, byte) in span.bytes.iter().enumerate() {
            let at = span.at.start + index;
            let first = if index == 0 { " first" } else { "" };
            write!(
                grid,
                "<a id=\"{id}-b{at}\" class=\"byte c{colour}{first}\" href=\"#{id}-f{field}\" \
                 title=\"byte {at}: {}\">{byte:02x}<i>{letter}</i></a>",
                words.c_name
            )?;
        }
        let shown = hex_bytes(span.bytes);
        write!(
            rows,
            "<tr id=\"{id}-f{field}\" class=\"c{colour} {}\"><td>{letter}</td>\
             <td><a href=\"#{id}-b{}\">{}</a></td><td><code>{shown}</code></td>\
             <th scope=\"row\" class=\"d{indent}\"><code>{}</code></th><td>",
            words.kind, span.at.start, span.at.start, words.c_name
        )?;
        match (&words.value, &span.what) {
            (Some(value), _) => write!(Escaped(&mut rows), "{value}")?,
            (None, What::Fault(fault)) => write!(Escaped(&mut rows), "{fault}")?,
            (None, _) => {}
        }
        rows.push_str("</td><td>");
        Escaped(&mut rows).write_str(words.about)?;
        rows.push_str("</td></tr>\n");
        field += 1;
        Ok(())
    })?;
    write!(
        out,
        "<figure class=\"bytes\" id=\"{id}\">\n<div class=\"grid\">{grid}</div>\n<table>\n\
         <thead><tr><th scope=\"col\"></th><th scope=\"col\">offset</th><th scope=\"col\">bytes</th>\
         <th scope=\"col\">field</th><th scope=\"col\">value</th>\
         <th scope=\"col\">meaning</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</figure>\n"
    )
}

/// The heading of a message, a struct or an attribute, over the whole table.
fn group(out: &mut String, span: &Span<'_, '_>) -> fmt::Result {
    let (len, indent) = (span.at.len(), span.depth);
    write!(
        out,
        "<tr class=\"group\"><th colspan=\"6\" scope=\"rowgroup\" class=\"d{indent}\"><code>"
    )?;
    let about = match span.what {
        What::Message { row: Some(row), .. } => {
            out.push_str(row.c_name);
            row.about
        }
        What::Attribute { row: Some(row), .. } => {
            out.push_str(row.c_name);
            row.about
        }
        What::Message { number, .. } => {
            write!(out, "message type {number}")?;
            ""
        }
        What::Attribute { number, set, .. } => {
            write!(out, "{} {number}", set.c_name)?;
            ""
        }
        What::Struct(layout) => {
            write!(out, "struct {}", layout.c_name)?;
            ""
        }
        _ => "",
    };
    write!(out, "</code>, {len} bytes{}", if about.is_empty() { "" } else { ": " })?;
    Escaped(out).write_str(about)?;
    out.push_str("</th></tr>\n");
    Ok(())
}

/// Escapes what has a meaning in HTML.
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
