//! Questions that the reader answers on the page: blocks of code with the words `question`,
//! `order` or `bug`.
//!
//! ````text
//! ```question
//! ask: How long is the message?
//! right: {{#value guide-route 3 nlmsg_len}}
//! wrong: 44 :: That is the request. The kernel adds to it.
//! wrong: 16 :: That is the header alone.
//! why: The first field counts the whole message, the header included.
//! ```
//!
//! ```order
//! ask: In which order does a mirror begin?
//! line: kernel.listen(); :: What changes from now on has to be queued.
//! line: kernel.dump() :: The table is read while changes are queued.
//! proof: source docs/exercises/16_merge/solution.rs
//! ```
//!
//! ```bug
//! ask: Which line goes wrong at a length that is not a multiple of four?
//! mistake: 06_messages no-rounding
//! why: The next message begins at a multiple of four.
//! ```
//! ````
//!
//! No answer can be wrong without the build noticing. A right answer is a value of a capture, or
//! there is a `proof:`. The lines of an `order` are in that order in the source. The wrong lines
//! of a `bug` are those that the correct solution does not have.
//!
//! ```text
//! proof: transcript flags.txt: TEXT          the transcript contains the text
//! proof: source netlink-raw/src/x.rs: TEXT   the source contains the text
//! proof: table NLM_F_ACK = 4                 a row of the tables, or a struct and its size
//! proof: value guide-route 3 rtm_dst_len     the right answer contains this value of a capture
//! ```
//!
//! A page of the book is no proof: it would confirm whatever it says itself. Name the program, the
//! test or the transcript that the page relies on.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use netlink_raw::uapi::{PROTOCOLS, Tables};

/// The kinds of blocks.
pub(crate) const KINDS: [&str; 3] = ["question", "order", "bug"];

/// A block, line by line: a key, and a text.
pub(crate) struct Block {
    kind: &'static str,
    lines: Vec<(String, String)>,
}

/// A choice, and why it is right or wrong.
struct Choice {
    text: String,
    why: String,
    is_right: bool,
}

