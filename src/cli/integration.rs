//! `frontdesk integration check`: a manifest on the author's own machine, by the code that judges and runs it in a
//! server, without a database and without Discord.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::builder::{StringValueParser, TypedValueParser};
use serde::Serialize;
use serde_json::{Value, json};

use crate::egress::{Egress, Policy, PolicySettings};
use crate::i18n;
use crate::integrations::extract::Extracted;
use crate::integrations::request::RequestContext;
use crate::integrations::trial::Attempt;
use crate::integrations::{FieldError, Manifest, ShownRequest, Suggestion, Trial, TrialStep};
use crate::model::{GuildId, Language, Text, UserId};
use crate::vault::Secret;

/// The manifest is valid, and what was asked for went well.
const VALID: u8 = 0;
/// The manifest is invalid, or the request or the answer failed.
const FAILED: u8 = 1;
/// The arguments do not fit together.
const USAGE: u8 = 2;

/// The user, server and ticket that a check is about when nobody says: the tutorial's.
const SAMPLE_USER: UserId = UserId::new(585_576_154_958_921_739);
const SAMPLE_GUILD: GuildId = GuildId::new(508_392_876_359_680_000);
const SAMPLE_TICKET: i64 = 1;

/// `integration check FILE [--user ID] [--guild ID] [--secret NAME=VALUE]… [--ticket ID] [--fetch | --response FILE]
/// [--json] [--reveal]`
#[derive(Clone, Debug, Default, clap::Args)]
pub struct CheckArguments {
    /// The manifest.
    pub file: PathBuf,
    /// Stands for `%user_id%`.
    #[arg(long, value_name = "ID")]
    pub user: Option<UserId>,
    /// Stands for `%guild_id%`.
    #[arg(long, value_name = "ID")]
    pub guild: Option<GuildId>,
    /// A secret's value; may be given several times.
    #[arg(long = "secret", value_name = "NAME=VALUE", value_parser = secret())]
    pub secrets: Vec<Secret>,
    /// Stands for `%ticket_id%`.
    #[arg(long, value_name = "ID")]
    pub ticket: Option<i64>,
    /// Make the request.
    #[arg(long)]
    pub fetch: bool,
    /// Take this saved body instead of making the request.
    #[arg(long, value_name = "FILE")]
    pub response: Option<PathBuf>,
    /// One JSON object instead of lines.
    #[arg(long)]
    pub json: bool,
    /// Show secrets in the request.
    #[arg(long)]
    pub reveal: bool,
}

fn secret() -> impl TypedValueParser<Value = Secret> {
    StringValueParser::new().map(Secret::new)
}

/// What a check came to, as `--json` prints it.
#[derive(Serialize)]
struct Report {
    ok: bool,
    errors: Vec<Problem>,
    request: Option<Value>,
    steps: Vec<Value>,
    placeholders: BTreeMap<String, Value>,
    #[serde(skip)]
    unused_keys: Vec<String>,
    #[serde(skip)]
    suggestions: Vec<Suggestion>,
    #[serde(skip)]
    name: Option<String>,
}

#[derive(Serialize)]
struct Problem {
    field: String,
    message: String,
}

impl Problem {
    fn new(field: &str, text: &Text) -> Self {
        Self {
            field: field.to_owned(),
            message: in_english(text),
        }
    }
}

/// Checks a manifest and prints the report on `output`, what is wrong with the arguments on `errors`. Returns the exit
/// code.
pub async fn check(
    arguments: &CheckArguments,
    settings: &PolicySettings,
    output: &mut impl Write,
    errors: &mut impl Write,
) -> io::Result<u8> {
    let given = match usage(arguments) {
        Ok(given) => given,
        Err(text) => return refuse(errors, &text),
    };
    let report = match read_manifest(&arguments.file, &Policy::new(settings)) {
        Err(problems) => Report::invalid(problems),
        Ok(manifest) => {
            let mut names = given.keys();
            if let Some(name) = names.find(|name| !declares(&manifest, name)) {
                let text = Text::new("integrations-check-secret-unknown");
                return refuse(errors, &text.with("name", name.as_str()));
            }
            attempt(arguments, settings, &manifest, &given).await
        }
    };
    if arguments.json {
        serde_json::to_writer_pretty(&mut *output, &report)?;
        writeln!(output)?;
    } else {
        report.print(output)?;
    }
    Ok(if report.ok { VALID } else { FAILED })
}

