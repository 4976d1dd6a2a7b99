//! The table of verbs.

fn main() -> std::process::ExitCode {
    frontdesk::cli::main()
}
