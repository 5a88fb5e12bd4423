//! The glossary: each of its terms gets an address, and on every other page the first of each
//! becomes a link to it.

use std::fs;
use std::path::Path;

/// The terms of the glossary, the longest first.
pub(crate) struct Glossary {
    terms: Vec<Term>,
}

struct Term {
    /// As it is written in the middle of a sentence.
    name: String,
    id: String,
}

impl Glossary {
    /// Reads the terms of the page: each begins a paragraph, between `**`.
    pub(crate) fn read(source: &Path) -> Result<Self, String> {
        let text = fs::read_to_string(source.join("glossary.md"))
            .map_err(|error| format!("glossary.md: {error}"))?;
        let mut terms: Vec<Term> = text
            .lines()
            .filter_map(term)
            .map(|name| Term { name: name.to_lowercase(), id: id(name) })
            .collect();
        terms.sort_by_key(|term| std::cmp::Reverse(term.name.len()));
        Ok(Glossary { terms })
    }

    /// Gives each term of the glossary an address.
    pub(crate) fn with_addresses(content: &str) -> String {
        let lines = content.split_inclusive('\n').map(|line| match term(line) {
            Some(name) => format!("<span id=\"{}\"></span>{line}", id(name)),
            None => line.to_owned(),
        });
        lines.collect()
    }

    /// Returns the page with a link at the first of each term, in prose alone: not in headings,
    /// tables, code, HTML or other links. `up` leads from the page to the book's first directory.
    pub(crate) fn link(&self, content: &str, up: &str) -> String {
        let mut left: Vec<&Term> = self.terms.iter().collect();
        let mut out = String::with_capacity(content.len());
        let mut fence: Option<&str> = None;
        let mut in_html = false;
        for line in content.split_inclusive('\n') {
            let trimmed = line.trim();
            if let Some(end) = fence {
                fence = (!trimmed.starts_with(end)).then_some(end);
                out.push_str(line);
                continue;
            }
            if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
                fence = trimmed.get(..3);
            }
            // A block of HTML ends at an empty line.
            in_html = (in_html || trimmed.starts_with('<')) && !trimmed.is_empty();
            if fence.is_some() || in_html || trimmed.starts_with(['#', '|']) {
                out.push_str(line);
                continue;
            }
            link_line(line, up, &mut left, &mut out);
        }
        out
    }
}

/// Copies a line. The parts that are not prose stay as they are.
fn link_line(line: &str, up: &str, left: &mut Vec<&Term>, out: &mut String) {
    let mut rest = line;
    let mut before = ' ';
    while let Some(first) = rest.chars().next() {
        let skipped = match first {
            '`' => {
                let ticks = rest.len() - rest.trim_start_matches('`').len();
                rest.get(ticks..)
                    .and_then(|after| Some(after.find(rest.get(..ticks)?)? + 2 * ticks))
            }
            '<' => rest.find('>').map(|end| end + 1),
            '{' if rest.starts_with("{{") => rest.find("}}").map(|end| end + 2),
            '[' => rest.find("](").and_then(|text| Some(text + rest.get(text..)?.find(')')? + 1)),
            _ => None,
        };
        // What does not end on this line: its beginning is copied, the rest is not looked at.
        let skipped = skipped.or_else(|| matches!(first, '`' | '<' | '[').then_some(rest.len()));
        let found = left.iter().position(|term| !before.is_alphanumeric() && begins(rest, term));
        let (part, replaced) = match (skipped, found) {
            (Some(len), _) => (len, None),
            (None, Some(index)) => {
                let term = left.remove(index);
                (term.name.len(), Some(term))
            }
            (None, None) => (first.len_utf8(), None),
        };
        let (part, after) = rest.split_at_checked(part).unwrap_or((rest, ""));
        match replaced {
            Some(term) => out.push_str(&format!(
                "<a class=\"term\" href=\"{up}glossary.html#{}\">{part}</a>",
                term.id
            )),
            None => out.push_str(part),
        }
        before = part.chars().last().unwrap_or(' ');
        rest = after;
    }
}

/// Whether a text begins with a term, or with its plural.
fn begins(text: &str, term: &Term) -> bool {
    let Some((beginning, after)) = text.split_at_checked(term.name.len()) else { return false };
    let after = after.strip_prefix('s').unwrap_or(after);
    beginning.to_lowercase() == term.name
        && !after.starts_with(|next: char| next.is_alphanumeric() || "-_/".contains(next))
}

/// The term that a line of the glossary explains.
fn term(line: &str) -> Option<&str> {
    line.strip_prefix("**")?.split_once("**").map(|(name, _)| name)
}

fn id(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glossary() -> Glossary {
        let term = |name: &str| Term { name: name.to_owned(), id: id(name) };
        Glossary { terms: vec![term("routing table"), term("port id"), term("route")] }
    }

    #[test]
    fn the_first_of_each_term_in_prose_is_a_link() {
        let page = "# A route\n\n| route |\n\n`route` and [a route](x.md) and Routes, a route, \
                    reroute, route-2.\n\n```text\nport ID\n```\n<p>\nport ID\n</p>\n\nA port ID.\n";
        let linked = glossary().link(page, "../");
        assert_eq!(linked.matches("<a ").count(), 2, "{linked}");
        assert!(linked.contains("<a class=\"term\" href=\"../glossary.html#route\">Route</a>s, a"));
        assert!(
            linked.contains("A <a class=\"term\" href=\"../glossary.html#port-id\">port ID</a>.")
        );
    }

    #[test]
    fn the_longer_term_wins() {
        let linked = glossary().link("the routing table and its routes\n", "");
        assert!(linked.contains("#routing-table\">routing table</a> and its <a"), "{linked}");
    }

    #[test]
    fn the_glossary_has_addresses_for_its_links() {
        let source = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../src"));
        let glossary = Glossary::read(source).expect("the page");
        let page = fs::read_to_string(source.join("glossary.md")).expect("the page");
        let page = Glossary::with_addresses(&page);
        assert!(glossary.terms.len() > 40);
        for term in &glossary.terms {
            assert!(page.contains(&format!("<span id=\"{}\"></span>", term.id)), "{}", term.id);
        }
    }
}
