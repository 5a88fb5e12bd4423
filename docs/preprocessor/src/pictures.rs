//! Pictures: drawings from `docs/src/pictures/`, and conversations drawn from a capture.
//!
//! Both are SVG inside the page, so that they have the theme's colours: `docs/theme/pictures.css`
//! names the classes. Each has a title and a description for readers who do not see it.

use std::fs;
use std::path::Path;

use crate::captures::Datagram;

/// Returns the drawing of this name, checked: the page needs its texts, and no colour of its own.
pub(crate) fn drawing(name: &str, directory: &Path) -> Result<String, String> {
    let path = directory.join("pictures").join(name).with_extension("svg");
    let svg = fs::read_to_string(&path)
        .map_err(|error| format!("there is no picture 'pictures/{name}.svg': {error}"))?;
    for needed in ["<svg ", "viewBox=\"", "role=\"img\"", "<title>", "<desc>"] {
        if !svg.contains(needed) {
            return Err(format!("'pictures/{name}.svg' lacks {needed}"));
        }
    }
    for colour in ["fill=\"", "stroke=\"", "style=\"", "<script", "href="] {
        if svg.contains(colour) {
            return Err(format!(
                "'pictures/{name}.svg' has {colour}; use the classes of theme/pictures.css"
            ));
        }
    }
    if svg.lines().any(|line| line.trim().is_empty()) {
        return Err(format!(
            "'pictures/{name}.svg' has an empty line, where Markdown would end it"
        ));
    }
    Ok(format!("<figure class=\"picture\">\n{}\n</figure>\n", svg.trim_end()))
}

/// Where the lifelines of the program and the kernel are.
const PROGRAM: usize = 50;
const KERNEL: usize = 350;
/// The height of the row of an arrow, and where the first one begins.
const ROW: usize = 48;
const TOP: usize = 44;

/// Draws the messages of a conversation between a program and the kernel, from top to bottom.
pub(crate) fn sequence(messages: &[Datagram]) -> Result<String, String> {
    let arrows = arrows(messages)?;
    let height = TOP + ROW * arrows.len() + 14;
    let mut svg = format!(
        "<figure class=\"picture\">\n<svg viewBox=\"0 0 400 {height}\" role=\"img\">\n\
         <title>Messages between a program and the kernel</title>\n<desc>{}</desc>\n",
        arrows.iter().map(Arrow::sentence).collect::<Vec<_>>().join(" ")
    );
    let end = height - 6;
    let mut line = |text: String| svg.push_str(&(text + "\n"));
    for (x, name) in [(PROGRAM, "program"), (KERNEL, "kernel")] {
        line(format!("<text x=\"{x}\" y=\"16\" class=\"middle strong\">{name}</text>"));
        line(format!("<line x1=\"{x}\" y1=\"24\" x2=\"{x}\" y2=\"{end}\" class=\"line\"/>"));
    }
    for (index, arrow) in arrows.iter().enumerate() {
        let y = TOP + ROW * index + 20;
        let (from, tip, back) = match arrow.is_request {
            true => (PROGRAM, KERNEL, KERNEL - 9),
            false => (KERNEL, PROGRAM, PROGRAM + 9),
        };
        line(format!("<line x1=\"{from}\" y1=\"{y}\" x2=\"{tip}\" y2=\"{y}\" class=\"line\"/>"));
        line(format!(
            "<polygon points=\"{tip},{y} {back},{} {back},{}\" class=\"tip\"/>",
            y - 5,
            y + 5
        ));
        let middle = usize::midpoint(PROGRAM, KERNEL);
        line(format!(
            "<text x=\"{middle}\" y=\"{}\" class=\"middle code\">{}</text>",
            y - 6,
            arrow.label()
        ));
        line(format!(
            "<text x=\"{middle}\" y=\"{}\" class=\"middle small\">{}</text>",
            y + 15,
            arrow.details()
        ));
    }
    Ok(svg + "</svg>\n</figure>\n")
}

/// An arrow of a conversation: a message, or several alike that follow each other.
#[derive(PartialEq, Eq)]
struct Arrow {
    is_request: bool,
    name: String,
    flags: String,
    lengths: Vec<u64>,
}

