//! A new file in these folders changes no file that the compiler already knows of, so Cargo has to be told to look.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=locales");
    println!("cargo:rerun-if-changed=migrations");
}
