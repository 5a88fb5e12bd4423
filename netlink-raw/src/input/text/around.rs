//! What is around bytes when people paste them: the marks of a mail or of Markdown, the quotes of a
//! word processor, the colours of a terminal.
//!
//! It is replaced by spaces, so that errors still name the right line and column.

use super::strings::has_buffer;

/// The text, with all that cannot be part of the bytes replaced by spaces.
pub(super) fn without(text: &str) -> String {
    // A string without its quotes, in which everything is a byte.
    let plain_text: String = text.chars().map(plain).collect();
    let is_one_line = text.trim_end().lines().count() == 1;
    if is_one_line && text.contains('\\') && !has_buffer(&plain_text) {
        return text.to_owned();
    }
    let text = without_colours(text);
    let mark = common_mark(&text);
    let mut clean = String::with_capacity(text.len());
    for line in text.lines() {
        let trimmed = line.trim_start();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            clean.push('\n');
            continue;
        }
        let mut rest = line;
        if let Some(mark) = mark {
            // A mail may be quoted several times.
            while let Some((before, after)) = rest.split_once(mark)
                && before.trim().is_empty()
            {
                clean.extend(before.chars().chain(mark.chars()).map(|_| ' '));
                rest = after;
                if mark != ">" {
                    break;
                }
            }
        }
        // Markdown's quotes around a line.
        let code = rest.trim().strip_prefix('`').and_then(|code| code.strip_suffix('`'));
        match code.filter(|code| !code.is_empty()) {
            Some(_) => clean.extend(rest.chars().map(|c| if c == '`' { ' ' } else { plain(c) })),
            None => clean.extend(rest.chars().map(plain)),
        }
        clean.push('\n');
    }
    if !text.ends_with('\n') {
        clean.pop();
    }
    clean
}

/// The character that a keyboard has for it.
fn plain(character: char) -> char {
    match character {
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => '"',
        '\u{2018}' | '\u{2019}' | '\u{201a}' => '\'',
        // Spaces that do not break, have no width, or mark the byte order of the text.
        '\u{a0}' | '\u{200b}' | '\u{feff}' | '\u{2007}' | '\u{202f}' => ' ',
        // Hyphens and minus signs.
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        other => other,
    }
}

/// What every line begins with: the mark of a quoted mail, or of a comment.
fn common_mark(text: &str) -> Option<&'static str> {
    let has = |mark: &&str| {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
        lines.peek().is_some() && lines.all(|line| line.starts_with(mark))
    };
    [">", "//!", "///", "//", "#"].into_iter().find(has)
}

/// Without the escape sequences of ECMA-48 that colour text: `ESC [ … m`.
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        let parameters = after.bytes().take_while(|b| matches!(b, b'0'..=b'?')).count();
        match after.get(parameters..) {
            Some(end) if end.starts_with(['m', 'K']) => {
                plain.push_str(before);
                rest = end.get(1..).unwrap_or_default();
            }
            _ => {
                plain.push_str(before);
                plain.push('\u{1b}');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}
