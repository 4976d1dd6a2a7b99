//! The note to staff about an integration that keeps failing.

use super::say;
use crate::discord::outbound::Message;
use crate::i18n;
use crate::integrations::health::Notice;
use crate::model::{Language, Text};
use crate::render::{Embed, EmbedField, embed, markdown};

/// The note.
pub fn notice(notice: &Notice, language: Language) -> Message {
    let name = markdown::escape(&notice.name);
    let failing = notice.failing;
    let title = Text::new("integration-failing-title").with("name", name.as_str());
    let text = Text::new("integration-failing")
        .with("name", name)
        .with("since", format!("<t:{}:R>", failing.since.timestamp()))
        .count("failures", failing.failures);
    let field = |error: &String| EmbedField {
        name: say(language, "integration-failing-error"),
        value: markdown::escape(&embed::cut(error, 250)),
        inline: false,
    };
    let embed = Embed {
        title: Some(i18n::words(language, &title)),
        description: Some(i18n::words(language, &text)),
        fields: notice.error.iter().map(field).collect(),
        colour: Some(super::COLOUR),
        ..Embed::default()
    };
    Message {
        // One that was posted without an answer is posted again, and must not stand there twice.
        nonce: Some(format!(
            "f{:x}-{:x}",
            notice.integration.get(),
            failing.since.timestamp()
        ))
        .filter(|nonce| nonce.len() <= 25),
        ..Message::embed(embed.fit())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::views::sketch;
    use crate::model::{GuildId, IntegrationId};
    use crate::store::Failing;
    use chrono::DateTime;

    #[test]
    fn staff_reads_since_when_and_what_to_do() {
        let failing = Notice {
            guild: GuildId::new(1),
            integration: IntegrationId::new((1 << 53) - 1),
            name: "My Integration".to_owned(),
            failing: Failing {
                since: DateTime::UNIX_EPOCH,
                failures: 7,
            },
            error: Some("The host answered with *500*.".to_owned()),
        };
        let message = notice(&failing, Language::English);
        assert!(message.nonce.is_some());
        insta::assert_snapshot!(sketch::message(&message), @r#"
        | # My Integration keeps failing
        | Since <t:0:R> none of the 7 requests of My Integration has gone well. New tickets show the fallbacks of its placeholders. `/integration log` shows what was wrong, `/integration test` tries it again. There will be no further note until it has worked.
        | ··· The last error: The host answered with \*500\*.
        | colour: #5865F2
        "#);
        insta::assert_snapshot!(sketch::message(&notice(&failing, Language::German)), @r#"
        | # My Integration schlägt immer wieder fehl
        | Seit <t:0:R> ist keine der 7 Anfragen von My Integration gelungen. Neue Tickets zeigen die Ersatztexte ihrer Platzhalter. `/integration log` zeigt, was nicht stimmte, `/integration test` versucht es noch einmal. Bis es wieder geklappt hat, folgt keine weitere Nachricht.
        | ··· Der letzte Fehler: The host answered with \*500\*.
        | colour: #5865F2
        "#);
    }
}
