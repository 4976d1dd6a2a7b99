//! `frontdesk egress explain`: what the rules say about a URL, from the code that judges the real requests.

pub mod serve;

use std::io::{self, BufRead, Write};
use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use crate::egress::{Policy, PolicySettings};
use crate::i18n;
use crate::model::{Language, Text};

/// A line of `explain --json`'s input.
#[derive(Deserialize)]
struct Question {
    url: String,
    #[serde(default)]
    addresses: Vec<IpAddr>,
}

/// A line of its output.
#[derive(Serialize)]
struct Answer {
    verdict: &'static str,
    rule: Option<&'static str>,
    message: String,
}

impl Answer {
    fn allowed() -> Self {
        Self {
            verdict: "allowed",
            rule: None,
            message: in_english(&Text::new("egress-explain-allowed")),
        }
    }

    fn blocked(rule: &'static str, text: &Text) -> Self {
        Self {
            verdict: "blocked",
            rule: Some(rule),
            message: in_english(text),
        }
    }

    fn to(policy: &Policy, question: &Question) -> Self {
        match policy.check(&question.url, &question.addresses) {
            Ok(_) => Self::allowed(),
            Err(refusal) => Self::blocked(refusal.rule.name(), &refusal.text()),
        }
    }
}

/// `explain URL [--resolve ADDRESS]…`: one line that says whether the rules allow it, and if not, which one refuses
/// it. `addresses` stand for what the URL's name resolves to; without any, only the URL itself is judged. Returns
/// whether it is allowed.
pub fn explain(
    settings: &PolicySettings,
    url: &str,
    addresses: &[IpAddr],
    output: &mut impl Write,
) -> io::Result<bool> {
    let question = Question {
        url: url.to_owned(),
        addresses: addresses.to_vec(),
    };
    let answer = Answer::to(&Policy::new(settings), &question);
    match answer.rule {
        None => writeln!(output, "allowed: {}", answer.message)?,
        Some(rule) => writeln!(output, "blocked by {rule}: {}", answer.message)?,
    }
    Ok(answer.rule.is_none())
}

/// `explain --json`: one answer for each line of the input, in order. A line that cannot be read is answered as
/// blocked by `input`, so that line numbers stay in step.
pub fn explain_lines(
    settings: &PolicySettings,
    mut input: impl BufRead,
    output: &mut impl Write,
) -> io::Result<()> {
    let policy = Policy::new(settings);
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        let answer = match serde_json::from_slice::<Question>(&line) {
            Ok(question) => Answer::to(&policy, &question),
            Err(_) => Answer::blocked("input", &Text::new("egress-explain-input")),
        };
        serde_json::to_writer(&mut *output, &answer)?;
        writeln!(output)?;
        line.clear();
    }
    output.flush()
}

fn in_english(text: &Text) -> String {
    i18n::words(Language::English, text)
}
