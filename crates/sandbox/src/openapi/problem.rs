//! What a schema holds against a body, in words that name the place.

use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

/// Everything that is wrong. Values are masked: a body may hold what nobody should find in a test's log.
pub(super) fn all(validator: &Validator, body: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    for error in validator.iter_errors(body) {
        explain(&error, &mut problems);
    }
    problems.dedup();
    problems
}

/// A failed choice says nothing by itself; what is wrong is in the branch that the body comes nearest to.
fn explain(error: &ValidationError<'_>, problems: &mut Vec<String>) {
    let (Kind::AnyOf { context } | Kind::OneOfNotValid { context }) = error.kind() else {
        let place = error.instance_path().to_string();
        let place = if place.is_empty() { "the body" } else { &place };
        problems.push(format!("{place}: {}", error.masked()));
        return;
    };
    let nearest = context.iter().min_by_key(|branch| distance(branch, error));
    for error in nearest.into_iter().flatten() {
        explain(error, problems);
    }
}

/// A branch whose `type` fails is another kind of thing altogether; among the rest fewer errors are nearer.
fn distance(branch: &[ValidationError<'_>], choice: &ValidationError<'_>) -> (bool, bool, usize) {
    let here = choice.instance_path().to_string();
    let other_type = branch.iter().any(|error| {
        matches!(error.kind(), Kind::Type { .. }) && error.instance_path().to_string() == here
    });
    let tag = format!("{here}/type");
    let other_tag = branch
        .iter()
        .any(|error| error.instance_path().to_string() == tag);
    (other_type, other_tag, branch.len())
}
