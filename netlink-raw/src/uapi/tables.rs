//! A list of every table: the tests check it against the kernel's headers, the book's reference
//! prints it.

use std::ptr;

use crate::uapi::netlink::{NLMSGERR, NLMSGHDR};
use crate::uapi::protocols::{LAYOUTS, PROTOCOLS};
use crate::uapi::rtnetlink::{RTNEXTHOP, RTNLGRP};
use crate::wire::{Body, Layout, Meaning, Message, Name, Protocol, Set, Shape};

/// Every table there is.
#[derive(Default)]
pub struct Tables {
    /// Every attribute set.
    pub sets: Vec<&'static Set>,
    /// Every struct.
    pub layouts: Vec<&'static Layout>,
    /// Every table of names: flags and enumerations.
    pub names: Vec<&'static [Name]>,
    /// Every type of message, with its protocol.
    pub messages: Vec<(&'static Protocol, &'static Message)>,
}

impl Tables {
    /// Follows the protocols' messages to everything that they can hold.
    #[must_use]
    pub fn all() -> Self {
        let mut all = Tables::default();
        for (_, protocol) in PROTOCOLS {
            for message in protocol.messages.iter().chain(protocol.control) {
                all.messages.push((protocol, message));
                all.body(message.body);
            }
            all.body(protocol.other);
            protocol.kinds.iter().for_each(|row| all.shape(row.shape));
        }
        all.layout(&NLMSGHDR);
        all.layout(&NLMSGERR);
        LAYOUTS.iter().for_each(|row| all.shape(row.shape));
        // No message has the number of a group; `setsockopt` does.
        all.meaning(Meaning::OneOf(RTNLGRP));
        all
    }

    fn body(&mut self, body: Body) {
        match body {
            Body::Struct(layout, set) => {
                self.layout(layout);
                self.set(set);
            }
            Body::Choose(_, options) => options.iter().for_each(|body| self.body(*body)),
            Body::Error | Body::Empty | Body::Opaque => {}
        }
    }

    fn set(&mut self, set: &'static Set) {
        if self.sets.iter().any(|known| ptr::eq(*known, set)) {
            return;
        }
        self.sets.push(set);
        self.layout(set.header);
        set.attrs.iter().chain(set.each).for_each(|attr| self.shape(attr.shape));
    }

    fn layout(&mut self, layout: &'static Layout) {
        if self.layouts.iter().any(|known| ptr::eq(*known, layout)) {
            return;
        }
        self.layouts.push(layout);
        layout.fields.iter().for_each(|field| self.meaning(field.meaning));
    }

    fn shape(&mut self, shape: Shape) {
        match shape {
            Shape::Number(_, meaning) | Shape::Uint(meaning) => self.meaning(meaning),
            Shape::Struct(layout) | Shape::Structs(layout) => self.layout(layout),
            Shape::Headed(layout, rest)
            | Shape::Flexible(layout, rest)
            | Shape::Counted(_, layout, rest) => {
                self.layout(layout);
                self.shape(rest.shape);
            }
            Shape::Nested(set) => self.set(set),
            Shape::NextHops(set) => {
                self.layout(&RTNEXTHOP);
                self.set(set);
            }
            Shape::Choose(_, options) => options.iter().for_each(|shape| self.shape(*shape)),
            _ => {}
        }
    }

    fn meaning(&mut self, meaning: Meaning) {
        match meaning {
            Meaning::OneOf(names) | Meaning::Flags(names) | Meaning::Errno(names)
                if !self.names.iter().any(|known| ptr::eq(*known, names)) =>
            {
                self.names.push(names);
            }
            Meaning::Choose(_, options) => options.iter().for_each(|option| self.meaning(*option)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Context, Endian};

    #[test]
    fn attribute_numbers_ascend() {
        let sets = Tables::all().sets;
        assert!(sets.len() > 60, "{}", sets.len());
        for set in sets {
            assert!(
                set.attrs.is_sorted_by(|a, b| a.number < b.number),
                "{}: a number is out of order or there twice",
                set.c_name
            );
        }
    }

    #[test]
    fn message_numbers_ascend() {
        for (_, protocol) in PROTOCOLS {
            for messages in [protocol.control, protocol.messages] {
                assert!(messages.is_sorted_by(|a, b| a.number < b.number), "{}", protocol.c_name);
            }
        }
    }

    #[test]
    fn everything_has_a_name_and_a_meaning() {
        let tables = Tables::all();
        let mut rows = 0;
        let mut check = |c_name: &str, about: &str| {
            rows += 1;
            assert!(!c_name.is_empty() && !about.is_empty(), "{c_name:?}: {about:?}");
            // The JSON printer writes them as they are.
            assert!(!about.contains(['"', '\\']), "{c_name}: a quote or a backslash");
        };
        for set in tables.sets {
            for attr in set.attrs {
                check(attr.c_name, attr.about);
                assert!(attr.c_name.starts_with(set.c_name), "{} in {}", attr.c_name, set.c_name);
            }
        }
        for layout in tables.layouts {
            check(layout.c_name, layout.header);
            layout.fields.iter().for_each(|field| check(field.c_name, field.about));
        }
        for names in tables.names {
            names.iter().for_each(|name| check(name.c_name, name.about));
        }
        for (_, message) in tables.messages {
            check(message.c_name, message.about);
        }
        assert!(rows > 1000, "{rows}");
    }

    #[test]
    fn attribute_headers_are_alike() {
        for set in Tables::all().sets {
            assert_eq!((set.header.size(), set.header.fields.len()), (4, 2), "{}", set.c_name);
        }
    }

    #[test]
    fn layouts_have_no_hole() {
        for layout in Tables::all().layouts {
            assert!(layout.size() > 0 && layout.has_no_hole(), "{}", layout.c_name);
        }
    }

    /// In every context: what a choice returned is in its list. In a debug build, `in_context`
    /// checks that, also while other tests walk the captures.
    #[test]
    fn choices_are_in_their_lists() {
        let tables = Tables::all();
        let mut choices = 0;
        // No body, one byte, a header of zeros, and each length up to the largest struct.
        let bytes = [[0_u8; 320], [1; 320], [10; 320]];
        for (protocol, message) in &tables.messages {
            for (family, flags) in (0..=u8::MAX).flat_map(|family| [(family, 0), (family, 1)]) {
                for body in bytes.iter().flat_map(|bytes| [&bytes[..0], &bytes[..1], &bytes[..]]) {
                    let context = Context {
                        protocol,
                        message_type: message.number,
                        message_flags: flags,
                        family,
                        set: None,
                        around: body,
                        body,
                        endian: Endian::NATIVE,
                    };
                    let Body::Struct(layout, set) = message.body.in_context(&context) else {
                        continue;
                    };
                    choices += 1;
                    for field in layout.fields {
                        let _ = field.meaning.in_context(&context);
                    }
                    for attr in set.attrs {
                        let _ = attr.shape.in_context(&context);
                    }
                }
            }
        }
        assert!(choices > 100_000, "{choices}");
        let context = |protocol| Context {
            protocol,
            message_type: 0,
            message_flags: 0,
            family: 2,
            set: None,
            around: &[],
            body: &[],
            endian: Endian::NATIVE,
        };
        for (_, protocol) in PROTOCOLS {
            for set in &tables.sets {
                for attr in set.attrs {
                    let _ = attr.shape.in_context(&context(protocol));
                }
            }
            for layout in &tables.layouts {
                for field in layout.fields {
                    let _ = field.meaning.in_context(&context(protocol));
                }
            }
        }
    }
}
