use super::menus::MOST;
use super::*;
use crate::discord::views::{integration, sketch};
use crate::integrations::{Integration, Manifest, Publication, Suggestion};
use crate::model::UserId;
use chrono::DateTime;

/// Every text as long as it may be, and of characters that grow when they are escaped.
fn largest() -> Integration {
    let name = |number: usize| format!("{}{number:02}", "_".repeat(30));
    let headers: std::collections::BTreeMap<String, String> = (0..10)
        .map(|number| (format!("{}{number:02}", "_".repeat(62)), "`*".repeat(256)))
        .collect();
    let secrets: Vec<_> = (0..5)
        .map(|number| {
            let (name, description) = (name(number), "_*".repeat(127));
            serde_json::json!({ "name": name, "description": description, "sensitive": false })
        })
        .collect();
    let placeholders: Vec<_> = (0..25)
        .map(|number| {
            serde_json::json!({
                "name": name(number), "path": "_*".repeat(127), "fallback": "_*".repeat(127),
                "format": "timestamp",
            })
        })
        .collect();
    let url = format!("https://example.com/{}", "_".repeat(492));
    let manifest: Manifest = serde_json::from_value(serde_json::json!({
        "frontdesk": 1,
        "name": "_".repeat(32),
        "description": "_*".repeat(127),
        "logo_url": url,
        "privacy_policy_url": url,
        "validation_url": url,
        "cache_seconds": 86_400,
        "request": { "url": url, "headers": headers },
        "secrets": secrets,
        "placeholders": placeholders,
    }))
    .unwrap();
    Integration {
        id: IntegrationId::new(u64::MAX >> 1),
        owner: UserId::new(5),
        version: 1,
        manifest,
        created_at: DateTime::UNIX_EPOCH,
        publication: Publication::default(),
    }
}

fn found(standing: Standing) -> Found {
    let integration = largest();
    let secrets = integration.manifest.secrets.iter();
    let parameters = secrets.map(|secret| (secret.name.clone(), "`".repeat(512)));
    Found {
        standing,
        parameters: parameters.collect(),
        integration,
        servers: 0,
    }
}

fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

#[test]
fn the_largest_manifest_fits_with_all_its_placeholders_in_every_language() {
    for language in Language::ALL {
        for standing in [Standing::Inactive, Standing::Active, Standing::Paused] {
            for is_owner in [true, false] {
                let found = found(standing);
                let card = integration::card(&found, is_owner, language);
                let embed = &card.embeds[0];
                let fields: usize = embed
                    .fields
                    .iter()
                    .map(|field| length(&field.name) + length(&field.value))
                    .sum();
                let text = |text: &Option<String>| text.as_deref().map_or(0, length);
                let all =
                    fields + text(&embed.title) + text(&embed.description) + text(&embed.footer);
                assert!(all <= 6_000, "{all}");
                assert!(
                    embed
                        .fields
                        .iter()
                        .all(|field| length(&field.value) <= 1_024)
                );
                let drawn = sketch::message(&card);
                for placeholder in &found.integration.manifest.placeholders {
                    assert!(drawn.contains(&placeholder.name), "{}", placeholder.name);
                }
                assert!(drawn.contains(&say(language, "integration-commands-card-state")));
                rows_fit(&buttons(&found, is_owner, language));
            }
        }
        for part in [Part::Header, Part::Secret, Part::Placeholder] {
            let integration = largest();
            rows_fit(&parts(&integration, part, language));
            let name = match part {
                Part::Header => integration.manifest.request.headers.keys().next(),
                Part::Secret => Some(&integration.manifest.secrets[0].name),
                Part::Placeholder => Some(&integration.manifest.placeholders[0].name),
            };
            for name in [None, name] {
                modal_fits(&part_modal(
                    &integration,
                    part,
                    name.map(String::as_str),
                    language,
                ));
            }
        }
        modal_fits(&request_modal(&largest(), language));
        modal_fits(&details_modal(&largest(), language));
        modal_fits(&test_modal(
            &largest(),
            UserId::new(u64::MAX >> 1),
            language,
        ));
    }
}

fn modal_fits(modal: &crate::discord::outbound::Modal) {
    assert!(modal.custom_id.to_string().len() <= 100);
    assert!(length(&modal.title) <= 45, "{}", modal.title);
    assert!((1..=5).contains(&modal.inputs.len()));
    for input in &modal.inputs {
        assert!(length(&input.label) <= 45, "{}", input.label);
        let value = input.value.as_deref().map_or(0, length);
        assert!(value <= input.max_length.into(), "{}", input.label);
        assert!(input.placeholder.as_deref().map_or(0, length) <= 100);
    }
}

fn rows_fit(rows: &[Row]) {
    assert!(rows.len() <= 5);
    for row in rows {
        match row {
            Row::Buttons(buttons) => {
                assert!((1..=5).contains(&buttons.len()));
                assert!(buttons.iter().all(|button| length(&button.label) <= 80));
            }
            Row::Select(select) => {
                assert!((1..=MOST).contains(&select.choices.len()));
                assert!(length(&select.placeholder) <= 150);
                for choice in &select.choices {
                    assert!(length(&choice.label) <= 100 && length(&choice.value) <= 100);
                    assert!(choice.description.as_deref().map_or(0, length) <= 100);
                }
            }
            Row::Users(menu) => assert!(length(&menu.placeholder) <= 150),
        }
    }
}

#[test]
fn no_more_is_offered_than_there_is_room_for() {
    let mut integration = largest();
    let suggestions: Vec<Suggestion> = (0..25)
        .map(|number| Suggestion {
            name: format!("{}{number:02}", "x".repeat(30)),
            path: format!("{}{number:02}", "x".repeat(65)),
        })
        .collect();
    let offered = |integration: &Integration| {
        let rows = after_test(integration, &suggestions, true, Language::English);
        rows_fit(&rows);
        match &rows[0] {
            Row::Select(select) => Some((select.choices.len(), select.count.1)),
            Row::Buttons(_) | Row::Users(_) => None,
        }
    };
    assert_eq!(offered(&integration), None);
    integration.manifest.placeholders.truncate(22);
    assert_eq!(offered(&integration), Some((25, 3)));
    integration.manifest.placeholders.clear();
    assert_eq!(offered(&integration), Some((25, 25)));
}

#[test]
fn who_does_not_own_it_is_offered_no_change() {
    let drawn = |standing, is_owner| {
        let rows = buttons(&found(standing), is_owner, Language::English);
        let labels = rows.iter().map(|row| match row {
            Row::Buttons(buttons) => {
                let labels: Vec<_> = buttons.iter().map(|one| one.label.as_str()).collect();
                labels.join(", ")
            }
            Row::Select(_) | Row::Users(_) => unreachable!(),
        });
        labels.collect::<Vec<_>>().join(" / ")
    };
    insta::assert_snapshot!(
        [
            drawn(Standing::Inactive, true),
            drawn(Standing::Active, true),
            drawn(Standing::Paused, true),
            drawn(Standing::Active, false),
            drawn(Standing::Paused, false),
        ]
        .join("\n"),
        @"
    Request, Details, Headers, Secrets, Placeholders / Test, Add to server / Export, Publish, Delete
    Request, Details, Headers, Secrets, Placeholders / Test, Remove / Export, Publish, Delete
    Request, Details, Headers, Secrets, Placeholders / Test, Review, Remove / Export, Publish, Delete
    Test, Remove
    Review, Remove
    "
    );
}
