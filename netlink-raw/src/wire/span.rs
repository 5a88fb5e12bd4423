//! What the decoder yields.

use std::fmt;
use std::ops::Range;

use super::number::Kind;
use super::table::{Attr, Context, Field, Layout, Message, Set, Shape};
use super::value::Value;

/// A range of bytes and what it is.
///
/// Spans come in the order of their bytes. A *group* (message, struct, attribute) is
/// followed by the spans inside it, one level deeper. The others, the *leaves*, cover
/// every byte exactly once: the tiling law.
///
/// A span is cheap: it only names the row of the tables for its bytes. The value is
/// worked out by [`Span::value`], if the caller asks.
#[derive(Clone)]
pub struct Span<'w, 'a> {
    /// Where, as offsets from the start of the datagram.
    pub at: Range<usize>,
    /// The bytes themselves.
    pub bytes: &'a [u8],
    /// How many groups it is inside.
    pub depth: usize,
    /// What it is.
    pub what: What,
    /// What its meaning can depend on.
    pub context: &'w Context<'a>,
}

impl<'a> Span<'_, 'a> {
    /// Whether it is a leaf: it describes its bytes itself, instead of grouping the
    /// spans that follow it.
    #[must_use]
    pub fn is_leaf(&self) -> bool {
        !matches!(self.what, What::Message { .. } | What::Struct(_) | What::Attribute { .. })
    }

    /// Whether it is a field that is not there: the struct ends before it, because the
    /// kernel that sent the struct is older than the field. Such a leaf has no bytes.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.bytes.is_empty() && matches!(self.what, What::Field(field) if field.kind.size() > 0)
    }

    /// The value of a field or of a payload. All other spans have none, and neither
    /// has a field that is missing or only fills a hole.
    #[must_use]
    pub fn value(&self) -> Option<Value<'a>> {
        let bytes = self.bytes;
        match self.what {
            What::Field(Field { kind: Kind::Pad(_), .. }) => None,
            What::Field(_) if self.is_missing() => None,
            What::Field(field) => {
                let meaning = field.meaning.in_context(self.context);
                Some(match field.kind.read_in(self.context.endian, bytes) {
                    Some(number) => Value::Number { number, kind: field.kind, meaning },
                    None => Value::of_bytes(meaning, bytes),
                })
            }
            What::Payload(_, shape) => Some(match shape {
                Shape::Number(kind, meaning) => {
                    let meaning = meaning.in_context(self.context);
                    let number = kind.read_in(self.context.endian, bytes).unwrap_or(0);
                    Value::Number { number, kind, meaning }
                }
                Shape::Text => Value::Text(bytes),
                Shape::Ip => Value::Ip(bytes),
                Shape::Hardware => Value::Hardware(bytes),
                Shape::Id => Value::Id(bytes),
                _ => Value::Opaque(bytes),
            }),
            _ => None,
        }
    }
}

/// What a range of bytes is.
#[derive(Clone, Copy)]
pub enum What {
    /// Group: a message, header and payload.
    Message {
        /// `nlmsg_type`.
        number: u16,
        /// The table's row for it, if there is one.
        row: Option<&'static Message>,
    },
    /// Group: a C struct.
    Struct(&'static Layout),
    /// Group: an attribute, header and payload, without its padding.
    Attribute {
        /// The attribute's number: its type without the two flag bits.
        number: u16,
        /// The list that it is in.
        set: &'static Set,
        /// The table's row for it, if there is one.
        row: Option<&'static Attr>,
    },
    /// Leaf: one field of a struct, perhaps one that only fills a hole. Without bytes, it is
    /// the first field that is missing (see [`Span::is_missing`]).
    Field(&'static Field),
    /// Leaf: the payload of an attribute, and its shape in this context.
    Payload(&'static Attr, Shape),
    /// Leaf: bytes that only keep what follows aligned.
    Padding,
    /// Leaf: bytes that no table describes; the text tells why.
    Unknown(&'static str),
    /// Leaf: bytes that are not what they have to be. It may be empty, if bytes are
    /// missing.
    Fault(Fault),
}

/// A length that contradicts itself or the bytes that are left.
///
/// A fault is part of the stream, not its end: whatever can still be read is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, as an offset from the start of the datagram.
    pub at: usize,
    /// The field or struct expected there, as C spells it.
    pub c_name: &'static str,
    /// How many bytes it needs.
    pub need: usize,
    /// How many bytes are left, or how many a length field claims.
    pub have: usize,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fault { at, c_name, need, have } = self;
        write!(f, "offset {at}: {c_name} needs {need} bytes, but has {have}")
    }
}
