//! One page: replaces its marks, or reports what is wrong with them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use netlink_raw::explain::{self, Field};

use crate::captures::{Captures, Datagram, Fact, Which};
use crate::pictures;
use crate::prose::{self, OTHER};
use crate::questions;
use crate::reference;
use crate::schedule::schedule;

/// A problem and its line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) line: usize,
    pub(crate) text: String,
}

/// A parsed mark: `{{#name words… key=value…}}`.
struct Mark<'a> {
    name: &'a str,
    words: Vec<&'a str>,
    options: BTreeMap<&'a str, &'a str>,
}

/// Our marks. Others, such as `include`, are mdBook's.
const OURS: [&str; 10] =
    ["page", "bytes", "field", "end", "value", "n", "schedule", "reference", "picture", "sequence"];

impl<'a> Mark<'a> {
    /// Parses the text between the braces, if it is one of our marks.
    fn parse(inside: &'a str) -> Option<Self> {
        let (name, rest) = inside.split_once(' ').unwrap_or((inside, ""));
        if !OURS.contains(&name) {
            return None;
        }
        let mut mark = Mark { name, words: Vec::new(), options: BTreeMap::new() };
        for word in rest.split_whitespace() {
            match word.split_once('=') {
                Some((key, value)) if !["n", "schedule"].contains(&name) => {
                    mark.options.insert(key, value);
                }
                _ => mark.words.push(word),
            }
        }
        Some(mark)
    }

    fn option(&self, key: &str) -> Result<&'a str, String> {
        let found = self.options.get(key).copied();
        found.ok_or_else(|| format!("{{{{#{}}}}} needs {key}=…", self.name))
    }

    /// Reads `capture=… message=…` or `capture=… datagram=…`, and the figure's id.
    fn figure(&self) -> Result<(String, &'a str, Which), String> {
        let known = ["capture", "message", "datagram", "id", "layout"];
        if let Some(key) = self.options.keys().find(|key| !known.contains(key)) {
            return Err(format!(
                "{{{{#bytes}}}} has no option {key}=; its options are {}",
                known.join(", ")
            ));
        }
        let capture = self.option("capture")?;
        let (which, number) = match self.options.get("datagram") {
            Some(number) => (Which::Datagram(counted(number)?), *number),
            None => (Which::Message(counted(self.option("message")?)?), self.option("message")?),
        };
        let id = self.options.get("id").copied();
        let id =
            id.map_or_else(|| format!("{}-{number}", capture.replace('.', "-")), str::to_owned);
        Ok((id, capture, which))
    }
}

fn counted(number: &str) -> Result<usize, String> {
    number.parse().map_err(|_| format!("expected a number from 1, got '{number}'"))
}

/// Returns the page with its marks replaced. `directory` is the directory of its file.
pub(crate) fn page(
    content: &str,
    directory: &Path,
    captures: &mut Captures,
) -> Result<String, Vec<Problem>> {
    let mut page = Page {
        captures,
        directory,
        figures: figures(content),
        ids: Vec::new(),
        strict: content.contains("{{#bytes ") || content.contains("{{#value "),
        walk: None,
        in_picture: false,
        fence: None,
        question: None,
        problems: Vec::new(),
        line: 0,
    };
    let mut out = String::new();
    for (index, line) in content.split_inclusive('\n').enumerate() {
        page.line = index + 1;
        page.whole_line(line, &mut out);
    }
    if let Some(walk) = page.walk.take() {
        page.line = walk.line;
        page.problem("this walk-through has no {{#end}}".to_owned());
    }
    if let Some(question) = page.question.take() {
        page.line = question.line;
        page.problem(format!("this {} has no end: ```", question.kind));
    }
    if page.problems.is_empty() { Ok(out) } else { Err(page.problems) }
}

/// Returns the page's figures and what they show. Values link to these.
fn figures(content: &str) -> Vec<(String, String, Which)> {
    let marks = content.lines().filter_map(|line| {
        let inside = line.trim().strip_prefix("{{#")?.strip_suffix("}}")?;
        let (id, capture, which) =
            Mark::parse(inside).filter(|m| m.name == "bytes")?.figure().ok()?;
        Some((id, capture.to_owned(), which))
    });
    marks.collect()
}

