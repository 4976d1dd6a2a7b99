use std::time::{Duration, Instant};

use super::super::json::read;
use super::*;
use crate::model::Argument;

fn declared(name: &str) -> bool {
    matches!(name, "user_id" | "key")
}

fn value_of(name: &str) -> Option<String> {
    match name {
        "user_id" => Some("585576154958921739".to_owned()),
        "key" => Some("it's \"\\ a\n%user_id%".to_owned()),
        _ => None,
    }
}

/// The text at a path, or the reason with its arguments.
fn find(body: &str, path: &str) -> Result<String, String> {
    let root = read(body.as_bytes()).unwrap();
    follow(&Tree::new(&root), path, &value_of).map_err(|text| {
        let words: Vec<String> = text
            .arguments
            .iter()
            .map(|(name, argument)| match argument {
                Argument::Words(words) => format!("{name}={words}"),
                Argument::Number(number) => format!("{name}={number}"),
                Argument::Lines(_) => (*name).to_owned(),
            })
            .collect();
        format!("{} {}", text.id, words.join(" ")).trim().to_owned()
    })
}

const PLAYERS: &str = r#"{"players":[
    {"id":"585576154958921739","name":"Ryan","tags":["a",1.50,true],"score":10000000000000000000000001},
    {"id":"2","name":"Ada","tags":[],"score":2.0}],
    "user":{"Score":3,"last_score":4},"it":{"it's \"\\ a\n%user_id%":"odd"},"empty":{},"none":null}"#;

#[test]
fn dots_lead_through_objects_and_lists() {
    assert_eq!(find(PLAYERS, "players.0.name"), Ok("Ryan".into()));
    assert_eq!(find(PLAYERS, "players.0.tags"), Ok("a, 1.50, true".into()));
    assert_eq!(
        find(PLAYERS, "players.0.score"),
        Ok("10000000000000000000000001".into())
    );
    assert_eq!(find(PLAYERS, "players.1.score"), Ok("2.0".into()));
}

#[test]
fn a_reason_names_the_place() {
    let why = |path| find(PLAYERS, path).unwrap_err();
    assert_eq!(
        why("user.score"),
        "integrations-why-no-key key=score parent=user keys=`Score`, `last_score`"
    );
    assert_eq!(
        why("user.lastscores"),
        "integrations-why-no-key key=lastscores parent=user keys=`last_score`, `Score`"
    );
    assert_eq!(
        why("usr.x"),
        "integrations-why-no-key-top key=usr parent=$ keys=`user`, `players`, `it`, `empty`, `none`"
    );
    assert_eq!(
        why("usr"),
        "integrations-why-no-key-top key=usr parent=$ keys=`user`, `players`, `it`, `empty`, `none`"
    );
    assert_eq!(
        why("players.name"),
        "integrations-why-list parent=players key=name"
    );
    assert_eq!(
        why("players.7"),
        "integrations-why-list-short parent=players key=7 count=2"
    );
    assert_eq!(
        why("none.x"),
        "integrations-why-no-object parent=none key=x"
    );
    assert_eq!(why("none"), "integrations-why-null");
    assert_eq!(
        why("user"),
        "integrations-why-object keys=`Score`, `last_score`"
    );
    assert_eq!(why("players"), "integrations-why-list-mixed");
    assert_eq!(why("players.1.tags"), "integrations-why-list-empty");
    assert_eq!(
        find("{}", "a").unwrap_err(),
        "integrations-why-nothing-known key=a parent=$ keys="
    );
}

#[test]
fn a_reason_is_short_and_inert_whatever_the_keys_are() {
    let mut keys: Vec<String> = (0..2_000)
        .map(|number| format!("\"k{number}\":1"))
        .collect();
    keys.push("\"`a`\\n\\u202e<@1>\":1".to_owned());
    keys.rotate_right(1);
    let body = format!("{{{}}}", keys.join(","));
    assert_eq!(
        find(&body, "a1").unwrap_err(),
        "integrations-why-no-key-top key=a1 parent=$ keys=`'a'<@1>`, `k1`, `k0`, `k2`, `k3`, …"
    );
}

#[test]
fn a_query_finds_what_dots_cannot() {
    let cases = [
        ("$.players[?@.id=='%user_id%'].name", Ok("Ryan")),
        (
            "$.players[?@.id == \"%user_id%\"].score",
            Ok("10000000000000000000000001"),
        ),
        ("$.players[*].name", Ok("Ryan, Ada")),
        ("$..score", Ok("10000000000000000000000001, 2.0")),
        ("$.players[?@.score > 5].name", Ok("Ryan")),
        ("$.players[?match(@.name, 'A.a')].id", Ok("2")),
        ("$.it['%key%']", Ok("odd")),
        (
            "$.players[?@.id=='3'].name",
            Err("integrations-why-no-match"),
        ),
        ("$.players[0].tags", Ok("a, 1.50, true")),
    ];
    for (path, expected) in cases {
        assert_eq!(check(path, &declared), Ok(()), "{path}");
        let found = find(PLAYERS, path);
        assert_eq!(found.as_deref().map_err(String::as_str), expected, "{path}");
    }
}

