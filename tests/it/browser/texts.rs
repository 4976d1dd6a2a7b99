//! The page's own code, where a mistake would not be seen at once: Markdown, links, and what a typed line means.

use frontdesk_sandbox::{Options, Sandbox};
use serde_json::json;

use super::Browser;

const MARKDOWN: &str = r#"
    const { markdown } = await import("/page/markdown.js");
    const names = { users: { 7: { name: "Mika" } }, roles: {}, channels: { 8: { name: "support" } } };
    const plain = (node) => [...node.childNodes].map((child) => child.nodeType === 3
      ? child.textContent
      : `<${child.localName}>${plain(child)}</${child.localName}>`).join("");
    return texts.map((text) => plain(markdown(text, names)));
"#;

const COMMANDS: &str = r#"
    const { offer, quote, runnable } = await import("/page/command.js");
    const commands = runnable([{ name: "panel", type: 1, options: [
      { type: 1, name: "create", description: "", options: [
        { type: 3, name: "title", description: "", required: true },
        { type: 3, name: "mode", description: "", choices: [{ name: "Channel" }, { name: "Thread" }] },
      ] },
      { type: 1, name: "list", description: "" },
    ] }]);
    const names = { users: {}, roles: {}, channels: {} };
    return texts.map((text) => offer(text, commands, names, "1").items.map((item) => item.line ?? quote(item.value)));
"#;

/// Runs a module's function over some texts in the page.
async fn over(browser: &Browser, script: &str, texts: &[&str]) -> serde_json::Value {
    let texts = json!(texts);
    let script = format!(
        "const done = arguments[arguments.length - 1]; (async () => {{ const texts = {texts}; {script} }})().then(done, (error) => done(String(error)));"
    );
    browser.runs_on(&script).await
}

#[tokio::test(flavor = "multi_thread")]
async fn texts_mean_what_they_mean_in_discord() {
    let Some(browser) = Browser::open().await else {
        return;
    };
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    browser.visit(sandbox.url(), "admin", "general").await;
    let texts = [
        "**bold** *it* __u__ ~~s~~ `co*de*`",
        r"\*not\* snake_case_name 2*3*4",
        "<@7> <#8> <@9> @everyone",
        "[site](https://a.b/c_d_e) https://x.y/z. <https://q.r>",
        "[click](javascript:alert(1)) javascript:alert(1)",
        "# Title\n- one\n> quote\n```js\n<b>&\n```",
        "<script>alert(1)</script>",
    ];
    let seen = over(&browser, MARKDOWN, &texts).await;
    assert_eq!(
        seen,
        json!([
            "<p><strong>bold</strong> <em>it</em> <u>u</u> <s>s</s> <code>co*de*</code></p>",
            "<p>*not* snake_case_name 2<em>3</em>4</p>",
            "<p><span>@Mika</span> <span>#support</span> <span>@unknown-user</span> <span>@everyone</span></p>",
            "<p><a>site</a> <a>https://x.y/z</a>. <a>https://q.r</a></p>",
            "<p>[click](javascript:alert(1)) javascript:alert(1)</p>",
            "<h3>Title</h3><p><span>•</span><span>one</span></p><blockquote>quote</blockquote><pre><code><b>&</code></pre>",
            "<p><script>alert(1)</script></p>",
        ])
    );
    let lines = [
        "/pan",
        "/panel create title:Get help ",
        "/panel create title:\"a mode:b\" mode:Th",
        "/panel list",
    ];
    let offered = over(&browser, COMMANDS, &lines).await;
    assert_eq!(
        offered,
        json!([
            ["/panel create title:", "/panel list "],
            ["/panel create title:Get help mode:"],
            ["Thread"],
            ["/panel list "],
        ])
    );
    browser.close().await;
}
