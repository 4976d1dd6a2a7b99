use std::time::{Duration, Instant};

use super::{Answer, EXAMPLE_USER, Upstream};

async fn get(url: String, key: Option<&str>) -> (u16, String) {
    let mut request = reqwest::Client::default().get(url);
    if let Some(key) = key {
        request = request.header("Authorization", key);
    }
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

#[tokio::test]
async fn the_example_api_knows_one_user_and_asks_for_the_key() {
    let upstream = Upstream::start("the-key").await.unwrap();
    let url = upstream.url(&format!("/lookup?user={EXAMPLE_USER}"));
    let known = r#"{"online_status":"Online","user":{"username":"Ryan","account_created_year":2019,"scores":{"high_score":3000,"last_score":400}}}"#;
    assert_eq!(
        get(url.clone(), Some("the-key")).await,
        (200, known.to_owned())
    );
    let somebody = upstream.url("/lookup?user=1");
    assert_eq!(get(somebody, Some("the-key")).await, (200, "{}".to_owned()));
    let refused = r#"{"error":"Send your API key as it is in the Authorization header."}"#;
    assert_eq!(
        get(url.clone(), Some("The-Key")).await,
        (401, refused.to_owned())
    );
    assert_eq!(get(url, None).await, (401, refused.to_owned()));
    assert_eq!(get(upstream.url("/else"), None).await.0, 404);
}

#[tokio::test]
async fn what_arrives_is_recorded_and_can_be_waited_for() {
    let upstream = Upstream::start("k").await.unwrap();
    upstream.on("/hook", Answer::echo());
    let url = upstream.url("/hook?a=%20b");
    let request = reqwest::Client::default()
        .post(url)
        .header("X-One", "1")
        .body(r#"{"n":1}"#);
    let (answer, seen) = tokio::join!(request.send(), upstream.received(1));
    assert_eq!(seen[0].method, "POST");
    assert_eq!((&*seen[0].path, &*seen[0].query), ("/hook", "a=%20b"));
    assert_eq!(seen[0].header("x-one"), Some("1"));
    assert_eq!(seen[0].json(), serde_json::json!({"n": 1}));
    let echo: serde_json::Value = answer.unwrap().json().await.unwrap();
    assert_eq!(echo, seen[0].to_json());
    assert_eq!(upstream.requests_to("/other"), []);
}

#[tokio::test]
async fn bodies_break_off_stall_or_do_not_end() {
    let upstream = Upstream::start("k").await.unwrap();
    let client = reqwest::Client::default();
    let text = r#"{"name":"a value that is cut in two"}"#;
    upstream.on("/half", Answer::half(text));
    let half = client.get(upstream.url("/half")).send().await.unwrap();
    assert_eq!(half.content_length(), Some(text.len() as u64));
    assert!(half.bytes().await.is_err());

    upstream.on("/stalled", Answer::stalled(text));
    let patience = Duration::from_millis(100);
    let stalled = client.get(upstream.url("/stalled")).send().await.unwrap();
    assert!(
        tokio::time::timeout(patience, stalled.bytes())
            .await
            .is_err()
    );
    upstream.on("/hang", Answer::hang());
    let hang = client.get(upstream.url("/hang")).send();
    assert!(tokio::time::timeout(patience, hang).await.is_err());

    upstream.on("/huge", Answer::huge(10_000_000));
    let huge = client.get(upstream.url("/huge")).send().await.unwrap();
    assert_eq!(huge.content_length(), None);
    assert!(huge.bytes().await.unwrap().len() >= 10_000_000);

    upstream.on("/bomb", Answer::bomb(10_000_000));
    let bomb = client.get(upstream.url("/bomb")).send().await.unwrap();
    assert_eq!(bomb.headers()["content-encoding"], "gzip");
    assert!(bomb.bytes().await.unwrap().len() < 20_000);
}

#[tokio::test]
async fn answers_can_be_late_and_wrong() {
    let upstream = Upstream::start("k").await.unwrap();
    let delay = Duration::from_millis(50);
    upstream.on("/late", Answer::html().status(500).after(delay));
    let start = Instant::now();
    let (status, page) = get(upstream.url("/late"), None).await;
    assert!(start.elapsed() >= delay);
    assert_eq!(status, 500);
    assert!(page.starts_with("<!doctype html>"));

    upstream.on("/away", Answer::redirect("http://169.254.169.254/"));
    let policy = reqwest::redirect::Policy::custom(|attempt| {
        let target = attempt.url().to_string();
        attempt.error(target)
    });
    #[expect(clippy::disallowed_methods, reason = "the test must see the redirect")]
    let client = reqwest::Client::builder().redirect(policy).build().unwrap();
    let error = client.get(upstream.url("/away")).send().await.unwrap_err();
    assert!(error.is_redirect());
}
