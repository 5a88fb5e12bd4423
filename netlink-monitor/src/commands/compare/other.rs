//! What a file says, whatever its form.

use netlink_raw::uapi::rtnetlink::RT_TABLE_MAIN;

use super::route::Route;

/// What a file says.
pub(super) struct Other {
    /// The program or command that wrote it, as in "read as …".
    pub(super) form: &'static str,
    pub(super) routes: Vec<Route>,
    pub(super) extent: Extent,
    /// What of it is not compared, and why.
    pub(super) notes: Vec<String>,
}

impl Other {
    /// Whether there are routes outside the main table. The table `local` is never empty.
    pub(super) fn has_all_tables(&self) -> bool {
        self.routes.iter().any(|route| route.table != RT_TABLE_MAIN)
    }
}

/// How much a form can say.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Everything that the kernel does. What is not there, the route does not have.
    Complete,
    /// Each route, but not everything about it: what is not there is not known.
    EachRoute,
    /// The same, but one route for each prefix, and none that the kernel made by itself, except
    /// where it says so.
    OnePerPrefix,
}
