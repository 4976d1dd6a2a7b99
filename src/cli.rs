//! The command line: one file per verb, each a function over plain arguments.

pub mod egress;

/// Reads the arguments and does what they say.
pub fn main() -> std::process::ExitCode {
    std::process::ExitCode::SUCCESS
}