struct Page<'a> {
    captures: &'a mut Captures,
    directory: &'a Path,
    figures: Vec<(String, String, Which)>,
    /// The ids of the figures so far, to report duplicates.
    ids: Vec<String>,
    /// Whether to look for numbers in prose.
    strict: bool,
    walk: Option<Walkthrough>,
    /// Whether a drawing is being read: its texts can hold no other elements.
    in_picture: bool,
    /// Inside fenced code, the characters that end it.
    fence: Option<String>,
    /// Inside a block of a question.
    question: Option<Question>,
    problems: Vec<Problem>,
    line: usize,
}

/// A block of a question, of which some lines have been read.
struct Question {
    /// The line where it begins.
    line: usize,
    kind: String,
    text: String,
}

/// A figure that is laid out field by field.
struct Walkthrough {
    line: usize,
    /// The fields that the prose has not reached yet.
    left: std::collections::VecDeque<Field>,
    /// Whether a card is open.
    open: bool,
}

impl Page<'_> {
    fn problem(&mut self, text: String) {
        self.problems.push(Problem { line: self.line, text });
    }

    fn whole_line(&mut self, line: &str, out: &mut String) {
        let trimmed = line.trim();
        if let Some((_, rest)) = line.split_once("{{#include ")
            && let Some((what, _)) = rest.split_once("}}")
            && let Err(text) = included(self.directory, what)
        {
            self.problem(text);
        }
        if let Some(question) = &mut self.question {
            if trimmed != "```" {
                question.text.push_str(line);
                return;
            }
            if let Some(Question { line, kind, text }) = self.question.take() {
                match self.question(&kind, &text) {
                    Ok(html) => out.push_str(&html),
                    Err(text) => self.problems.push(Problem { line, text }),
                }
            }
            return;
        }
        if let Some(fence) = &self.fence {
            if trimmed.starts_with(fence.as_str()) {
                self.fence = None;
            }
            out.push_str(line);
            return;
        }
        if let Some(kind) = trimmed.strip_prefix("```")
            && questions::KINDS.contains(&kind)
        {
            let kind = kind.to_owned();
            self.question = Some(Question { line: self.line, kind, text: String::new() });
            return;
        }
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            self.fence = trimmed.get(..3).map(str::to_owned);
            out.push_str(line);
            return;
        }
        // Marks on a line of their own, which become blocks.
        let block = trimmed.strip_prefix("{{#").and_then(|rest| rest.strip_suffix("}}"));
        if let Some(mark) = block.and_then(Mark::parse)
            && !["value", "n"].contains(&mark.name)
        {
            match self.block(&mark) {
                Ok(html) => out.push_str(&html),
                Err(text) => self.problem(text),
            }
            return;
        }
        let prose = self.inline(line, out);
        if self.strict
            && let Some(number) = prose::typed(&prose)
        {
            self.problem(hand_typed(number));
        }
    }

    /// Copies a line with its marks replaced, and returns its prose.
    fn inline(&mut self, line: &str, out: &mut String) -> String {
        let mut prose = String::new();
        let mut rest = line;
        while let Some(first) = rest.chars().next() {
            let len = if rest.starts_with("{{#") {
                rest.find("}}").map(|end| end + 2)
            } else if rest.starts_with('`') {
                code(rest)
            } else if rest.starts_with("](") {
                rest.find(')').map(|end| end + 1)
            } else if rest.starts_with('<') && !rest.starts_with("< ") {
                rest.find('>').map(|end| end + 1)
            } else {
                None
            };
            let Some((part, after)) = len.and_then(|len| rest.split_at_checked(len)) else {
                prose.push(first);
                out.push(first);
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
                continue;
            };
            prose.push(OTHER);
            rest = after;
            let inside = part.strip_prefix("{{#").and_then(|part| part.strip_suffix("}}"));
            match inside.and_then(Mark::parse) {
                Some(mark) => match self.word(&mark) {
                    Ok(html) => out.push_str(&html),
                    Err(text) => self.problem(text),
                },
                None => {
                    let inside = part.trim_matches('`').trim();
                    if self.strict && part.starts_with('`') && prose::is_number(inside) {
                        self.problem(hand_typed(inside));
                    }
                    out.push_str(part);
                }
            }
        }
        prose
    }

    /// Replaces a mark within a line.
    fn word(&mut self, mark: &Mark<'_>) -> Result<String, String> {
        match (mark.name, mark.words.as_slice()) {
            ("n", [number, _, ..]) => Ok((*number).to_owned()),
            ("n", _) => Err(
                "expected {{#n NUMBER REASON}}, where REASON says why no capture has the number"
                    .to_owned(),
            ),
            ("value", [capture, message, field]) => self.value(capture, message, field, ""),
            ("value", [capture, message, field, aspect]) => {
                self.value(capture, message, field, aspect)
            }
            ("value", _) => Err("expected {{#value CAPTURE MESSAGE FIELD [ASPECT]}}, as in \
                                 {{#value guide-route 3 nlmsg_len}}"
                .to_owned()),
            (name, _) => Err(format!("{{{{#{name}}}}} needs a line of its own")),
        }
    }

    fn value(
        &mut self,
        capture: &str,
        message: &str,
        field: &str,
        aspect: &str,
    ) -> Result<String, String> {
        let which = Which::Message(counted(message)?);
        let facts = self.captures.get(capture, which)?.facts();
        let Some(fact) = facts.iter().find(|fact| fact.name == field) else {
            let last = field.rsplit('.').next().unwrap_or(field);
            let like: Vec<&str> = facts
                .iter()
                .map(|fact| fact.name.as_str())
                .filter(|name| name.contains(last))
                .collect();
            let all: Vec<&str> = facts.iter().map(|fact| fact.name.as_str()).collect();
            let like = if like.is_empty() { all } else { like };
            return Err(format!(
                "message {message} of '{capture}' has no field '{field}'; it has {}",
                like.join(", ")
            ));
        };
        let shown = shown(fact, aspect)?;
        if self.in_picture {
            return Ok(shown);
        }
        let figure = self.figures.iter().find(|(_, c, w)| c == capture && *w == which);
        Ok(match figure {
            Some((id, ..)) if fact.is_field => {
                format!("<a class=\"from-bytes\" href=\"#{id}.{field}\">{shown}</a>")
            }
            _ => format!("<span class=\"from-bytes\">{shown}</span>"),
        })
    }

    /// Replaces a mark on a line of its own.
    fn block(&mut self, mark: &Mark<'_>) -> Result<String, String> {
        match mark.name {
            "page" => facts_of_page(mark),
            "bytes" => self.bytes(mark),
            "field" => self.field(mark),
            "picture" => self.picture(mark.words.first().copied().unwrap_or_default()),
            "sequence" => self.sequence(&mark.words),
            "reference" => reference::page(mark.words.first().copied().unwrap_or_default()),
            "schedule" => match mark.words.split_first() {
                Some((limit, items)) => schedule(limit, items, self.directory),
                None => Err("expected {{#schedule MINUTES PAGE… WORDS=MINUTES…}}".to_owned()),
            },
            _ => self.end(),
        }
    }

    /// A question. Numbers in it come from marks, or are those of wrong answers.
    fn question(&mut self, kind: &str, text: &str) -> Result<String, String> {
        let root = self.captures.root().to_owned();
        let block = questions::Block::read(kind, text)?;
        block.html(&root, |text| self.rich(text))
    }

    /// Replaces the marks in a text, and makes HTML of it.
    fn rich(&mut self, text: &str) -> Result<String, String> {
        /// In the place of a value until the text around it is escaped.
        const VALUE: char = '\u{1}';
        let mut typed = String::new();
        let mut values = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{#") {
            let (inside, after) = after.split_once("}}").ok_or("a mark has no end")?;
            let mark = Mark::parse(inside).ok_or_else(|| format!("no mark: {inside}"))?;
            self.in_picture = true;
            let value = self.word(&mark);
            self.in_picture = false;
            values.push(value?);
            typed.push_str(before);
            typed.push(VALUE);
            rest = after;
        }
        typed.push_str(rest);
        let escaped = questions::escaped(&typed);
        let mut parts = escaped.split(VALUE);
        let mut out = parts.next().unwrap_or_default().to_owned();
        for (value, part) in values.iter().zip(parts) {
            out.push_str(value);
            out.push_str(part);
        }
        Ok(out)
    }

    /// A drawing. Numbers in it come from marks, as in prose.
    fn picture(&mut self, name: &str) -> Result<String, String> {
        let svg = pictures::drawing(name, self.directory)?;
        let mut out = String::new();
        self.in_picture = true;
        for line in svg.split_inclusive('\n') {
            self.inline(line, &mut out);
        }
        self.in_picture = false;
        Ok(out + "\n")
    }

    fn sequence(&mut self, words: &[&str]) -> Result<String, String> {
        let [capture, first, last] = words else {
            return Err("expected {{#sequence CAPTURE FIRST LAST}}".to_owned());
        };
        let messages: Result<Vec<Datagram>, String> = (counted(first)?..=counted(last)?)
            .map(|number| self.captures.get(capture, Which::Message(number)))
            .collect();
        Ok(pictures::sequence(&messages?)? + "\n")
    }

    fn bytes(&mut self, mark: &Mark<'_>) -> Result<String, String> {
        let (id, capture, which) = mark.figure()?;
        if self.ids.contains(&id) {
            return Err(format!(
                "the page already has a figure '{id}'; give this one a different id=…"
            ));
        }
        self.ids.push(id.clone());
        let datagram = self.captures.get(capture, which)?;
        datagram.tiles().map_err(|why| format!("the figure does not tile its message: {why}"))?;
        let mut html = String::new();
        match mark.options.get("layout") {
            None | Some(&"compact") => {
                explain::html(&mut html, &id, datagram.walk()).unwrap_or_default();
                Ok(html + "\n")
            }
            Some(&"walk") if self.walk.is_some() => {
                Err("a walk-through inside a walk-through; is an {{#end}} missing?".to_owned())
            }
            Some(&"walk") => Ok(self.begin(&id, &datagram)),
            Some(layout) => Err(format!("expected layout=compact or layout=walk, got '{layout}'")),
        }
    }

    fn begin(&mut self, id: &str, datagram: &Datagram) -> String {
        let explain::Figure { messages, roles } = explain::figure(id, datagram.walk());
        let grid: String = messages.iter().map(|message| message.grid.as_str()).collect();
        let left = messages.into_iter().flat_map(|message| message.fields).collect();
        self.walk = Some(Walkthrough { line: self.line, left, open: false });
        format!(
            "<div class=\"bytes walk\" id=\"{id}\">\n<div class=\"side\"><div class=\"grid\">{grid}</div>\
             <p class=\"roles\">{}</p></div>\n\n",
            explain::legend(&roles)
        )
    }

    /// Shows one or more fields, and begins the page's prose for them.
    fn field(&mut self, mark: &Mark<'_>) -> Result<String, String> {
        let Some(walk) = &mut self.walk else {
            return Err("{{#field}} is not in a walk-through; begin one with \
                        {{#bytes … layout=walk}}"
                .to_owned());
        };
        if mark.words.is_empty() {
            return Err("expected {{#field NAME…}}".to_owned());
        }
        let mut html = String::from(if walk.open { "\n</div>\n" } else { "" });
        html.push_str("<div class=\"card\">\n");
        walk.open = true;
        for name in &mark.words {
            let Some(next) = walk.left.front() else {
                return Err(format!(
                    "expected {{{{#end}}}}, got the field '{name}': no field is left"
                ));
            };
            if next.name != *name {
                return Err(format!("expected the field '{}' here, got '{name}'", next.name));
            }
            let Some(field) = walk.left.pop_front() else { continue };
            card(&mut html, &field).unwrap_or_default();
        }
        Ok(html + "\n")
    }

    fn end(&mut self) -> Result<String, String> {
        let Some(walk) = self.walk.take() else {
            return Err("{{#end}} without a walk-through".to_owned());
        };
        if !walk.left.is_empty() {
            let left: Vec<String> = walk.left.into_iter().map(|field| field.name).collect();
            return Err(format!(
                "the walk-through leaves out {}; each field needs its {{{{#field}}}}",
                left.join(", ")
            ));
        }
        Ok(format!("{}\n</div>\n\n", if walk.open { "\n</div>\n" } else { "" }))
    }
}

