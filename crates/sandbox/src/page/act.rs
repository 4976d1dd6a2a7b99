//! Acting as a user over HTTP.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Refusal;
use super::view::whoever;
use crate::actor::{ActionError, Actor, Reply};
use crate::error::ApiError;
use crate::id::Id;
use crate::rest::Server;
use crate::state::Response;

/// Who does what, and where.
#[derive(Debug, Deserialize)]
pub(super) struct Act {
    user: String,
    #[serde(default)]
    channel: Option<String>,
    #[serde(flatten)]
    what: What,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
enum What {
    /// Writes a message.
    Say { text: String },
    /// Runs a command line, with files for the options that take one.
    Run {
        line: String,
        #[serde(default)]
        files: Vec<File>,
    },
    /// Asks for completions of a command line's last option.
    Complete { line: String },
    /// Presses a button by its label.
    Press { label: String },
    /// Uses a component of a message; with values where it is a select.
    Component {
        message: Id,
        custom_id: String,
        values: Option<Vec<String>>,
    },
    /// Sends the modal that an interaction opened: values by label or custom id.
    Submit {
        interaction: Id,
        values: Vec<(String, String)>,
    },
    /// Chooses from the context menu of a message.
    MessageMenu { name: String, message: Id },
    /// Chooses from the context menu of a user.
    UserMenu { name: String, target: String },
}

/// A file for an option.
#[derive(Debug, Deserialize)]
struct File {
    option: String,
    filename: String,
    base64: String,
}

/// `POST /sandbox/act`: answers what the bot answered first.
pub(super) async fn act(
    State(server): State<Server>,
    Json(act): Json<Act>,
) -> Result<Json<Value>, Refusal> {
    let user = server.state.read(|world| whoever(world, &act.user))?;
    let actor = Actor::new(&server.state, user);
    let Act { channel, what, .. } = act;
    let place = || {
        let missing = || bad("Name the channel.".to_owned());
        channel.as_deref().ok_or_else(missing)
    };
    let action = match what {
        What::Say { text } => {
            let said = actor.say(place()?, &text);
            return said
                .map(|id| Json(json!({ "message": id })))
                .map_err(discord);
        }
        What::Complete { line } => {
            let choices = actor.complete(&line).in_channel(place()?).attempt().await;
            let choices = choices.map_err(refused)?.into_iter();
            let choices =
                choices.map(|choice| json!({ "name": choice.name, "value": choice.value }));
            return Ok(Json(json!({ "choices": choices.collect::<Vec<_>>() })));
        }
        What::Run { line, files } => {
            let mut run = actor.run(&line).in_channel(place()?);
            for file in files {
                let bytes = BASE64.decode(&file.base64);
                let bytes = bytes.map_err(|error| bad(format!("{}: {error}.", file.filename)))?;
                run = run.with_file(&file.option, &file.filename, bytes);
            }
            run
        }
        What::Press { label } => match &channel {
            Some(channel) => actor.press(&label).in_channel(channel),
            None => actor.press(&label),
        },
        What::Component {
            message,
            custom_id,
            values,
        } => {
            let channel = place()?
                .parse()
                .map_err(|_| bad("Name the channel by its id.".to_owned()))?;
            actor.component(&custom_id, values, channel, message)
        }
        What::Submit {
            interaction,
            values,
        } => actor.send_modal(interaction, values),
        What::MessageMenu { name, message } => actor
            .message_menu_by_id(&name, message)
            .in_channel(place()?),
        What::UserMenu { name, target } => actor.user_menu(&name, &target).in_channel(place()?),
    };
    let reply = action.attempt().await.map_err(refused)?;
    Ok(Json(answer(&reply)))
}

fn answer(reply: &Reply) -> Value {
    let mut answer = json!({ "interaction": reply.interaction() });
    match reply.response() {
        Response::Modal(modal) => answer["modal"] = modal.clone(),
        Response::Message(id) | Response::Deferred(id) | Response::Update(id) => {
            answer["message"] = json!(id);
        }
        Response::DeferredUpdate | Response::Choices(_) => {}
    }
    answer
}

fn bad(why: String) -> Refusal {
    Refusal(StatusCode::BAD_REQUEST, why)
}

fn refused(error: ActionError) -> Refusal {
    match error {
        ActionError::Discord(error) => discord(error),
        ActionError::Unanswered(_) => {
            let shown = "The application did not respond";
            Refusal(StatusCode::GATEWAY_TIMEOUT, shown.to_owned())
        }
        ActionError::Refused(why) | ActionError::NotThere(why) => {
            Refusal(StatusCode::UNPROCESSABLE_ENTITY, why)
        }
    }
}

fn discord(error: ApiError) -> Refusal {
    let status = StatusCode::from_u16(error.status).unwrap_or(StatusCode::BAD_REQUEST);
    Refusal(status, error.message)
}
