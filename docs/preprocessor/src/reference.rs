//! The reference: the tables of `netlink_raw::uapi`, as pages.
//!
//! Each table becomes a section with an anchor, and each row gets an anchor with its C
//! name. A field or an attribute links to the table that it refers to.

use std::fmt::{self, Write};
use std::ptr;

use netlink_raw::uapi::{PROTOCOLS, Tables};
use netlink_raw::wire::{Attr, Body, Kind, Layout, Meaning, Message, Name, Order, Set, Shape};

/// Returns the page of the reference that the word in its mark names, as Markdown.
pub(crate) fn page(which: &str) -> Result<String, String> {
    let reference = Reference::new();
    // On a phone, each row becomes a block.
    let mut out = String::from("<div class=\"stacked\">\n\n");
    let written = match which {
        "messages" => reference.messages(&mut out),
        "structs" => reference.structs(&mut out),
        "attributes" => reference.attributes(&mut out),
        "names" => reference.names(&mut out),
        _ => {
            return Err(format!(
                "expected {{{{#reference messages|structs|attributes|names}}}}, got '{which}'"
            ));
        }
    };
    written.map_err(|error| error.to_string())?;
    out.push_str("\n</div>\n");
    Ok(out)
}

/// Finds the rows of a page of the reference: the C name of each, and its anchor.
pub(crate) fn definitions(page: &str) -> impl Iterator<Item = (&str, &str)> {
    page.split("<span id=\"").skip(1).filter_map(|rest| {
        let (id, rest) = rest.split_once("\">`")?;
        let (name, _) = rest.split_once("`</span>")?;
        Some((name, id))
    })
}

/// The tables, and the anchor of each.
struct Reference {
    tables: Tables,
    sets: Vec<String>,
    names: Vec<String>,
}

impl Reference {
    fn new() -> Self {
        let tables = Tables::all();
        let sets = unique(tables.sets.iter().map(|set| format!("set-{}", set.c_name)));
        let names = unique(tables.names.iter().map(|names| beginning(names).to_owned()));
        Reference { tables, sets, names }
    }

    fn set(&self, set: &'static Set) -> String {
        let at = self.tables.sets.iter().position(|known| ptr::eq(*known, set));
        match at.and_then(|at| self.sets.get(at)) {
            Some(id) => format!("[`{}`](reference-attributes.md#{id})", set.c_name),
            None => format!("`{}`", set.c_name),
        }
    }

    fn names_of(&self, names: &'static [Name]) -> String {
        let title = beginning(names);
        let at = self.tables.names.iter().position(|known| ptr::eq(*known, names));
        match at.and_then(|at| self.names.get(at)) {
            Some(id) => format!("[`{title}…`](reference-names.md#{id})"),
            None => format!("`{title}…`"),
        }
    }

    /// Writes every message type, protocol by protocol.
    fn messages(&self, out: &mut String) -> fmt::Result {
        for (_, protocol) in PROTOCOLS {
            if protocol.messages.is_empty() {
                continue;
            }
            writeln!(out, "## {0} {{#{0}}}\n", protocol.c_name)?;
            self.message_rows(out, protocol.messages)?;
        }
        writeln!(out, "## In every protocol {{#control}}\n")?;
        self.message_rows(out, PROTOCOLS.first().map_or(&[], |(_, protocol)| protocol.control))
    }

    fn message_rows(&self, out: &mut String, messages: &[Message]) -> fmt::Result {
        writeln!(out, "| type | name | struct | attributes | meaning |\n|---:|---|---|---|---|")?;
        for message in messages {
            let (layout, set) = match message.body {
                Body::Struct(layout, set) => (layout_link(layout), self.set(set)),
                Body::Error => {
                    ("[`nlmsgerr`](reference-structs.md#nlmsgerr)".to_owned(), String::new())
                }
                Body::Empty => ("none".to_owned(), String::new()),
                Body::Choose(..) => ("by the request or the family".to_owned(), String::new()),
                Body::Opaque => ("any bytes".to_owned(), String::new()),
            };
            let Message { number, c_name, about, .. } = message;
            writeln!(
                out,
                "| {number} | {} | {layout} | {set} | {} |",
                row(c_name, c_name),
                cell(about)
            )?;
        }
        writeln!(out)
    }