/// Checks that an included file and its anchor exist. mdBook would silently show nothing.
fn included(directory: &Path, what: &str) -> Result<(), String> {
    let (file, anchor) = what.trim().split_once(':').unwrap_or((what.trim(), ""));
    let text = fs::read_to_string(directory.join(file))
        .map_err(|error| format!("cannot include '{file}': {error}"))?;
    let comment = if file.ends_with(".py") { "#" } else { "//" };
    for mark in ["ANCHOR", "ANCHOR_END"] {
        let line = format!("{comment} {mark}: {anchor}");
        if !anchor.is_empty() && !text.lines().any(|found| found.trim() == line) {
            return Err(format!("'{file}' has no line '{line}', which marks the listing"));
        }
    }
    Ok(())
}

fn hand_typed(number: &str) -> String {
    format!(
        "the number '{number}' is typed by hand; take it from the capture with {{{{#value CAPTURE \
         MESSAGE FIELD}}}}, or write {{{{#n {number} REASON}}}} if no capture has it"
    )
}

/// Returns the length of the code that begins with these backticks, if it ends on this line.
fn code(rest: &str) -> Option<usize> {
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    let after = rest.get(ticks..)?;
    let end = after.find(rest.get(..ticks)?)?;
    Some(ticks + end + ticks)
}

