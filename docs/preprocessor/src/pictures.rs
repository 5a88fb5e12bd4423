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
