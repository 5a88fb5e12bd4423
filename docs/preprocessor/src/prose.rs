//! Finds the numbers in a line of prose that were typed by hand.

/// The text before a number that is part of a name.
const BEFORE_NAMES: [&str; 12] = [
    "RFC ",
    "Linux ",
    "chapter ",
    "Chapter ",
    "chapters ",
    "Python ",
    "mdBook ",
    "iproute2 ",
    "CVE",
    // An issue: neli#218.
    "#",
    "Debian ",
    "Rust ",
];

/// Numbers in words. They count if a unit follows.
const WORDS: [&str; 19] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "twenty", "thirty", "forty", "sixty",
];

/// Replaces whatever is not prose in a line for [`typed`]: code, a mark, a tag.
pub(crate) const OTHER: char = '\u{fffc}';

/// Returns the first number in a line of prose, if any.
pub(crate) fn typed(line: &str) -> Option<&str> {
    // `1. ` begins a list item.
    let trimmed = line.trim_start();
    let line = match trimmed.split_once(". ") {
        Some((number, rest)) if number.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => trimmed,
    };
    let part_of_word = |character: char| character.is_alphanumeric() || character == '_';
    let mut start = 0;
    while let Some(found) = line.get(start..)?.find(part_of_word) {
        let begin = start + found;
        let rest = line.get(begin..)?;
        let len = rest.find(|character| !part_of_word(character)).unwrap_or(rest.len());
        let (before, word) = (line.get(..begin)?, rest.get(..len)?);
        let after = rest.get(len..)?;
        start = begin + len;
        if word.starts_with(|first: char| first.is_ascii_digit()) {
            // The second part of `6.18`, or the section in `recv(2)`.
            let name = BEFORE_NAMES.iter().any(|name| {
                let number = |character: char| {
                    character.is_ascii_digit() || character == '.' || character == '-'
                };
                before.trim_end_matches(number).ends_with(name)
            });
            let section = after.starts_with(')')
                && before.strip_suffix('(').is_some_and(|name| {
                    name.ends_with(|last: char| part_of_word(last) || last == OTHER)
                });
            if !name && !section {
                return Some(word);
            }
        } else if WORDS.contains(&word.to_ascii_lowercase().as_str()) {
            let unit = after.strip_prefix([' ', '-']).unwrap_or_default();
            if unit.starts_with("byte") || unit.starts_with("bit") {
                return Some(word);
            }
        }
    }
    None
}

/// Returns whether the text in backticks is a number, bytes or an address, either alone or
/// after a label that a program prints, as in `Netmask: 30` or `error = -2`.
pub(crate) fn is_number(code: &str) -> bool {
    let numeric = |character: char| character.is_ascii_hexdigit() || " x.:/,".contains(character);
    let words = |text: &str| !text.is_empty() && !text.contains(['(', '/', '-', '"', '.']);
    let value = [": ", " = ", "="].iter().find_map(|between| {
        code.split_once(between).filter(|(name, _)| words(name)).map(|(_, value)| value)
    });
    let value = value.unwrap_or(code).trim_start_matches('-');
    value.starts_with(|first: char| first.is_ascii_digit()) && value.chars().all(numeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_prose_are_found() {
        for (line, number) in [
            ("the length is 60", "60"),
            ("60 bytes", "60"),
            ("bytes 40..44 hold it", "40"),
            ("it has four bytes", "four"),
            ("a four-byte number", "four"),
            ("1. first 2 second", "2"),
            ("0x600 is a mask", "0x600"),
            ("IPv4 has (2) families", "2"),
        ] {
            assert_eq!(typed(line), Some(number), "{line}");
        }
    }

    #[test]
    fn digits_in_names_are_not_numbers() {
        for line in [
            "IPv4, u32, AF_INET6 and socket2",
            "recv(2) and netlink(7), \u{fffc}(7)",
            "RFC 3549, Linux 6.18.44, chapter 3",
            "[neli#218](, CVE-2012-3520, iproute2 6.1",
            "1. first",
            "two sockets, one bit",
        ] {
            assert_eq!(typed(line), None, "{line}");
        }
    }

    #[test]
    fn numbers_in_backticks_are_found_but_not_other_code() {
        for code in [
            "60",
            "0x600",
            "3c 00 00 00",
            "4.3.2.0/30",
            "40..44",
            "Netmask: 30",
            "nlmsg_len = 60",
            "error=-2",
        ] {
            assert!(is_number(code), "{code}");
        }
        for code in
            ["nlmsg_len", "fe", "--buffer 64", "--bind=0.0.0.0", "1 << 6", "u32", "dst: &[u8]"]
        {
            assert!(!is_number(code), "{code}");
        }
    }
}