/// The arrows for messages. Those that have the same type and flags share one.
fn arrows(messages: &[Datagram]) -> Result<Vec<Arrow>, String> {
    let mut arrows: Vec<Arrow> = Vec::new();
    for message in messages {
        let facts = message.facts();
        let fact = |name: &str| {
            let found = facts.iter().find(|fact| fact.name == name);
            found.ok_or_else(|| format!("a message of the conversation has no {name}"))
        };
        // "RTM_NEWROUTE (24)" has the name in front; 0 has none.
        let name = |text: &str| text.split(" (").next().unwrap_or_default().to_owned();
        let length = fact("nlmsg_len")?.plain.parse().map_err(|_| "a length is no number")?;
        let flags = name(&fact("nlmsg_flags")?.text).replace("NLM_F_", "");
        let arrow = Arrow {
            is_request: flags.split('|').any(|flag| flag == "REQUEST"),
            name: name(&fact("nlmsg_type")?.text),
            flags,
            lengths: vec![length],
        };
        match arrows.last_mut() {
            Some(last) if last.is_like(&arrow) => last.lengths.push(length),
            _ => arrows.push(arrow),
        }
    }
    Ok(arrows)
}

impl Arrow {
    fn is_like(&self, other: &Arrow) -> bool {
        (self.is_request, &self.name, &self.flags) == (other.is_request, &other.name, &other.flags)
    }

    fn label(&self) -> String {
        match self.lengths.len() {
            1 => self.name.clone(),
            times => format!("{times} × {}", self.name),
        }
    }

    fn details(&self) -> String {
        let bytes = match (self.lengths.iter().min(), self.lengths.iter().max()) {
            (Some(least), Some(most)) if least < most => format!("{least} to {most} bytes"),
            (Some(length), _) => format!("{length} bytes"),
            _ => String::new(),
        };
        if self.flags == "0" { bytes } else { format!("{bytes}, {}", self.flags.replace('|', " ")) }
    }

    fn sentence(&self) -> String {
        let who = if self.is_request { "The program sends" } else { "The kernel sends" };
        format!("{who} {}: {}.", self.label(), self.details())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::captures::{Captures, Which};

    fn messages(capture: &str, count: usize) -> Vec<Datagram> {
        let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut captures = Captures::new(docs.join("captures"));
        (1..=count).map(|n| captures.get(capture, Which::Message(n)).expect("a message")).collect()
    }

    #[test]
    fn messages_that_are_alike_share_an_arrow() {
        let arrows = arrows(&messages("guide-ip-route", 13)).expect("headers");
        let sentences: Vec<String> = arrows.iter().map(Arrow::sentence).collect();
        assert_eq!(
            sentences,
            [
                "The program sends RTM_GETROUTE: 28 bytes, REQUEST ROOT MATCH.",
                "The kernel sends 11 × RTM_NEWROUTE: 52 to 60 bytes, MULTI.",
                "The kernel sends NLMSG_DONE: 20 bytes, MULTI.",
            ]
        );
        let svg = sequence(&messages("guide-ip-route", 13)).expect("headers");
        assert_eq!(svg.matches("class=\"tip\"").count(), 3, "{svg}");
    }

    #[test]
    fn each_chapter_has_a_picture() {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src");
        let mut chapters = 0;
        for file in fs::read_dir(source).expect("the pages").flatten() {
            let name = file.file_name().to_string_lossy().into_owned();
            if !name.starts_with(|first: char| first.is_ascii_digit()) {
                continue;
            }
            chapters += 1;
            let text = fs::read_to_string(file.path()).expect("a page");
            let has = |mark| text.contains(mark);
            assert!(has("{{#picture ") || has("{{#sequence ") || has("<svg "), "{name}");
        }
        assert_eq!(chapters, 14);
    }

    #[test]
    fn a_drawing_needs_its_texts_and_has_no_colours() {
        let directory = std::env::temp_dir().join(format!("pictures-{}", std::process::id()));
        fs::create_dir_all(directory.join("pictures")).expect("a directory");
        let drawn = |svg: &str| {
            fs::write(directory.join("pictures/test.svg"), svg).expect("a file");
            drawing("test", &directory)
        };
        let whole =
            "<svg viewBox=\"0 0 1 1\" role=\"img\">\n<title>t</title>\n<desc>d</desc>\n</svg>\n";
        assert!(drawn(whole).expect("complete").contains("<figure class=\"picture\">\n<svg "));
        for (from, to, expected) in [
            ("<title>t</title>", "<g/>", "lacks <title>"),
            ("<desc>d</desc>", "<rect fill=\"red\"/><desc>d</desc>", "has fill=\""),
            ("<desc>d</desc>", "<desc>d</desc>\n", "an empty line"),
        ] {
            let error = drawn(&whole.replace(from, to)).expect_err(expected);
            assert!(error.contains(expected), "{error}");
        }
        assert!(drawing("nowhere", &directory).expect_err("none").contains("no picture"));
        fs::remove_dir_all(directory).expect("ours");
    }
}