/// Returns the requested aspect of a field, as HTML that Markdown leaves unchanged.
fn shown(fact: &Fact, aspect: &str) -> Result<String, String> {
    let nothing = |what: &str| format!("'{}' has no {what}; ask for offset, end or len", fact.name);
    let code = |text: &str| format!("<code>{}</code>", plain(text));
    Ok(match aspect {
        "" if fact.plain.is_empty() => return Err(nothing("value")),
        "" => plain(&fact.plain),
        "text" if fact.text.is_empty() => return Err(nothing("value")),
        "text" => plain(&fact.text),
        "name" => match fact.text.split_once(" (") {
            Some((name, _)) => code(name),
            None => return Err(nothing("name")),
        },
        "offset" => fact.at.start.to_string(),
        "end" => fact.at.end.to_string(),
        "len" => fact.at.len().to_string(),
        "hex" => code(&fact.hex),
        "0x" => match &fact.hexadecimal {
            Some(number) => code(number),
            None => return Err(nothing("number")),
        },
        _ => {
            return Err(format!(
                "expected text, name, offset, end, len, hex or 0x after the field, got '{aspect}'"
            ));
        }
    })
}

/// Escapes the characters that are special in HTML or Markdown.
fn plain(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        if "&<>\"|*_`[]\\".contains(character) {
            write!(escaped, "&#{};", u32::from(character)).unwrap_or_default();
        } else {
            escaped.push(character);
        }
    }
    escaped
}