fn refuse(errors: &mut impl Write, text: &Text) -> io::Result<u8> {
    writeln!(errors, "{}", in_english(text))?;
    Ok(USAGE)
}

/// The secrets, unless the arguments contradict each other.
fn usage(arguments: &CheckArguments) -> Result<BTreeMap<String, Secret>, Text> {
    if arguments.fetch && arguments.response.is_some() {
        return Err(Text::new("integrations-check-fetch-or-response"));
    }
    let mut given = BTreeMap::new();
    for argument in &arguments.secrets {
        let (name, value) = argument
            .expose()
            .split_once('=')
            .ok_or_else(|| Text::new("integrations-check-secret-form"))?;
        given.insert(name.to_owned(), Secret::new(value));
    }
    Ok(given)
}

fn declares(manifest: &Manifest, name: &str) -> bool {
    manifest.secrets.iter().any(|secret| secret.name == name)
}

fn read_manifest(file: &Path, policy: &Policy) -> Result<Manifest, Vec<Problem>> {
    let bytes = read_file(file).map_err(|text| vec![Problem::new("", &text)])?;
    Manifest::parse(&bytes, policy).map_err(|errors| {
        let problem = |error: &FieldError| Problem::new(&error.field, &error.text);
        errors.iter().map(problem).collect()
    })
}

fn read_file(file: &Path) -> Result<Vec<u8>, Text> {
    std::fs::read(file).map_err(|error| {
        Text::new("integrations-file-unreadable")
            .with("file", file.display().to_string())
            .with("reason", error.to_string())
    })
}

async fn attempt(
    arguments: &CheckArguments,
    settings: &PolicySettings,
    manifest: &Manifest,
    secrets: &BTreeMap<String, Secret>,
) -> Report {
    let context = RequestContext {
        guild: arguments.guild.unwrap_or(SAMPLE_GUILD),
        user: arguments.user.unwrap_or(SAMPLE_USER),
        ticket_number: Some(arguments.ticket.unwrap_or(SAMPLE_TICKET)),
        channel: None,
        is_new_ticket: true,
        form: Some(Vec::new()),
    };
    let attempt = Attempt {
        manifest,
        secrets,
        context: &context,
        reveal: arguments.reveal,
        completion: None,
    };
    let mut problems = Vec::new();
    let trial = if arguments.fetch {
        match Egress::new(settings) {
            Ok(egress) => attempt.fetch(&egress).await,
            Err(error) => {
                problems.push(Problem {
                    field: String::new(),
                    message: error.to_string(),
                });
                attempt.without_answer()
            }
        }
    } else if let Some(file) = &arguments.response {
        match read_file(file) {
            Ok(body) => attempt.with_body(&body),
            Err(text) => {
                problems.push(Problem::new("response", &text));
                attempt.without_answer()
            }
        }
    } else {
        attempt.without_answer()
    };
    let field = if arguments.response.is_some() {
        "response"
    } else {
        "request"
    };
    problems.extend(trial.error.iter().map(|text| Problem::new(field, text)));
    Report::new(manifest, problems, &trial)
}

impl Report {
    fn invalid(errors: Vec<Problem>) -> Self {
        Self {
            ok: false,
            errors,
            request: None,
            steps: Vec::new(),
            placeholders: BTreeMap::new(),
            unused_keys: Vec::new(),
            suggestions: Vec::new(),
            name: None,
        }
    }