impl Block {
    /// Reads a block. Each line is `key: text`.
    pub(crate) fn read(kind: &str, text: &str) -> Result<Self, String> {
        let kind = KINDS.into_iter().find(|known| *known == kind).unwrap_or(KINDS[0]);
        let known = ["ask", "right", "wrong", "why", "proof", "line", "mistake", "chapter"];
        let mut lines = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            match line.split_once(": ") {
                Some((key, text)) if known.contains(&key) => {
                    lines.push((key.to_owned(), text.trim().to_owned()));
                }
                _ => return Err(format!("expected {}, got '{line}'", known.join(": …, "))),
            }
        }
        Ok(Block { kind, lines })
    }

    fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.lines.iter().filter(move |(found, _)| found == key).map(|(_, text)| text.as_str())
    }

    fn one(&self, key: &str) -> Result<&str, String> {
        let mut all = self.lines.iter().filter(|(found, _)| found == key);
        match (all.next(), all.next()) {
            (Some((_, text)), None) => Ok(text),
            _ => Err(format!("a {} needs one '{key}:'", self.kind)),
        }
    }

    /// Returns the block as HTML. `rich` replaces the marks in a text, and makes HTML of it.
    pub(crate) fn html(
        &self,
        root: &Path,
        mut rich: impl FnMut(&str) -> Result<String, String>,
    ) -> Result<String, String> {
        let ask = rich(self.one("ask")?)?;
        let id = format!("q-{:08x}", hash(self.one("ask")?));
        let chapter =
            self.all("chapter").next().map(|page| format!(" data-chapter=\"{page}.html\""));
        let chapter = chapter.unwrap_or_default();
        let mut html = format!(
            "<fieldset class=\"question {}\" id=\"{id}\"{chapter}>\n<legend>{ask}</legend>\n",
            self.kind
        );
        match self.kind {
            "order" => self.order(&mut html, root, &mut rich)?,
            "bug" => choices(&mut html, &id, &self.bug(root)?, false),
            _ => {
                let mut all = self.choices(root, &mut rich)?;
                // In no order that tells anything, and the same one in each build.
                all.sort_by_key(|choice| hash(&format!("{id}{}", choice.text)));
                choices(&mut html, &id, &all, true);
            }
        }
        html.push_str("<p class=\"verdict\" role=\"status\"></p>\n</fieldset>\n\n");
        Ok(html)
    }

    fn choices(
        &self,
        root: &Path,
        rich: &mut impl FnMut(&str) -> Result<String, String>,
    ) -> Result<Vec<Choice>, String> {
        let right = self.one("right")?;
        let text = rich(right)?;
        let mut is_proved = right.contains("{{#value ");
        for proof in self.all("proof") {
            proved(proof, root, &text, rich)?;
            is_proved = true;
        }
        if !is_proved {
            return Err("the right answer is not a {{#value}}, and has no 'proof:'".to_owned());
        }
        let mut all = vec![Choice { text, why: rich(self.one("why")?)?, is_right: true }];
        for wrong in self.all("wrong") {
            let (text, why) = wrong
                .split_once(" :: ")
                .ok_or_else(|| format!("'wrong: {wrong}' needs ' :: ' and why it is wrong"))?;
            let (text, why) = (rich(text)?, rich(why)?);
            if all.iter().any(|choice| choice.text == text) {
                return Err(format!("the choice '{text}' is there twice, or is the right one"));
            }
            all.push(Choice { text, why, is_right: false });
        }
        if all.len() < 3 {
            return Err("a question needs two wrong answers or more".to_owned());
        }
        Ok(all)
    }

    /// The lines of a mistake. A line that the solution has as well is not the wrong one.
    fn bug(&self, root: &Path) -> Result<Vec<Choice>, String> {
        let mistake = self.one("mistake")?;
        let why = escaped(self.one("why")?);
        let (exercise, name) =
            mistake.split_once(' ').ok_or("expected 'mistake: EXERCISE NAME'")?;
        let directory = root.join("exercises").join(exercise);
        let read = |path: &Path| {
            fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
        };
        let solution = read(&directory.join("solution.rs"))?;
        let correct: BTreeSet<&str> = solution.lines().map(str::trim).collect();
        let wrong = read(&directory.join("mistakes").join(name).with_extension("rs"))?;
        let wrong = wrong.lines().map(str::trim_end);
        let shown = wrong.filter(|line| {
            let line = line.trim_start();
            !line.is_empty() && !line.starts_with("//") && !line.starts_with("use ")
        });
        let all: Vec<Choice> = shown
            .map(|line| {
                let is_right = !correct.contains(line.trim_start());
                let why = if is_right { why.clone() } else { SAME.to_owned() };
                Choice { text: format!("<code>{}</code>", escaped_code(line)), why, is_right }
            })
            .collect();
        match all.iter().filter(|choice| choice.is_right).count() {
            0 => Err(format!("{mistake}: no line differs from the solution")),
            wrong if wrong == all.len() => Err(format!("{mistake}: every line is different")),
            _ => Ok(all),
        }
    }

    /// Lines to be put in order.
    fn order(
        &self,
        html: &mut String,
        root: &Path,
        rich: &mut impl FnMut(&str) -> Result<String, String>,
    ) -> Result<(), String> {
        let source =
            self.one("proof")?.strip_prefix("source ").ok_or("expected 'proof: source FILE'")?;
        let text = fs::read_to_string(root.join("..").join(source))
            .map_err(|error| format!("{source}: {error}"))?;
        let mut rest = text.as_str();
        let mut lines = Vec::new();
        for line in self.all("line") {
            let (code, why) = line.split_once(" :: ").ok_or("a line needs ' :: ' and why")?;
            let at = rest
                .find(code)
                .ok_or_else(|| format!("'{code}' is not in {source}, or not in this order"))?;
            rest = rest.get(at + code.len()..).unwrap_or_default();
            lines.push((escaped_code(code), rich(why)?));
        }
        if lines.len() < 3 {
            return Err("an order needs three lines or more".to_owned());
        }
        let mut shuffled: Vec<usize> = (0..lines.len()).collect();
        shuffled.sort_by_key(|place| hash(&format!("{source}{place}")));
        if shuffled.is_sorted() {
            shuffled.reverse();
        }
        html.push_str("<ol>\n");
        for place in shuffled {
            if let Some((code, why)) = lines.get(place) {
                writeln!(
                    html,
                    "<li data-place=\"{place}\"><code>{code}</code><span class=\"why\" hidden>{why}</span></li>"
                )
                .unwrap_or_default();
            }
        }
        html.push_str("</ol>\n<details><summary>Answer</summary><ol>\n");
        for (code, why) in &lines {
            writeln!(html, "<li><code>{code}</code> {why}</li>").unwrap_or_default();
        }
        html.push_str("</ol></details>\n");
        Ok(())
    }
}

