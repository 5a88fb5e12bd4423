//! Numbers that have a name in a kernel header.

/// A number that has a name in a kernel header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// The number, or for flags the bit.
    pub number: u64,
    /// The name as C spells it: `RT_TABLE_MAIN`.
    pub c_name: &'static str,
    /// What it means, for a learner.
    pub about: &'static str,
}

/// One row of a table of names.
#[must_use]
pub const fn name(number: u64, c_name: &'static str, about: &'static str) -> Name {
    Name { number, c_name, about }
}

impl Name {
    /// Finds the row of this number: the first, if the table has several.
    ///
    /// ```
    /// use netlink_raw::uapi::rtnetlink::RT_TABLE;
    /// use netlink_raw::wire::Name;
    /// assert_eq!(Name::of(RT_TABLE, 254).map(|name| name.c_name), Some("RT_TABLE_MAIN"));
    /// assert_eq!(Name::of(RT_TABLE, 77), None);
    /// ```
    #[must_use]
    pub fn of(names: &'static [Name], number: u64) -> Option<&'static Name> {
        names.iter().find(|name| name.number == number)
    }
}

/// `a == b`, which the standard library does not offer in a `const`.
pub(super) const fn same(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (a.as_bytes(), b.as_bytes());
    while let ([x, a_rest @ ..], [y, b_rest @ ..]) = (a, b) {
        if *x != *y {
            return false;
        }
        (a, b) = (a_rest, b_rest);
    }
    a.is_empty() && b.is_empty()
}
