//! Messages as Discord would get them, from a template and values.

use frontdesk::model::{UserId, WelcomeField, WelcomeTemplate};
use frontdesk::render::embed::{channel_name, cut, fit_all};
use frontdesk::render::{Embed, Surface, Template, TicketFacts, Value, Values};
use serde_json::{Map, Value as Json, json};

/// The member whose id no value may bring out.
pub(super) const USER: u64 = 585_576_154_958_921_739;

/// What is rendered, how often, and where it goes.
pub(super) struct Job<'a> {
    pub(super) surface: &'a str,
    pub(super) template: &'a str,
    pub(super) fields: usize,
    pub(super) embeds: usize,
}

/// Values of format `text`; every other name of the template belongs to an integration that failed.
pub(super) fn values(template: &str, given: &Map<String, Json>) -> Values {
    let mut values = Values {
        ticket: TicketFacts {
            user: Some(UserId::new(USER)),
            ..TicketFacts::default()
        },
        ..Values::default()
    };
    for name in Template::parse(template).names() {
        let value = match given.get(name) {
            Some(value) => Value::Text(value.as_str().expect("values are strings").to_owned()),
            None => Value::missing(),
        };
        values.named.insert(name.to_owned(), value);
    }
    values
}

/// The whole message.
pub(super) fn payload(job: &Job, values: &Values) -> Json {
    let text = Some(job.template.to_owned());
    let field = |name: &str, value: &str| WelcomeField {
        name: name.to_owned(),
        value: value.to_owned(),
        inline: false,
    };
    let welcome = match job.surface {
        "content" => {
            let content = Template::parse(job.template).render(values, Surface::Markdown);
            return json!({ "content": cut(&content, 2000) });
        }
        "channel.name" => {
            return json!({ "channel": { "name": channel_name(job.template, values) } });
        }
        "embed.title" => WelcomeTemplate {
            title: text,
            ..WelcomeTemplate::default()
        },
        "embed.description" | "message" => WelcomeTemplate {
            message: text,
            ..WelcomeTemplate::default()
        },
        "embed.footer.text" => WelcomeTemplate {
            footer: text,
            ..WelcomeTemplate::default()
        },
        "embed.author.name" => WelcomeTemplate {
            author: text,
            ..WelcomeTemplate::default()
        },
        "embed.image.url" => WelcomeTemplate {
            image_url: text,
            ..WelcomeTemplate::default()
        },
        "embed.field.name" => WelcomeTemplate {
            fields: vec![field(job.template, "x")],
            ..WelcomeTemplate::default()
        },
        "embed.field.value" => WelcomeTemplate {
            fields: vec![field("x", job.template)],
            ..WelcomeTemplate::default()
        },
        "embed.fields" => WelcomeTemplate {
            fields: vec![field("x", job.template); job.fields],
            ..WelcomeTemplate::default()
        },
        other => panic!("unknown surface {other}"),
    };
    let embeds = fit_all(vec![Embed::welcome(&welcome, values); job.embeds]);
    json!({ "embeds": embeds.iter().map(embed).collect::<Vec<_>>() })
}

pub(super) fn embed(embed: &Embed) -> Json {
    let mut json = json!({});
    let mut put = |path: &[&str], text: &Option<String>| {
        if let Some(text) = text {
            match path {
                [name] => json[*name] = json!(text),
                [outer, inner] => json[*outer] = json!({ *inner: text }),
                _ => unreachable!(),
            }
        }
    };
    put(&["title"], &embed.title);
    put(&["description"], &embed.description);
    put(&["footer", "text"], &embed.footer);
    put(&["author", "name"], &embed.author);
    put(&["image", "url"], &embed.image_url);
    put(&["thumbnail", "url"], &embed.thumbnail_url);
    let fields = embed
        .fields
        .iter()
        .map(|field| json!({ "name": field.name, "value": field.value }));
    json["fields"] = fields.collect();
    json
}

/// The text of a field named as in the table of cases.
pub(super) fn field<'a>(payload: &'a Json, name: &str) -> Option<&'a str> {
    let pointer = match name {
        "content" => "/content".to_owned(),
        "channel.name" => "/channel/name".to_owned(),
        "embed.field.name" => "/embeds/0/fields/0/name".to_owned(),
        "embed.field.value" => "/embeds/0/fields/0/value".to_owned(),
        other => format!(
            "/embeds/0/{}",
            other.strip_prefix("embed.")?.replace('.', "/")
        ),
    };
    payload.pointer(&pointer)?.as_str()
}

/// Every string of a message.
pub(super) fn strings(json: &Json) -> Vec<&str> {
    match json {
        Json::String(text) => vec![text],
        Json::Array(items) => items.iter().flat_map(strings).collect(),
        Json::Object(members) => members.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}