const SAME: &str = "This line is the same in a correct solution.";

/// Writes the choices, and the answer for readers without a script.
fn choices(html: &mut String, id: &str, all: &[Choice], is_text: bool) {
    let list = if is_text { "choices" } else { "choices lines" };
    writeln!(html, "<div class=\"{list}\">").unwrap_or_default();
    for (number, Choice { text, why, is_right }) in all.iter().enumerate() {
        writeln!(
            html,
            "<label><input type=\"radio\" name=\"{id}\" value=\"{}\"> <span class=\"choice\">{text}</span>\
             <span class=\"why\" hidden>{why}</span></label>",
            if *is_right { "right".to_owned() } else { format!("wrong-{number}") }
        )
        .unwrap_or_default();
    }
    html.push_str("</div>\n<details><summary>Answer</summary>\n");
    for Choice { text, why, .. } in all.iter().filter(|choice| choice.is_right) {
        writeln!(html, "<p>{text}: {why}</p>").unwrap_or_default();
    }
    html.push_str("</details>\n");
}

/// Checks a proof of the right answer.
fn proved(
    proof: &str,
    root: &Path,
    right: &str,
    rich: &mut impl FnMut(&str) -> Result<String, String>,
) -> Result<(), String> {
    let (kind, what) = proof.split_once(' ').unwrap_or((proof, ""));
    let contains = |path: &Path, name: &str, text: &str| {
        let found = fs::read_to_string(path).map_err(|error| format!("{name}: {error}"))?;
        let holds = found.contains(text);
        holds.then_some(()).ok_or_else(|| format!("{name} does not contain '{text}'"))
    };
    match (kind, what.split_once(": "), what.split_once(" = ")) {
        ("transcript", Some((name, text)), _) => {
            contains(&root.join("transcripts").join(name), name, text)
        }
        ("source", Some((name, _)), _) if is_page(name) => Err(format!(
            "{name} is a page, which is no proof; name a program, a test or a transcript"
        )),
        ("source", Some((name, text)), _) => contains(&root.join("..").join(name), name, text),
        ("table", _, Some((name, number))) => {
            let known = numbers(name);
            let holds = known.iter().any(|known| known.to_string() == number);
            holds.then_some(()).ok_or_else(|| format!("{name} is {known:?}, not {number}"))
        }
        ("value", _, _) => {
            let value = rich(&format!("{{{{#value {what}}}}}"))?;
            let holds = right.contains(&value);
            holds.then_some(()).ok_or_else(|| format!("the answer does not contain {value}"))
        }
        _ => Err(format!("the header of questions.rs lists the forms of a proof; got '{proof}'")),
    }
}

fn is_page(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "md")
}

