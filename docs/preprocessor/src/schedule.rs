//! `{{#schedule …}}`: a table of pages and breaks with their starting times, from the
//! minutes that the pages themselves give.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Returns the table, or the reason why it cannot. The table has to fit into `limit` minutes.
///
/// An item is the file name of a page, without `.md`, or `WORDS=MINUTES` for anything else.
/// In WORDS, hyphens become spaces.
pub(crate) fn schedule(limit: &str, items: &[&str], directory: &Path) -> Result<String, String> {
    let limit = minutes(limit)?;
    let mut table = String::from("\n| from | minutes | what |\n|---:|---:|---|\n");
    let mut at = 0;
    for item in items {
        let (what, takes) = match item.split_once('=') {
            Some((words, takes)) => (words.replace('-', " "), minutes(takes)?),
            None => page(item, directory)?,
        };
        writeln!(table, "| {} | {takes} | {what} |", clock(at)).unwrap_or_default();
        at += takes;
    }
    if at > limit {
        return Err(format!("the schedule takes {at} minutes, {} more than {limit}", at - limit));
    }
    let left = limit - at;
    writeln!(table, "| {} | {left} | questions |\n", clock(at)).unwrap_or_default();
    Ok(table)
}

/// Returns the link to a page, and its minutes.
fn page(name: &str, directory: &Path) -> Result<(String, u32), String> {
    let text = fs::read_to_string(directory.join(name).with_extension("md"))
        .map_err(|error| format!("there is no page '{name}.md' for the schedule: {error}"))?;
    let title = text.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or(name);
    let found = text.split_once("{{#page minutes=").and_then(|(_, rest)| rest.split(' ').next());
    let found =
        found.ok_or_else(|| format!("the page '{name}.md' has no {{{{#page minutes=…}}}}"))?;
    Ok((format!("[{title}]({name}.md)"), minutes(found)?))
}

fn minutes(number: &str) -> Result<u32, String> {
    number.parse().map_err(|_| format!("expected a number of minutes, got '{number}'"))
}

fn clock(minutes: u32) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(limit: &str, items: &[&str]) -> Result<String, String> {
        schedule(limit, items, Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../src")))
    }

    #[test]
    fn starting_times_add_up() {
        let (_, takes) = page("about", Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../src")))
            .expect("the page");
        let limit = takes + 75;
        let table = of(&limit.to_string(), &["a-long-break=70", "about"]).expect("it fits");
        assert_eq!(
            table,
            format!(
                "\n| from | minutes | what |\n|---:|---:|---|\n| 0:00 | 70 | a long break |\n\
                 | 1:10 | {takes} | [Netlink, every byte of it](about.md) |\n| 1:{} | 5 | questions |\n\n",
                10 + takes
            )
        );
    }

    #[test]
    fn a_schedule_that_does_not_fit_is_an_error() {
        let error = of("90", &["about", "break=90"]).expect_err("too long");
        assert!(error.contains("more than 90"), "{error}");
        assert!(of("90", &["nowhere"]).expect_err("no page").contains("no page 'nowhere.md'"));
        assert!(of("90", &["break=long"]).expect_err("no number").contains("'long'"));
        assert!(of("soon", &[]).expect_err("no number").contains("'soon'"));
        assert!(of("90", &["SUMMARY"]).expect_err("no minutes").contains("has no {{#page"));
    }
}
