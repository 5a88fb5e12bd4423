//! Builds an exercise: rustc is called directly, for the student's file and for the
//! checks.
//!
//! `cargo test` in an exercise's directory does the same. But cargo builds what has a
//! later time than the last build, and two checkouts that share a target directory
//! would take each other's for their own: an exercise would be solved because it is
//! solved next door. Here nothing is kept, and so nothing can be stale; it takes about
//! a second. Cargo builds the crates that all exercises share, once.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Told;
use crate::course::{Course, Exercise};

/// The compiler, and the crates that exercises and checks may use.
pub struct Toolchain {
    pub rustc: PathBuf,
    /// The crates, by name: the file to give to `--extern`.
    crates: BTreeMap<String, PathBuf>,
    /// Where these and their own dependencies are.
    pub dependencies: PathBuf,
    /// Where to build.
    pub target: PathBuf,
}

impl Toolchain {
    /// Builds what all exercises share, and finds the files.
    pub fn prepare(course: &Course) -> Result<Toolchain, Told> {
        // `cargo run` says which cargo it is; beside it is the compiler of the same
        // version, and another version could not read the other's files.
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
        let rustc = Path::new(&cargo).with_file_name("rustc");
        let rustc = if rustc.is_file() { rustc } else { PathBuf::from("rustc") };
        let output = Command::new(&cargo)
            .args(["build", "--quiet", "--offline", "--message-format=json"])
            .args(["--package", "checks", "--manifest-path"])
            .arg(course.directory.join("Cargo.toml"))
            .stdin(Stdio::null())
            .stderr(Stdio::inherit())
            .output()?;
        if !output.status.success() {
            return Err("cargo could not build the crate `checks`; see above".into());
        }
        let mut crates: BTreeMap<String, PathBuf> = BTreeMap::new();
        let lines = String::from_utf8_lossy(&output.stdout);
        for line in lines.lines() {
            let Ok(message) = serde_json::from_str::<serde_json::Value>(line) else { continue };
            // For people, a library of this workspace stands in target/debug; all are in
            // target/debug/deps, where cargo names the .rmeta file.
            let files = message["filenames"].as_array().into_iter().flatten();
            let mut files = files.filter_map(|file| file.as_str()).map(PathBuf::from);
            let library = files.find(|file| file.extension().is_some_and(|kind| kind == "rmeta"));
            let name = message["target"]["name"].as_str().map(|name| name.replace('-', "_"));
            if let (Some(name), Some(library)) = (name, library)
                && let Some(other) = crates.insert(name, library.with_extension("rlib"))
            {
                // Which of them is meant cannot be known here.
                let other = other.display();
                return Err(Told(format!("two versions of a crate are in use; one is {other}")));
            }
        }
        let checks = crates.get("checks").ok_or("cargo did not say where `checks` is")?;
        let dependencies = checks.parent().ok_or("the library has no directory")?.to_owned();
        let profile = dependencies.parent().ok_or("the target directory has no parent")?;
        let target = profile.join("classroom");
        Ok(Toolchain { rustc, crates, dependencies, target })
    }

    /// A directory of this process to build in, which is removed with the value.
    pub fn scratch(&self) -> Result<Scratch, Told> {
        Scratch::new(&self.target)
    }

    /// rustc for the student's file: a library. The crates that it may use are those of
    /// the exercise, and no others.
    pub fn library(&self, exercise: &Exercise, source: &Path, out: &Path) -> Result<Command, Told> {
        let name = exercise.crate_name();
        let mut rustc = self.rustc(name, "rlib", source);
        // No student can lift this: without `unsafe`, code can only do what the
        // language and the crates of the exercise allow.
        rustc.arg("--forbid=unsafe_code").arg("--out-dir").arg(out);
        self.externs(&mut rustc, exercise.crates.iter().map(String::as_str))?;
        Ok(rustc)
    }

    /// rustc for the checks, with the library from [`Toolchain::library`].
    pub fn check(&self, exercise: &Exercise, checks: &Path, out: &Path) -> Result<Command, Told> {
        let name = exercise.crate_name();
        let mut rustc = self.rustc("check", "bin", checks);
        let library = out.join(format!("lib{name}.rlib"));
        rustc.arg("--extern").arg(extern_argument(name, &library)).arg("--out-dir").arg(out);
        let crates = exercise.crates.iter().map(String::as_str).chain(["checks"]);
        self.externs(&mut rustc, crates)?;
        Ok(rustc)
    }

    fn rustc(&self, name: &str, kind: &str, source: &Path) -> Command {
        let mut rustc = Command::new(&self.rustc);
        rustc.args(["--edition=2024", "--crate-name", name, "--crate-type", kind]);
        rustc.arg("-L").arg({
            let mut argument = OsString::from("dependency=");
            argument.push(&self.dependencies);
            argument
        });
        rustc.arg(source).stdin(Stdio::null());
        rustc
    }

    fn externs<'a>(
        &self,
        rustc: &mut Command,
        names: impl Iterator<Item = &'a str>,
    ) -> Result<(), Told> {
        for name in names {
            let name = name.replace('-', "_");
            let file = self.crates.get(&name);
            let file =
                file.ok_or_else(|| Told(format!("the crate `checks` does not bring {name}")))?;
            rustc.arg("--extern").arg(extern_argument(&name, file));
        }
        Ok(())
    }
}

fn extern_argument(name: &str, file: &Path) -> OsString {
    let mut argument = OsString::from(format!("{name}="));
    argument.push(file);
    argument
}

/// A directory that is removed with the value.
pub struct Scratch {
    pub path: PathBuf,
}

impl Scratch {
    pub fn new(parent: &Path) -> Result<Scratch, Told> {
        use std::sync::atomic::{AtomicUsize, Ordering};
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = parent.join(format!("{}-{count}", std::process::id()));
        fs::create_dir_all(&path)?;
        Ok(Scratch { path })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // In the target directory, what could not be removed is in nobody's way.
        let _ = fs::remove_dir_all(&self.path);
    }
}