/// The numbers of a name in the tables: of a type, an attribute, a flag; the size of a struct.
fn numbers(name: &str) -> Vec<u64> {
    let tables = Tables::all();
    let messages = PROTOCOLS
        .iter()
        .flat_map(|(_, protocol)| protocol.messages.iter().chain(protocol.control.iter()));
    let messages = messages.filter(|row| row.c_name == name).map(|row| u64::from(row.number));
    let attrs = tables.sets.iter().flat_map(|set| set.attrs.iter());
    let attrs = attrs.filter(|row| row.c_name == name).map(|row| u64::from(row.number));
    let names = tables.names.iter().flat_map(|names| names.iter());
    let names = names.filter(|row| row.c_name == name).map(|row| row.number);
    let sizes = tables.layouts.iter().filter(|layout| layout.c_name == name);
    let sizes = sizes.map(|layout| layout.size() as u64);
    messages.chain(attrs).chain(names).chain(sizes).collect()
}

/// FNV-1a: mixes well, and is the same in each build.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Escapes a text for HTML, and makes code of what is between backticks.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::new();
    for (index, part) in text.split('`').enumerate() {
        let part = part.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let is_code = index % 2 == 1;
        out.push_str(if is_code { "<code>" } else { "" });
        out.push_str(&part);
        out.push_str(if is_code { "</code>" } else { "" });
    }
    out
}