    /// Writes every struct, field by field.
    fn structs(&self, out: &mut String) -> fmt::Result {
        let mut layouts = self.tables.layouts.clone();
        layouts.sort_by_key(|layout| layout.c_name);
        let mut ids = unique(layouts.iter().map(|layout| id_of(layout))).into_iter();
        for layout in layouts {
            let Layout { c_name, header, man, fields } = layout;
            let id = ids.next().unwrap_or_default();
            writeln!(out, "## struct {c_name} {{#{id}}}\n")?;
            writeln!(out, "{} bytes; `include/uapi/{header}`, {man}.\n", layout.size())?;
            writeln!(out, "| bytes | field | type | values | meaning |\n|---|---|---|---|---|")?;
            for field in *fields {
                let end = field.at + field.kind.size();
                let name = row(&format!("{id}.{}-{}", field.c_name, field.at), field.c_name);
                let (kind, meaning) = (kind(field.kind), self.meaning(field.meaning));
                writeln!(
                    out,
                    "| {}..{end} | {name} | {kind} | {meaning} | {} |",
                    field.at,
                    cell(field.about)
                )?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    /// Writes every attribute, set by set.
    fn attributes(&self, out: &mut String) -> fmt::Result {
        let mut sets: Vec<(&&Set, &String)> = self.tables.sets.iter().zip(&self.sets).collect();
        sets.sort_by_key(|(set, _)| set.c_name);
        for (set, id) in sets {
            writeln!(out, "## {} {{#{id}}}\n", set.c_name)?;
            writeln!(out, "Each follows {}.\n", layout_link(set.header))?;
            writeln!(
                out,
                "| type | attribute | payload | values | meaning |\n|---:|---|---|---|---|"
            )?;
            for attr in set.attrs {
                self.attribute(out, &attr.number.to_string(), attr, id)?;
            }
            if let Some(attr) = set.each {
                self.attribute(out, "any", attr, id)?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn attribute(&self, out: &mut String, number: &str, attr: &Attr, set: &str) -> fmt::Result {
        let (shape, says) = match attr.shape {
            Shape::Number(of, meaning) => (kind(of), self.meaning(meaning)),
            Shape::Uint(meaning) => ("u32 or u64".to_owned(), self.meaning(meaning)),
            Shape::Flag => ("nothing".to_owned(), "its presence is the value".to_owned()),
            Shape::Text => ("text".to_owned(), String::new()),
            Shape::Ip => ("address".to_owned(), String::new()),
            Shape::Hardware => ("link-layer address".to_owned(), String::new()),
            Shape::Id => ("identifier".to_owned(), String::new()),
            Shape::Struct(layout) => ("struct".to_owned(), layout_link(layout)),
            Shape::Structs(layout) => ("structs".to_owned(), layout_link(layout)),
            Shape::Counted(_, layout, _) => ("structs and more".to_owned(), layout_link(layout)),
            Shape::Headed(layout, _) | Shape::Flexible(layout, _) => {
                ("struct and more".to_owned(), layout_link(layout))
            }
            Shape::Nested(set) => ("attributes".to_owned(), self.set(set)),
            Shape::NextHops(set) => (
                "next hops".to_owned(),
                format!("[`rtnexthop`](reference-structs.md#rtnexthop), {}", self.set(set)),
            ),
            Shape::Opaque => ("bytes".to_owned(), String::new()),
            Shape::Choose(..) => ("by the context".to_owned(), String::new()),
        };
        let name = row(&format!("{set}.{}", attr.c_name), attr.c_name);
        writeln!(out, "| {number} | {name} | {shape} | {says} | {} |", cell(attr.about))
    }

    /// Writes every table of flags and of named numbers.
    fn names(&self, out: &mut String) -> fmt::Result {
        let mut tables: Vec<(&&[Name], &String)> =
            self.tables.names.iter().zip(&self.names).collect();
        tables.sort_by_key(|(names, _)| beginning(names));
        for (names, id) in tables {
            writeln!(out, "## {}… {{#{id}}}\n", beginning(names))?;
            writeln!(out, "| number | name | meaning |\n|---:|---|---|")?;
            for Name { number, c_name, about } in *names {
                let name = row(&format!("{id}.{c_name}"), c_name);
                writeln!(out, "| {number:#x} ({number}) | {name} | {} |", cell(about))?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    /// Returns the meaning of the numbers of a field or an attribute.
    fn meaning(&self, meaning: Meaning) -> String {
        match meaning {
            Meaning::Number => String::new(),
            Meaning::Unit(unit) => unit.to_owned(),
            Meaning::OneOf(names) | Meaning::Errno(names) => self.names_of(names),
            Meaning::Flags([]) => "flags, none known".to_owned(),
            Meaning::Flags(names) => format!("flags {}", self.names_of(names)),
            Meaning::MessageType(_) => "a [type of message](reference.md)".to_owned(),
            Meaning::AttributeType(set) => format!("an attribute of {}", self.set(set)),
            Meaning::Interface => "an interface's index".to_owned(),
            Meaning::Halves(upper, lower) => format!("upper half {upper}, lower half {lower}"),
            Meaning::Ip => "an address".to_owned(),
            Meaning::Ip4 => "an IPv4 address in the first four".to_owned(),
            Meaning::Hardware => "a link-layer address".to_owned(),
            Meaning::Text => "text".to_owned(),
            Meaning::Id => "an identifier".to_owned(),
            Meaning::Reserved => "reserved, zero".to_owned(),
            Meaning::Label => "an MPLS label".to_owned(),
            Meaning::Choose(..) => "by the context".to_owned(),
        }
    }
}

/// Returns the common prefix of a table's names, up to an underscore.
fn beginning(names: &[Name]) -> &'static str {
    let Some(first) = names.first().map(|name| name.c_name) else { return "" };
    let common = |len: &usize| {
        let start = first.get(..*len);
        start.is_some() && names.iter().all(|name| name.c_name.get(..*len) == start)
    };
    let len = (0..=first.len()).rev().find(common).unwrap_or(0);
    let common = first.get(..len).unwrap_or_default();
    // A single name is its own prefix.
    let common = if len == first.len() {
        common
    } else {
        common.rfind('_').map_or(common, |at| &common[..=at])
    };
    if common.is_empty() { first } else { common }
}

/// Makes texts unique: repeated ones get a number.
fn unique(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for text in texts {
        let earlier = all.iter().filter(|known| {
            known.strip_prefix(&text).is_some_and(|rest| rest.is_empty() || rest.starts_with('~'))
        });
        let count = earlier.count();
        all.push(if count == 0 { text } else { format!("{text}~{}", count + 1) });
    }
    all
}

fn layout_link(layout: &Layout) -> String {
    format!("[`{}`](reference-structs.md#{})", layout.c_name, id_of(layout))
}

/// Some layouts are versions of one struct, and their names end with the version.
fn id_of(layout: &Layout) -> String {
    layout.c_name.replace(' ', "-")
}

/// Returns a C name with an anchor.
fn row(id: &str, c_name: &str) -> String {
    format!("<span id=\"{id}\">`{c_name}`</span>")
}

fn kind(kind: Kind) -> String {
    let order = |name: &str, order: Order| match order {
        Order::Host => name.to_owned(),
        Order::Network => format!("{name}, big-endian"),
    };
    match kind {
        Kind::U8 => "u8".to_owned(),
        Kind::U16(of) => order("u16", of),
        Kind::U32(of) => order("u32", of),
        Kind::U64(of) => order("u64", of),
        Kind::S32 => "s32".to_owned(),
        Kind::S64 => "s64".to_owned(),
        Kind::Bytes(len) => format!("{len} bytes"),
        Kind::Pad(len) => format!("{len} bytes of padding"),
    }
}

/// Escapes a text for a table cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;").replace('*', "\\*").replace('_', "\\_")
}