#[test]
fn the_last_of_two_members_of_a_name_counts() {
    assert_eq!(find(r#"{"a":1.0,"a":2.0}"#, "a"), Ok("2.0".into()));
    assert_eq!(find(r#"{"a":1.0,"a":2.0}"#, "$.a"), Ok("2.0".into()));
    assert_eq!(
        find(r#"{"a":{"b":1},"a":"x"}"#, "$.a.b").unwrap_err(),
        "integrations-why-no-match"
    );
}

#[test]
fn a_path_that_leads_nowhere_is_refused_at_once() {
    for (path, id) in [
        ("", "integrations-path-empty"),
        ("a..b", "integrations-path-empty-step"),
        (".a", "integrations-path-empty-step"),
        ("a\nb", "integrations-control-characters"),
        ("$.players[", "integrations-path-query"),
        (r#"$[":\u"#, "integrations-path-query"),
        (r#"$["\uD83D\uDE"#, "integrations-path-query"),
        ("$.%user_id%", "integrations-path-query"),
        ("$[?@.id=='%nosuch%']", "integrations-name-undeclared"),
        ("$[?@.id=='%user_id%]", "integrations-path-query"),
    ] {
        assert_eq!(check(path, &declared).unwrap_err().id, id, "{path}");
    }
    assert_eq!(check("$[?@.discount=='100%']", &declared), Ok(()));
}

#[test]
fn regular_expressions_are_small_and_in_sight() {
    for good in [
        r"$.players[?match(@.name, 'R.an')].id",
        r#"$.players[?search(@.name, "^\\w+$") && @.id!='']"#,
        r#"$.players[?search(value(@.name), 'it\'s "' )]"#,
        r"$.players[?!match(@.name,'%user_id%')].name",
    ] {
        assert_eq!(check(good, &declared), Ok(()), "{good}");
    }
    for bad in [
        "$[?match(@.a, @.b)]",
        "$[?match('a', @.b)]",
        "$[?search(@.a, '((a{100}){100}){100}')]",
        "$[?search(@.a, '\\\\w{200}')]",
        "$[?search(@.a, '(')]",
        "$[?search(@.a, 'a', 'b')]",
    ] {
        assert_eq!(
            check(bad, &declared).unwrap_err().id,
            "integrations-path-pattern",
            "{bad}"
        );
    }
}

#[test]
fn all_paths_of_an_answer_share_one_budget() {
    let body = format!("{{\"a\":[{}1]}}", "{\"b\":1},".repeat(300));
    let root = read(body.as_bytes()).unwrap();
    let tree = Tree::new(&root);
    let follow = || {
        follow(&tree, "$.a[?search(@.b, '^x')]", &value_of)
            .unwrap_err()
            .id
    };
    let ids: Vec<&str> = (0..25).map(|_| follow()).collect();
    assert_eq!(ids[0], "integrations-why-no-match");
    assert_eq!(ids[24], "integrations-why-too-much-work");
}

#[test]
fn no_path_takes_long_to_parse() {
    for (open, inner, close) in [
        ("(", "1==1", ")"),
        ("[?@", "", "]"),
        ("!(", "@.a", ")"),
        ("length(", "@", ")"),
        ("!", "@.a", ""),
    ] {
        for depth in 1..60 {
            let path = format!("$[?{}{inner}{}]", open.repeat(depth), close.repeat(depth));
            let start = Instant::now();
            let _ = check(&path, &declared);
            assert!(start.elapsed() < Duration::from_secs(1), "{path}");
        }
    }
}

#[test]
fn no_query_takes_long() {
    let chain = format!(
        "{}[{}]{}",
        "{\"a\":".repeat(58),
        "1,".repeat(20_000) + "1",
        "}".repeat(58)
    );
    let wide = format!("{{\"a\":[{}1]}}", "{\"b\":1},".repeat(7_000));
    for body in [chain, wide] {
        for path in [
            "$..*",
            "$..*..*..*..*..*..*",
            "$[*,*][*,*][*,*][*,*][*,*][*,*][*,*][*,*]",
            "$..[?@..[?@..x]]",
            "$..[?$..x]",
            "$..[?search(@, '\\\\w+x')]",
            "$.a[?@.b==1].b",
        ] {
            let start = Instant::now();
            let _ = find(&body, path);
            assert!(
                start.elapsed() < Duration::from_secs(20),
                "{path}: {:?}",
                start.elapsed()
            );
        }
    }
}

proptest::proptest! {
    #[test]
    fn a_value_stays_inside_its_literal(value in "\\PC{0,20}", quote in "['\"]") {
        let body = serde_json::json!({"l": [{"id": value, "n": "found"}, {"id": "x'", "n": "other"}]});
        let root = read(body.to_string().as_bytes()).unwrap();
        let path = format!("$.l[?@.id=={quote}%v%{quote}].n");
        let found = follow(&Tree::new(&root), &path, &|name| (name == "v").then(|| value.clone()));
        proptest::prop_assert_eq!(found, Ok("found".to_owned()));
    }

    #[test]
    fn no_path_panics(path in "\\$?[a-z$.\\[\\]'\"?@*(),:=%0-9\\\\ ]{0,30}") {
        if check(&path, &declared).is_ok() {
            let _ = find(PLAYERS, &path);
        }
    }
}
