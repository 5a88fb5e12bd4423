//! What all lines are made of: words, numbers, addresses and names, with spaces between them.

use std::fmt::{self, Write};

use netlink_raw::uapi::rtnetlink::RTM_F;
use netlink_raw::uapi::sys_socket::AF_INET6;
use netlink_raw::wire::{Name, Value, decimal, until_nul};

use crate::names::Names;

/// A line that is being written: words with a space between them.
pub(super) struct Line<'l, W> {
    pub(super) out: &'l mut W,
    pub(super) names: &'l Names,
    /// What comes before the next word.
    space: &'static str,
}

impl<'l, W: Write> Line<'l, W> {
    pub(super) fn new(out: &'l mut W, names: &'l Names) -> Self {
        Line { out, names, space: "" }
    }

    /// The space before a word, which the caller writes.
    pub(super) fn sep(&mut self) -> fmt::Result {
        self.out.write_str(self.space)?;
        self.space = " ";
        Ok(())
    }

    /// Text after which the next word follows without a space: a line break, an indentation.
    pub(super) fn start(&mut self, text: &str) -> fmt::Result {
        self.space = "";
        self.out.write_str(text)
    }

    pub(super) fn word(&mut self, word: &str) -> fmt::Result {
        self.sep()?;
        self.out.write_str(word)
    }

    /// A word and a number.
    pub(super) fn numbered(&mut self, word: &str, number: u64) -> fmt::Result {
        self.word(word)?;
        self.out.write_char(' ')?;
        decimal(self.out, number)
    }

    /// A word and an address.
    pub(super) fn address(&mut self, word: &str, bytes: &[u8]) -> fmt::Result {
        self.word(word)?;
        self.out.write_char(' ')?;
        Value::Ip(bytes).write(self.out)
    }

    /// A word, and the short name of a number: `proto kernel`.
    pub(super) fn named(
        &mut self,
        word: &str,
        number: u64,
        names: &'static [Name],
        prefix: &str,
    ) -> fmt::Result {
        match short(number, names, prefix) {
            Some(name) => {
                self.word(word)?;
                self.out.write_char(' ')?;
                lowercase(self.out, name)
            }
            None => self.numbered(word, number),
        }
    }

    /// The short name of a number by itself.
    pub(super) fn name(
        &mut self,
        number: u64,
        names: &'static [Name],
        prefix: &str,
    ) -> fmt::Result {
        self.sep()?;
        match short(number, names, prefix) {
            Some(name) => lowercase(self.out, name),
            None => decimal(self.out, number),
        }
    }

    /// `dev` and the name of an interface.
    pub(super) fn dev(&mut self, index: u64) -> fmt::Result {
        self.word("dev ")?;
        self.interface(index)
    }

    /// The name of an interface; `if7` if it is not known.
    pub(super) fn interface(&mut self, index: u64) -> fmt::Result {
        match self.names.interface(index) {
            Some(name) => self.text(name),
            None => write!(self.out, "if{index}"),
        }
    }

    /// `10.0.0.0/8`; without the length if all bits count; `default` for none.
    pub(super) fn prefix(&mut self, address: Option<&[u8]>, bits: u64, family: u8) -> fmt::Result {
        let Some(address) = address else {
            if bits == 0 {
                return self.word("default");
            }
            self.word("0/")?;
            return decimal(self.out, bits);
        };
        self.sep()?;
        Value::Ip(address).write(self.out)?;
        let all = if family == AF_INET6 { 128 } else { 32 };
        if bits == all {
            return Ok(());
        }
        self.out.write_char('/')?;
        decimal(self.out, bits)
    }

    /// A text of the message, or a name. What is not printable is escaped.
    pub(super) fn text(&mut self, bytes: &[u8]) -> fmt::Result {
        match until_nul(bytes) {
            // Nearly all names; `escape_debug` for each makes a dump a tenth slower.
            Ok(text) if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
                self.out.write_str(text)
            }
            Ok(text) => write!(self.out, "{}", text.escape_debug()),
            Err(bytes) => write!(self.out, "{}", bytes.escape_ascii()),
        }
    }

    /// A word and a text of the message: a name.
    pub(super) fn texted(&mut self, word: &str, bytes: &[u8]) -> fmt::Result {
        self.word(word)?;
        self.out.write_char(' ')?;
        self.text(bytes)
    }

    /// A word and a number, negative or not.
    pub(super) fn signed(&mut self, word: &str, number: i64) -> fmt::Result {
        self.word(word)?;
        self.out.write_str(if number < 0 { " -" } else { " " })?;
        decimal(self.out, number.unsigned_abs())
    }

    /// A word and a link-layer address.
    pub(super) fn hardware(&mut self, word: &str, bytes: &[u8]) -> fmt::Result {
        self.word(word)?;
        self.out.write_char(' ')?;
        Value::Hardware(bytes).write(self.out)
    }

    /// The state of a route or of a next hop: `dead linkdown`.
    pub(super) fn flags(&mut self, flags: u64) -> fmt::Result {
        for name in RTM_F.iter().filter(|name| flags & name.number != 0) {
            let word = match name.c_name {
                // Offload to hardware has one word for the next hop and another for the
                // route.
                "RTM_F_OFFLOAD" => "RT_OFFLOAD",
                "RTM_F_TRAP" => "RT_TRAP",
                "RTM_F_OFFLOAD_FAILED" => "RT_OFFLOAD_FAILED",
                name => name.split_once("_F_").map_or(name, |(_, word)| word),
            };
            self.sep()?;
            lowercase(self.out, word)?;
        }
        Ok(())
    }
}

/// The name of a number, without the common beginning of all names in the table.
pub(super) fn short(number: u64, names: &'static [Name], prefix: &str) -> Option<&'static str> {
    Name::of(names, number)?.c_name.strip_prefix(prefix)
}

pub(super) fn lowercase(out: &mut impl Write, name: &str) -> fmt::Result {
    name.chars().try_for_each(|character| out.write_char(character.to_ascii_lowercase()))
}
