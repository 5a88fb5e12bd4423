//! placeholder
use crate::{Told, course::Course};
use std::path::PathBuf;
#[derive(Clone, Copy, clap::ValueEnum)]
pub enum Format {
    Table,
    Json,
    Csv,
}
pub fn grade(_: &Course, _: &[PathBuf], _: Format) -> Result<bool, Told> {
    Err("not yet".into())
}
