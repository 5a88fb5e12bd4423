//! The manual pages and the shells' completions, made from the same definitions as `--help`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_complete::{Shell, generate};
use clap_mangen::Man;
use messenger::program::{Failure, print};

use super::PROGRAM;

#[derive(Args)]
pub(crate) struct Completions {
    /// The shell; its manual says where to put the script
    #[arg(value_enum)]
    shell: Shell,
}

#[derive(Args)]
pub(crate) struct Manual {
    /// Where to put the pages
    #[arg(value_name = "DIRECTORY")]
    directory: PathBuf,
}

pub(crate) fn completions(options: &Completions, mut command: Command) -> Result<(), Failure> {
    let mut script = Vec::new();
    generate(options.shell, &mut command, PROGRAM, &mut script);
    Ok(print(&String::from_utf8_lossy(&script))?)
}

/// A page for the program, and one for each of its commands.
pub(crate) fn manual(options: &Manual, command: &Command) -> Result<(), Failure> {
    let directory = options.directory.as_path();
    let written = fs::create_dir_all(directory).and_then(|()| {
        page(command.clone(), PROGRAM, directory)?;
        for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
            page(sub.clone(), &format!("{PROGRAM}-{}", sub.get_name()), directory)?;
        }
        Ok(())
    });
    let shown = directory.to_string_lossy().escape_debug().to_string();
    written.map_err(|error| Failure::Told(format!("{shown}: {error}")))
}

fn page(command: Command, name: &str, directory: &Path) -> io::Result<()> {
    // clap needs a name that lives as long as the program. There is one for each page.
    let owned: &'static str = Box::leak(name.to_owned().into_boxed_str());
    let mut page = Vec::new();
    Man::new(command.name(owned).version(env!("CARGO_PKG_VERSION"))).render(&mut page)?;
    fs::write(directory.join(format!("{name}.1")), page)
}