    fn new(manifest: &Manifest, errors: Vec<Problem>, trial: &Trial) -> Self {
        Self {
            ok: errors.is_empty(),
            errors,
            request: Some(request(&trial.request)),
            steps: trial.steps.iter().map(step).collect(),
            placeholders: trial.placeholders.iter().map(placeholder).collect(),
            unused_keys: trial.unused_keys.clone(),
            suggestions: trial.suggestions.clone(),
            name: Some(manifest.name.clone()),
        }
    }

    /// The report as lines for a person.
    fn print(&self, output: &mut impl Write) -> io::Result<()> {
        if let Some(name) = &self.name {
            let text = Text::new("integrations-check-valid").with("name", name.as_str());
            writeln!(output, "{}", in_english(&text))?;
        }
        for error in &self.errors {
            let separator = if error.field.is_empty() { "" } else { ": " };
            writeln!(
                output,
                "error: {}{separator}{}",
                error.field,
                clean(&error.message)
            )?;
        }
        if let Some(request) = &self.request {
            writeln!(
                output,
                "\n{} {}",
                plain(&request["method"]),
                plain(&request["url"])
            )?;
            for (name, value) in request["headers"].as_object().into_iter().flatten() {
                writeln!(output, "{name}: {}", plain(value))?;
            }
            if !request["body"].is_null() {
                writeln!(output, "{}", request["body"])?;
            }
        }
        if !self.steps.is_empty() {
            writeln!(output)?;
        }
        for step in &self.steps {
            let mark = if step["ok"] == true { "ok  " } else { "FAIL" };
            let name = plain(&step["name"]);
            let detail = plain(&step["detail"]);
            let elapsed = step["elapsed_ms"].as_f64().unwrap_or_default();
            writeln!(output, "{mark} {name:12} {elapsed:>7.1} ms  {detail}")?;
        }
        if !self.placeholders.is_empty() {
            writeln!(output)?;
        }
        for (name, placeholder) in &self.placeholders {
            write!(output, "%{name}% = {}", plain(&placeholder["value"]))?;
            match placeholder["why"].as_str() {
                Some(why) => writeln!(output, "  ({})", clean(why))?,
                None => writeln!(output)?,
            }
        }
        if !self.unused_keys.is_empty() {
            let keys = clean(&self.unused_keys.join(", "));
            let text = Text::new("integrations-check-unused").with("keys", keys);
            writeln!(output, "\n{}", in_english(&text))?;
        }
        if !self.suggestions.is_empty() {
            let text = Text::new("integrations-check-suggestions");
            writeln!(output, "{}", in_english(&text))?;
        }
        for suggestion in &self.suggestions {
            writeln!(
                output,
                "%{}% = {}",
                suggestion.name,
                clean(&suggestion.path)
            )?;
        }
        Ok(())
    }
}

fn request(request: &ShownRequest) -> Value {
    let headers: BTreeMap<&String, &String> = request
        .headers
        .iter()
        .map(|(name, value)| (name, value))
        .collect();
    json!({
        "method": request.method,
        "url": request.url,
        "headers": headers,
        "body": request.body,
    })
}

fn step(step: &TrialStep) -> Value {
    // Tenths of a millisecond are enough for a person and for a machine.
    let tenths = u32::try_from(step.elapsed.as_micros() / 100).unwrap_or(u32::MAX);
    json!({
        "name": step.name,
        "ok": step.ok,
        "detail": step.detail,
        "elapsed_ms": f64::from(tenths) / 10.0,
    })
}

fn placeholder(extracted: &Extracted) -> (String, Value) {
    let value = json!({
        "value": extracted.shown(),
        "fallback": extracted.text.is_none(),
        "why": extracted.why.as_ref().map(in_english),
    });
    (extracted.name.clone(), value)
}

fn plain(value: &Value) -> String {
    clean(value.as_str().unwrap_or_default())
}

/// A stranger's text must not move the cursor or colour the terminal.
fn clean(text: &str) -> String {
    text.chars()
        .map(|character| {
            let is_odd = character.is_control() && character != '\n';
            if is_odd { '\u{fffd}' } else { character }
        })
        .collect()
}

fn in_english(text: &Text) -> String {
    i18n::words(Language::English, text)
}
