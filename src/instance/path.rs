//! Dotted paths: `patreon.client_id`.

/// The most characters of a path.
const MAX_LENGTH: usize = 128;

/// The ends of paths whose values are masked.
const SECRET_ENDS: [&str; 5] = ["key", "secret", "token", "password", "webhook"];

/// Whether a text is a path; otherwise what is wrong, to complete "`…` …".
pub fn check(path: &str) -> Result<(), &'static str> {
    let is_part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
    };
    if path.len() > MAX_LENGTH {
        Err("is too long: a path has at most 128 characters")
    } else if path.split('.').all(is_part) {
        Ok(())
    } else {
        Err(
            "is no path: write letters, digits, `_` and `-` with dots between, like `patreon.client_id`",
        )
    }
}

/// Whether the values of a path are masked by its name alone.
pub fn is_secret(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    SECRET_ENDS.iter().any(|end| path.ends_with(end))
}

/// The variable of the environment that wins over what is stored under a path.
pub fn variable(path: &str) -> String {
    let name = path.to_ascii_uppercase().replace(['.', '-'], "_");
    format!("FRONTDESK_CONFIG_{name}")
}

/// Whether one path would be a group of values because of the other: `a.b` when there is an `a.b.c`.
pub fn contains(group: &str, path: &str) -> bool {
    path.strip_prefix(group)
        .is_some_and(|rest| rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_parts_with_dots_between() {
        for good in ["a", "a.b", "patreon.client_id", "My-Own.2"] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        for bad in [
            "",
            ".",
            "a.",
            ".a",
            "a..b",
            "a b",
            "a=b",
            "ä",
            &"a".repeat(129),
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn some_names_say_that_their_values_are_secret() {
        for secret in [
            "bloxlink.api_key",
            "a.SECRET",
            "my.token",
            "password",
            "slack.webhook",
        ] {
            assert!(is_secret(secret), "{secret}");
        }
        for open in ["patreon.client_id", "key.id", "webhook.url"] {
            assert!(!is_secret(open), "{open}");
        }
    }

    #[test]
    fn a_group_is_not_what_merely_begins_alike() {
        assert!(contains("a", "a.b") && contains("a.b", "a.b.c.d"));
        assert!(!contains("a", "ab.c") && !contains("a.b", "a.b") && !contains("a.b", "a"));
    }
}