/// Writes the head of a card: the tables' row for one field.
fn card(html: &mut String, field: &Field) -> std::fmt::Result {
    let Field { groups, attributes, letter, offset, bytes, c_name, value, about, .. } = field;
    for group in groups {
        writeln!(html, "<p class=\"group\">{group}</p>")?;
    }
    writeln!(
        html,
        "<div {attributes}><span class=\"letter\">{letter}</span> <span \
         class=\"offset\">{offset}</span> <code class=\"hex\">{bytes}</code> <code \
         class=\"name\">{c_name}</code> <span class=\"value\">{value}</span> <span \
         class=\"about\">{about}</span></div>"
    )
}

/// Returns the line under a page's title.
fn facts_of_page(mark: &Mark<'_>) -> Result<String, String> {
    let minutes = mark.option("minutes")?;
    let _ = counted(minutes)?;
    let needs = match mark.option("needs")? {
        "nothing" => "nothing but a reader",
        "rust" => "Rust",
        "lab" => "the lab (no root)",
        "root" => "root",
        other => return Err(format!("expected needs=nothing, rust, lab or root, got '{other}'")),
    };
    Ok(format!(
        "<p class=\"page-facts\"><span data-minutes=\"{minutes}\">{minutes} minutes</span> · needs \
         {needs}</p>\n\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(content: &str) -> Result<String, Vec<Problem>> {
        let captures = concat!(env!("CARGO_MANIFEST_DIR"), "/../captures");
        page(content, captures.as_ref(), &mut Captures::new(captures.into()))
    }

    #[track_caller]
    fn good(content: &str) -> String {
        built(content).unwrap_or_else(|problems| panic!("{problems:?}"))
    }

    #[track_caller]
    fn bad(content: &str, line: usize, expected: &str) {
        let problems = built(content).expect_err("a page with a problem");
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].line, line, "{problems:?}");
        assert!(problems[0].text.contains(expected), "{problems:?}");
    }

    #[test]
    fn each_aspect_of_a_value_is_shown() {
        for (mark, html) in [
            ("nlmsg_len", "60"),
            ("nlmsg_len text", "60 bytes"),
            ("nlmsg_len hex", "<code>3c 00 00 00</code>"),
            ("nlmsg_flags 0x", "<code>0x600</code>"),
            ("nlmsg_type name", "<code>RTM&#95;NEWROUTE</code>"),
            ("RTA_DST", "4.3.2.0"),
            ("RTA_DST.rta_len offset", "36"),
            ("rtmsg len", "12"),
            ("message len", "60"),
        ] {
            let page = good(&format!("a {{{{#value guide-route 3 {mark}}}}} b\n"));
            assert_eq!(page, format!("a <span class=\"from-bytes\">{html}</span> b\n"));
        }
    }

    #[test]
    fn a_value_is_linked_to_the_figure_of_its_message() {
        let page = good(
            "{{#value guide-route 3 rtm_dst_len}}\n\
             {{#bytes capture=guide-route message=3 id=add}}\n",
        );
        assert!(page.contains("<a class=\"from-bytes\" href=\"#add.rtm_dst_len\">30</a>"));
        assert!(page.contains("id=\"add.rtm_dst_len\""));
        assert_eq!(page.matches("class=\"byte ").count(), 60);
    }

    #[test]
    fn a_figure_can_show_an_address_from_a_transcript() {
        let page = good(
            "{{#bytes capture=netlink-address.txt message=1}}\n\
             {{#value netlink-address.txt 1 nl_pid}} {{#value netlink-address.txt 1 nl_pid hex}}\n",
        );
        assert_eq!(page.matches("class=\"byte ").count(), 12);
        assert!(page.contains("href=\"#netlink-address-txt-1.nl_pid\">12345</a>"), "{page}");
        assert!(page.contains("<code>39 30 00 00</code>"), "{page}");
    }

    #[test]
    fn a_figure_can_show_a_packet() {
        good("{{#bytes capture=udp-msg message=1}}\n{{#value udp-msg 1 udphdr len}}\n");
    }

    #[test]
    fn a_walk_through_has_to_cover_every_field() {
        let fields = "nlmsg_len nlmsg_type nlmsg_flags nlmsg_seq nlmsg_pid rtm_family rtm_dst_len \
             rtm_src_len rtm_tos rtm_table rtm_protocol rtm_scope rtm_type rtm_flags \
             RTA_TABLE.rta_len RTA_TABLE.rta_type RTA_TABLE RTA_DST.rta_len RTA_DST.rta_type \
             RTA_DST RTA_GATEWAY.rta_len RTA_GATEWAY.rta_type RTA_GATEWAY RTA_OIF.rta_len \
             RTA_OIF.rta_type RTA_OIF";
        let begin = "{{#bytes capture=guide-route message=3 layout=walk}}\n";
        let page = good(&format!("{begin}{{{{#field {fields}}}}}\nprose\n{{{{#end}}}}\n"));
        assert_eq!(page.matches("<div").count(), page.matches("</div>").count());

        let last = fields.rsplit_once(' ').map_or("", |(before, _)| before);
        bad(&format!("{begin}{{{{#field {last}}}}}\n{{{{#end}}}}\n"), 3, "leaves out RTA_OIF;");
        bad(&format!("{begin}{{{{#field {fields}}}}}\n"), 1, "no {{#end}}");
    }

    #[test]
    fn fields_out_of_order_are_an_error() {
        let page = "{{#bytes capture=guide-route message=3 layout=walk}}\n{{#field nlmsg_type}}\n";
        let problems = built(page).expect_err("the order is wrong");
        assert!(problems[0].text.contains("expected the field 'nlmsg_len' here"), "{problems:?}");
    }

    #[test]
    fn bad_marks_say_what_to_do() {
        bad("{{#bytes capture=none message=1}}\n", 1, "no capture 'none'");
        bad("\n{{#bytes capture=guide-route message=7}}\n", 2, "has 6 messages, no number 7");
        bad("{{#bytes capture=guide-route message=0}}\n", 1, "no number 0");
        bad("{{#bytes message=1}}\n", 1, "needs capture=");
        bad("{{#bytes capture=guide-route message=1 layout=x}}\n", 1, "layout=compact");
        bad("{{#bytes capture=guide-route message=1 mesage=1}}\n", 1, "has no option mesage=");
        bad("{{#value guide-route 3 rta_len}}\n", 1, "it has RTA_TABLE.rta_len, RTA_DST.rta_len");
        bad("{{#value guide-route 3 nlmsg_len size}}\n", 1, "expected text, name");
        bad("{{#value guide-route 3}}\n", 1, "expected {{#value");
        bad("{{#n 16}}\n", 1, "REASON");
        bad("{{#field nlmsg_len}}\n", 1, "not in a walk-through");
        bad("{{#page minutes=ten needs=lab}}\n", 1, "got 'ten'");
        bad("{{#bytes capture=none.txt message=1}}\n", 1, "no transcript 'none.txt'");
        bad("{{#bytes capture=dump.txt message=1}}\n", 1, "has 0 messages");
        bad("{{#schedule}}\n", 1, "expected {{#schedule");
        bad("{{#schedule 10 break=11}}\n", 1, "1 more than 10");
        bad("\n```question\nask: Why?\n```\n", 2, "needs one 'right:'");
        bad("\n```order\nask: Why?\n\nAnd so on.\n", 2, "this order has no end");
        let twice = "{{#bytes capture=guide-route message=1}}\n";
        bad(&format!("{twice}{twice}"), 2, "a different id");
    }

    #[test]
    fn an_included_listing_has_to_exist() {
        let file = "../../netlink-raw/src/by_hand.rs";
        good(&format!("```rust\n{{{{#include {file}:header}}}}\n```\n"));
        bad(&format!("```\n{{{{#include {file}:nowhere}}}}\n```\n"), 2, "// ANCHOR: nowhere");
        let file = "../src/listings/guess.py";
        good(&format!("```python\n{{{{#include {file}:guess}}}}\n```\n"));
        bad(&format!("```\n{{{{#include {file}:nowhere}}}}\n```\n"), 2, "# ANCHOR: nowhere");
        bad("{{#include ../nowhere.rs}}\n", 1, "cannot include");
    }

    #[test]
    fn numbers_typed_by_hand_are_an_error() {
        let figure = "{{#bytes capture=guide-route message=3}}\n";
        bad(&format!("{figure}\nThe length is 60.\n"), 3, "'60' is typed by hand");
        bad(&format!("{figure}The length is `60`.\n"), 2, "'60' is typed by hand");
        bad(&format!("{figure}It has sixteen bytes.\n"), 2, "'sixteen'");
        good(&format!("{figure}It is {{{{#n 16 the size of struct nlmsghdr}}}} here.\n"));
        good(&format!("{figure}[a](#x-60) <b id=\"60\"> `1 << 6`\n```text\n60 {{{{#n}}}}\n```\n"));
        // A page that shows no message may contain numbers.
        good("There are 13 chapters.\n");
    }
}
