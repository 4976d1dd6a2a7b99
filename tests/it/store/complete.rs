//! No function of the store is forgotten here.

use std::fs;
use std::path::Path;

/// Every source file below a folder.
fn sources(folder: &Path) -> Vec<String> {
    let mut sources = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources.extend(self::sources(&path));
        } else {
            sources.push(fs::read_to_string(path).unwrap());
        }
    }
    sources
}

#[test]
fn every_function_of_the_store_is_tried() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut store = sources(&root.join("src/store"));
    store.push(fs::read_to_string(root.join("src/store.rs")).unwrap());
    let suite = sources(&root.join("tests/it/store")).concat();

    let functions: Vec<_> = store
        .iter()
        .flat_map(|source| source.split("\n    pub async fn ").skip(1))
        .map(|rest| rest.split(['(', '<']).next().unwrap())
        .collect();
    assert!(functions.contains(&"reserve_ticket") && functions.contains(&"connect"));
    let forgotten: Vec<_> = functions
        .into_iter()
        .filter(|name| {
            !suite.contains(&format!(".{name}(")) && !suite.contains(&format!("Store::{name}("))
        })
        .collect();
    assert!(
        forgotten.is_empty(),
        "not in the conformance suite: {forgotten:?}"
    );
}
