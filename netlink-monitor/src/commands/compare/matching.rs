//! Which route is which, and how the two differ.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::other::Extent;
use super::route::{Route, counted, hop_texts, names};

/// The result of a comparison.
#[derive(Default)]
pub(super) struct Matched {
    /// How many routes are equal.
    pub(super) equal: usize,
    pub(super) differences: Vec<Difference>,
    /// What of the kernel's table is not compared, and why.
    pub(super) notes: Vec<String>,
    /// Attributes that the kernel has and the form has no words for, and of how many routes.
    unsaid: BTreeMap<String, usize>,
}

/// A difference.
pub(super) enum Difference {
    OnlyKernel(Route),
    OnlyFile(Route),
    /// The same route, and what differs.
    Values(Route, Vec<Differing>),
}

/// A value that differs.
pub(super) struct Differing {
    name: String,
    kernel: String,
    file: String,
}

impl Difference {
    fn route(&self) -> &Route {
        match self {
            Difference::OnlyKernel(route)
            | Difference::OnlyFile(route)
            | Difference::Values(route, _) => route,
        }
    }

    /// The line for it.
    pub(super) fn line(&self, file: &str) -> String {
        let key = self.route().key();
        match self {
            Difference::OnlyKernel(route) => {
                format!("{key}: only in the kernel: {}", route.state())
            }
            Difference::OnlyFile(route) => format!("{key}: only in {file}: {}", route.state()),
            Difference::Values(_, differing) => {
                let shown = |text: &str| {
                    if text.is_empty() { "none".to_owned() } else { format!("'{text}'") }
                };
                let values: Vec<String> = differing
                    .iter()
                    .map(|one| {
                        format!(
                            "{}: kernel {}, {file} {}",
                            one.name,
                            shown(&one.kernel),
                            shown(&one.file)
                        )
                    })
                    .collect();
                format!("{key}: different {}", values.join("; "))
            }
        }
    }
}

impl Ord for Difference {
    fn cmp(&self, other: &Self) -> Ordering {
        let line = |difference: &Difference| difference.line("");
        self.route().by_key(other.route()).then_with(|| line(self).cmp(&line(other)))
    }
}

impl PartialOrd for Difference {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Difference {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Difference {}

/// Compares the kernel's routes with a file's.
pub(super) fn matched(kernel: Vec<Route>, file: Vec<Route>, extent: Extent) -> Matched {
    let mut places: BTreeMap<_, (Vec<Route>, Vec<Route>)> = BTreeMap::new();
    for route in kernel {
        places.entry(route.place()).or_default().0.push(route);
    }
    for route in file {
        places.entry(route.place()).or_default().1.push(route);
    }
    let mut matched = Matched::default();
    let (mut own, mut hidden) = (0, 0);
    for (mut kernel, mut file) in places.into_values() {
        kernel.sort_by(Route::by_key);
        file.sort_by(Route::by_key);
        let one_per_prefix = extent == Extent::OnePerPrefix;
        let is_own = |route: &Route| route.values.get("protocol").is_some_and(|by| by == "kernel");
        if one_per_prefix && file.is_empty() && kernel.iter().all(is_own) {
            own += kernel.len();
            continue;
        }
        let found = matched.match_place(&mut kernel, &mut file, extent);
        if one_per_prefix && found {
            hidden += kernel.len();
            kernel.clear();
        }
        matched.differences.extend(kernel.into_iter().map(Difference::OnlyKernel));
        matched.differences.extend(file.into_iter().map(Difference::OnlyFile));
    }
    if own > 0 {
        let routes = counted(own, "route");
        matched
            .notes
            .push(format!("{routes} that the kernel made by itself, which BIRD does not learn"));
    }
    for (name, number) in std::mem::take(&mut matched.unsaid) {
        matched.notes.push(format!("{name} of {}", counted(number, "route")));
    }
    if hidden > 0 {
        let routes = counted(hidden, "route");
        matched
            .notes
            .push(format!("{routes} of the kernel to a prefix for which BIRD has another"));
    }
    matched
}

impl Matched {
    /// Finds the routes to one place that are the same, equal ones first, and takes them out. Returns
    /// whether there were any.
    fn match_place(
        &mut self,
        kernel: &mut Vec<Route>,
        file: &mut Vec<Route>,
        extent: Extent,
    ) -> bool {
        let before = file.len();
        file.retain(|route| {
            let equal = |other: &Route| {
                same_metric(other, route) && differing(other, route, extent).is_empty()
            };
            let Some(index) = kernel.iter().position(equal) else { return true };
            self.note_unsaid(&kernel.remove(index), extent);
            self.equal += 1;
            false
        });
        for route in std::mem::take(file) {
            let nearest = (0..kernel.len())
                .filter(|index| same_metric(&kernel[*index], &route))
                .min_by_key(|index| differing(&kernel[*index], &route, extent).len());
            match nearest {
                None => file.push(route),
                Some(index) => {
                    let kernel = kernel.remove(index);
                    self.note_unsaid(&kernel, extent);
                    let differing = differing(&kernel, &route, extent);
                    self.differences.push(Difference::Values(kernel, differing));
                }
            }
        }
        file.len() < before
    }

    /// Notes what only a complete form could say of a route: what [`super::watched`] calls by its
    /// C name.
    fn note_unsaid(&mut self, kernel: &Route, extent: Extent) {
        if extent == Extent::Complete {
            return;
        }
        let of_hops = names(kernel.hops.as_deref().unwrap_or_default());
        let all: BTreeSet<&str> = kernel.values.keys().map(String::as_str).chain(of_hops).collect();
        for name in all.into_iter().filter(|name| name.starts_with("RTA_")) {
            *self.unsaid.entry(name.to_owned()).or_default() += 1;
        }
    }
}

/// Whether two routes have the same metric, as far as it is known.
fn same_metric(kernel: &Route, file: &Route) -> bool {
    file.metric.is_none() || kernel.metric == file.metric
}

/// The values in which two routes differ, as far as the file says them.
fn differing(kernel: &Route, file: &Route, extent: Extent) -> Vec<Differing> {
    let mut differing = Vec::new();
    if let (Some(in_kernel), Some(in_file)) = (&kernel.hops, &file.hops) {
        let mut said = names(in_file);
        if extent == Extent::Complete {
            said.extend(names(in_kernel));
        }
        let (kernel, file) = (hop_texts(in_kernel, &said), hop_texts(in_file, &said));
        // A dead next hop is kept but not used. A form without flags cannot say so, and its program
        // may well leave it out.
        let alive = || in_kernel.iter().filter(|hop| !hop.is_dead());
        if kernel != file && (said.contains("flags") || hop_texts(alive(), &said) != file) {
            let (kernel, file) = (kernel.join(", "), file.join(", "));
            differing.push(Differing { name: "next hops".to_owned(), kernel, file });
        }
    }
    let mut said: BTreeSet<&String> = file.values.keys().collect();
    if extent == Extent::Complete {
        said.extend(kernel.values.keys());
    }
    for name in said {
        let value = |route: &Route| route.values.get(name).cloned().unwrap_or_default();
        let (kernel, file) = (value(kernel), value(file));
        if kernel != file {
            differing.push(Differing { name: name.clone(), kernel, file });
        }
    }
    differing
}