/// Escapes a line of code. Markdown must not see its characters.
fn escaped_code(code: &str) -> String {
    let mut out = String::new();
    for character in code.chars() {
        if character.is_ascii_alphanumeric() || character == ' ' {
            out.push(character);
        } else {
            write!(out, "&#{};", u32::from(character)).unwrap_or_default();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn docs() -> &'static Path {
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
    }

    fn html(kind: &str, text: &str) -> Result<String, String> {
        // A mark is its own value here.
        Block::read(kind, text)?.html(docs(), |text| Ok(escaped(text)))
    }

    const QUESTION: &str = "ask: How long is `nlmsghdr`?\nright: 16 bytes\nwrong: 12 bytes :: That is a `sockaddr_nl`.\nwrong: 4 bytes :: That is its first field.\nwhy: Five fields.\nproof: table nlmsghdr = 16\n";

    #[test]
    fn a_question_has_its_choices_and_a_reason_for_each() {
        let html = html("question", QUESTION).expect("a question");
        assert_eq!(html.matches("type=\"radio\"").count(), 3, "{html}");
        assert_eq!(html.matches("class=\"why\" hidden").count(), 3, "{html}");
        assert_eq!(html.matches("value=\"right\"").count(), 1, "{html}");
        assert!(
            html.contains("<summary>Answer</summary>\n<p>16 bytes: Five fields.</p>"),
            "{html}"
        );
        // An empty line would end the block for Markdown.
        assert!(!html.trim_end().contains("\n\n"), "{html}");
    }

    #[test]
    fn an_answer_that_is_wrong_or_not_proved_is_an_error() {
        for (from, to, expected) in [
            ("= 16", "= 20", "nlmsghdr is [16], not 20"),
            ("proof: table nlmsghdr = 16\n", "", "has no 'proof:'"),
            ("wrong: 12 bytes", "wrong: 16 bytes", "is there twice"),
            (" :: That is its first field.", "", "why it is wrong"),
            ("table nlmsghdr = 16", "transcript flags.txt: never", "does not contain 'never'"),
            ("table nlmsghdr = 16", "guess", "the forms of a proof"),
            ("table nlmsghdr = 16", "source docs/src/07-asking.md: dump", "is no proof"),
            ("ask: ", "question: ", "expected ask"),
            ("wrong: 4 bytes :: That is its first field.\n", "", "two wrong answers"),
        ] {
            let error = html("question", &QUESTION.replace(from, to)).expect_err(expected);
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn the_wrong_line_is_found_by_comparing_with_the_solution() {
        let text = "ask: Which?\nmistake: 07_attributes padding-forgotten\nwhy: Padding.\n";
        let found = html("bug", text).expect("a mistake");
        assert_eq!(found.matches("value=\"right\"").count(), 1, "{found}");
        let right = found.split("value=\"right\"").nth(1).unwrap_or_default();
        let right = right.split("</label>").next().unwrap_or_default();
        assert!(right.contains("Padding."), "{right}");
        let error = html("bug", &text.replace("padding-forgotten", "none")).expect_err("no file");
        assert!(error.contains("none.rs"), "{error}");
    }

    #[test]
    fn lines_have_the_order_of_the_source() {
        let order = "ask: Which order?\nline: kernel.listen(); :: First.\nline: kernel.dump() :: Then.\n\
                     line: kernel.next() :: Last.\nproof: source docs/exercises/16_merge/solution.rs\n";
        let html_of = |text: &str| html("order", text);
        assert_eq!(html_of(order).expect("an order").matches("data-place").count(), 3);
        let turned = order.replace("kernel.listen()", "kernel.next ()");
        assert!(html_of(&turned).expect_err("not there").contains("not in this order"));
    }

    /// Two questions or more in each section of each chapter, and a hundred in all.
    #[test]
    fn no_chapter_is_without_questions() {
        /// Sections that explain nothing by themselves.
        const WITHOUT: [&str; 5] =
            ["Fast track", "Try it", "Exercises", "Where this book goes", "What you need"];
        let mut all = 0;
        for file in fs::read_dir(docs().join("src")).expect("the pages").flatten() {
            let name = file.file_name().to_string_lossy().into_owned();
            if !name.starts_with(|first: char| first.is_ascii_digit()) {
                continue;
            }
            let text = fs::read_to_string(file.path()).expect("a page");
            for section in text.split("\n## ").skip(1) {
                let heading = section.lines().next().unwrap_or_default();
                let is_block = |line: &&str| {
                    line.strip_prefix("```").is_some_and(|kind| KINDS.contains(&kind))
                };
                let count = section.lines().filter(is_block).count();
                assert!(count >= 2 || WITHOUT.contains(&heading), "{name}, {heading}: {count}");
                all += count;
            }
        }
        assert!(all >= 100, "{all}");
    }

    /// The questions of a page: for each, the chapter that a test names, and what is asked.
    fn asked(page: &Path) -> Vec<(Option<String>, String)> {
        let text = fs::read_to_string(page).expect("a page");
        let mut all = Vec::new();
        let mut chapter = None;
        for line in text.lines() {
            if let Some(name) = line.strip_prefix("chapter: ") {
                chapter = Some(name.to_owned());
            } else if let Some(ask) = line.strip_prefix("ask: ") {
                all.push((chapter.take(), ask.to_owned()));
            }
        }
        all
    }

    /// The ids of questions, under which a browser keeps the answers, are made of what is asked.
    #[test]
    fn no_question_is_asked_twice() {
        let mut known = BTreeSet::new();
        for file in fs::read_dir(docs().join("src")).expect("the pages").flatten() {
            let path = file.path();
            if path.extension().is_none_or(|extension| extension != "md") {
                continue;
            }
            for (_, ask) in asked(&path) {
                assert!(known.insert(hash(&ask)), "{}: {ask}", path.display());
            }
        }
    }

    #[test]
    fn each_test_has_two_questions_for_each_of_ten_chapters() {
        for name in ["pre-test.md", "post-test.md"] {
            let asked = asked(&docs().join("src").join(name));
            assert_eq!(asked.len(), 20, "{name}");
            for chapter in 1..=10 {
                let of = |found: &Option<String>| {
                    let found = found.as_deref().unwrap_or_default();
                    let exists = docs().join("src").join(found).with_extension("md").is_file();
                    exists && found.starts_with(&format!("{chapter:02}-"))
                };
                let count = asked.iter().filter(|(found, _)| of(found)).count();
                assert_eq!(count, 2, "{name}, chapter {chapter}");
            }
        }
    }
}
