//! Builds an exercise by calling rustc directly, for the student's file and for the
//! checks.
//!
//! `cargo test` in an exercise's directory does the same. But cargo rebuilds only what
//! changed since the last build, and if two checkouts share a target directory, it can
//! run one checkout's build for the other: an exercise would count as solved because it
//! is solved in the other checkout. This module keeps nothing between checks, so nothing
//! can be stale; a build takes about a second. Cargo builds the crates that all exercises
//! share, once.

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
    /// The file to pass to `--extern` for each crate, by name.
    crates: BTreeMap<String, PathBuf>,
    /// The directory with these files and those of their dependencies.
    pub dependencies: PathBuf,
    /// The directory to build in.
    pub target: PathBuf,
}

impl Toolchain {
    /// Builds the crates that all exercises share, and finds their files.
    pub fn prepare(course: &Course) -> Result<Toolchain, Told> {
        // `cargo run` sets CARGO to its own path. The rustc next to it has the same version;
        // a different version could not read the files that cargo builds.
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
            return Err("cargo could not build the crate `checks`; its errors are above".into());
        }
        let mut crates: BTreeMap<String, PathBuf> = BTreeMap::new();
        let lines = String::from_utf8_lossy(&output.stdout);
        for line in lines.lines() {
            let Ok(message) = serde_json::from_str::<serde_json::Value>(line) else { continue };
            // Cargo copies a library of this workspace to target/debug. All libraries are in
            // target/debug/deps, next to the .rmeta file that cargo names.
            let files = message["filenames"].as_array().into_iter().flatten();
            let mut files = files.filter_map(|file| file.as_str()).map(PathBuf::from);
            let library = files.find(|file| file.extension().is_some_and(|kind| kind == "rmeta"));
            let name = message["target"]["name"].as_str().map(|name| name.replace('-', "_"));
            if let (Some(name), Some(library)) = (name, library)
                && let Some(other) = crates.insert(name, library.with_extension("rlib"))
            {
                // There is no way to know here which one the exercise means.
                let other = other.display();
                return Err(Told(format!(
                    "the crate `checks` depends on two versions of a crate; one is {other}"
                )));
            }
        }
        let checks =
            crates.get("checks").ok_or("cargo did not report where the crate `checks` is")?;
        let dependencies = checks.parent().ok_or("the library has no directory")?.to_owned();
        let profile = dependencies.parent().ok_or("the target directory has no parent")?;
        let target = profile.join("classroom");
        Ok(Toolchain { rustc, crates, dependencies, target })
    }

    /// Creates a directory to build in, which is removed when the value is dropped.
    pub fn scratch(&self) -> Result<Scratch, Told> {
        Scratch::new(&self.target)
    }

    /// Returns the rustc command that builds the student's file as a library. The file can
    /// use only the crates of the exercise.
    pub fn library(&self, exercise: &Exercise, source: &Path, out: &Path) -> Result<Command, Told> {
        let name = exercise.crate_name();
        let mut rustc = self.rustc(name, "rlib", source);
        // A student's file cannot lift this lint. Without `unsafe`, code can only do what the
        // language and the crates of the exercise allow.
        rustc.arg("--forbid=unsafe_code").arg("--out-dir").arg(out);
        self.externs(&mut rustc, exercise.crates.iter().map(String::as_str))?;
        Ok(rustc)
    }

    /// Returns the rustc command that builds the checks with the library from
    /// [`Toolchain::library`].
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
                file.ok_or_else(|| Told(format!("the crate `checks` does not depend on {name}")))?;
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

/// A directory that is removed when the value is dropped.
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
        // A leftover in the target directory does no harm.
        let _ = fs::remove_dir_all(&self.path);
    }
}
