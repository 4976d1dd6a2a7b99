//! The desk: a sandbox, a database in a folder of its own, and a bot that can be started, stopped and killed.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use frontdesk::app::App;
use frontdesk::clock::Clock;
use frontdesk::config::{Config, Environment};
use frontdesk::discord::outbound::{Button, ButtonStyle};
use frontdesk::discord::{Bot, CustomId, Message, Outbound};
use frontdesk::lifecycle::Lifecycle;
use frontdesk::model::{
    ChannelId, Event, EventKind, GuildId, IntegrationId, NewPanel, Panel, RoleId, Ticket,
    TicketState, UserId, WelcomeTemplate,
};
use frontdesk::store::Store;
use frontdesk_sandbox::{Actor, Id, Options, Sandbox, State};
use sqlx::Connection as _;
use tokio::task::JoinHandle;

use super::process::Process;

/// A simulated Discord, a database, and a bot between them.
pub(crate) struct Desk {
    /// Discord.
    pub(crate) sandbox: Sandbox,
    /// The bot's database, over a connection of the test's own.
    pub(crate) store: Store,
    /// A way to Discord of the test's own, with the bot's token.
    pub(crate) outbound: Outbound,
    /// What the bot in this process takes for the time.
    pub(crate) clock: Clock,
    folder: tempfile::TempDir,
    upstreams: Vec<u16>,
    variables: Vec<(&'static str, String)>,
    operators: Vec<UserId>,
    running: Option<Running>,
    beside: Option<Running>,
}

enum Running {
    Inside {
        lifecycle: Lifecycle,
        bot: Arc<Bot>,
        web: SocketAddr,
        ended: JoinHandle<bool>,
    },
    Process(Process),
}

impl Desk {
    /// Everything but the bot.
    pub(crate) async fn closed() -> Self {
        let sandbox = Sandbox::start(Options::default()).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let environment = environment(&sandbox, folder.path(), &[]);
        let config = Config::read(&environment).unwrap();
        let store = frontdesk::app::open_store(&config.storage).await.unwrap();
        let outbound = Outbound::new(&config.discord).unwrap();
        Self {
            sandbox,
            store,
            outbound,
            clock: Clock::system(),
            folder,
            upstreams: Vec::new(),
            variables: Vec::new(),
            operators: Vec::new(),
            running: None,
            beside: None,
        }
    }

    /// Everything, with the bot running in this process.
    pub(crate) async fn open() -> Self {
        let mut desk = Self::closed().await;
        desk.start().await;
        desk
    }

    /// Lets the bot ask this local server, which the rules would refuse otherwise. Before it is started.
    pub(crate) fn allow(&mut self, upstream: SocketAddr) {
        self.upstreams.push(upstream.port());
    }

    /// Sets a variable of the bot's environment. Before it is started.
    pub(crate) fn variable(&mut self, name: &'static str, value: impl Into<String>) {
        self.variables.push((name, value.into()));
    }

    /// Lets somebody be an operator. Before it is started.
    pub(crate) fn operated_by(&mut self, who: &str) {
        self.operators.push(self.account(who));
    }

    /// Starts the bot in this process and waits until it is connected and its commands are there.
    pub(crate) async fn start(&mut self) {
        let pairs = self.pairs();
        let pairs = pairs.iter().map(|(name, value)| (*name, value.as_str()));
        let environment = Environment::from_pairs(pairs);
        let mut config = Config::read(&environment).unwrap();
        config.discord.owners.clone_from(&self.operators);
        let lifecycle = Lifecycle::new();
        let app = App::build(config, self.clock.clone(), lifecycle.clone())
            .await
            .unwrap();
        let bot = Arc::clone(app.bot());
        let web = app.web_address().unwrap();
        let ended = tokio::spawn(app.run());
        self.running = Some(Running::Inside {
            lifecycle,
            bot,
            web,
            ended,
        });
        self.connected().await;
    }

    /// Starts the bot as a process of its own.
    pub(crate) async fn spawn(&mut self) {
        let pairs = self.pairs();
        self.running = Some(Running::Process(Process::start(&pairs)));
        self.connected().await;
    }

    /// The bot's environment.
    pub(crate) fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = pairs(&self.sandbox, self.folder.path(), &self.upstreams);
        pairs.extend(self.variables.iter().cloned());
        pairs
    }

    /// Lets the bot run on, so that another one can be started beside it.
    pub(crate) fn put_beside(&mut self) {
        assert!(self.beside.is_none());
        self.beside = self.running.take();
    }

    /// Kills the process that was put beside.
    pub(crate) fn kill_beside(&mut self) {
        let Some(Running::Process(process)) = self.beside.take() else {
            panic!("only a process can be killed");
        };
        process.kill();
    }

    async fn connected(&self) {
        self.sandbox.connected().await;
        self.state()
            .until(|world| (!world.commands.is_empty()).then_some(()))
            .await;
    }

    /// Stops the bot as an operator would; it must end well.
    pub(crate) async fn stop(&mut self) {
        match self.running.take() {
            Some(Running::Inside {
                lifecycle, ended, ..
            }) => {
                lifecycle.stop();
                assert!(ended.await.unwrap(), "a part of the bot failed");
            }
            Some(Running::Process(process)) => process.terminate().await,
            None => {}
        }
    }

    /// Waits until the bot's process ends by itself; whether it did so well.
    pub(crate) async fn ended(&mut self) -> bool {
        let Some(Running::Process(process)) = self.running.take() else {
            panic!("only a process ends by itself");
        };
        process.ended().await
    }

    /// Kills the bot's process: no destructor runs, nothing is finished.
    pub(crate) async fn kill(&mut self) {
        let Some(Running::Process(process)) = self.running.take() else {
            panic!("only a process can be killed");
        };
        process.kill();
        // Discord notices a moment later; a bot that is started before that is not alone.
        self.state()
            .until(|world| (!world.bot_is_connected()).then_some(()))
            .await;
    }

    /// What the bot works with.
    pub(crate) fn bot(&self) -> &Arc<Bot> {
        match &self.running {
            Some(Running::Inside { bot, .. }) => bot,
            _ => panic!("the bot does not run in this process"),
        }
    }

    /// Where the bot's web server listens.
    pub(crate) fn web(&self) -> SocketAddr {
        match &self.running {
            Some(Running::Inside { web, .. }) => *web,
            _ => panic!("the bot does not run in this process"),
        }
    }

    /// Where the bot keeps its data.
    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Discord's world.
    pub(crate) fn state(&self) -> &State {
        self.sandbox.state()
    }

    /// Somebody.
    pub(crate) fn user(&self, who: &str) -> Actor {
        self.sandbox.user(who)
    }

    /// The server.
    pub(crate) fn guild(&self) -> GuildId {
        GuildId::new(self.sandbox.seed().guild.0)
    }

    /// Somebody's account.
    pub(crate) fn account(&self, who: &str) -> UserId {
        UserId::new(self.user(who).id().0)
    }

    /// Makes somebody staff.
    pub(crate) fn promote(&self, who: &str) {
        let seed = self.sandbox.seed();
        let user = self.user(who).id();
        self.state().write(|world| {
            let members = &mut world.guild_mut(seed.guild).unwrap().members;
            members.get_mut(&user).unwrap().roles.push(seed.staff_role);
        });
    }

    /// A channel of the seed, or any other id of Discord's.
    pub(crate) fn channel(id: Id) -> ChannelId {
        ChannelId::new(id.0)
    }

    /// Changes the server's settings.
    pub(crate) async fn set(&self, setting: &str, value: &str) {
        self.store
            .set_guild_setting(self.guild(), setting, value)
            .await
            .unwrap();
    }

    /// A panel "Support" in #support with the category Tickets, the role Staff, and a welcome message of its own.
    pub(crate) async fn panel(&self) -> Panel {
        self.panel_with(|_| {}).await
    }

    /// The same, changed.
    pub(crate) async fn panel_with(&self, change: impl FnOnce(&mut NewPanel)) -> Panel {
        let seed = self.sandbox.seed();
        let channel = Self::channel(seed.support);
        let mut settings = NewPanel {
            title: "Support".to_owned(),
            channel: Some(channel),
            category: Some(Self::channel(seed.tickets)),
            staff_role: Some(RoleId::new(seed.staff_role.0)),
            welcome: WelcomeTemplate {
                title: Some("Hello %username%".to_owned()),
                message: Some("Ticket %ticket_id% of %user% in %server%.".to_owned()),
                ..WelcomeTemplate::default()
            },
            ..NewPanel::default()
        };
        change(&mut settings);
        let guild = self.guild();
        let event = |panel: &Panel| Event {
            kind: EventKind::PanelCreated,
            guild,
            ticket: None,
            data: serde_json::json!({ "panel_id": panel.id }),
            at: Clock::system().now(),
        };
        let panel = self
            .store
            .insert_panel(guild, &settings, event)
            .await
            .unwrap();
        let message = Message::text(settings.title).buttons([Button::new(
            "Open a ticket",
            ButtonStyle::Primary(CustomId::OpenTicket { panel: panel.id }),
        )]);
        let message = self.outbound.post(channel, &message).await.unwrap();
        self.store
            .set_panel_message(guild, panel.id, channel, message)
            .await
            .unwrap();
        panel
    }

    /// An integration of the admin's that is active here: placeholders are called like the keys of the answer.
    pub(crate) async fn integration(
        &self,
        name: &str,
        url: &str,
        method: &str,
        placeholders: &[&str],
    ) -> IntegrationId {
        self.integration_of("admin", name, url, method, placeholders)
            .await
    }

    /// The same, of somebody else's.
    pub(crate) async fn integration_of(
        &self,
        owner: &str,
        name: &str,
        url: &str,
        method: &str,
        placeholders: &[&str],
    ) -> IntegrationId {
        let placeholders: Vec<_> = placeholders
            .iter()
            .map(|name| serde_json::json!({ "name": name, "path": name, "fallback": "unknown" }))
            .collect();
        let manifest = serde_json::json!({
            "frontdesk": 1,
            "name": name,
            "request": { "method": method, "url": url },
            "placeholders": placeholders,
        });
        let manifest = serde_json::from_value(manifest).unwrap();
        let (service, owner) = (&self.bot().integrations, self.account(owner));
        let created = service.create(owner, manifest).await.unwrap();
        service
            .activate(
                self.guild(),
                owner,
                created.id,
                created.version,
                BTreeMap::new(),
            )
            .await
            .unwrap();
        created.id
    }

    /// The tickets that are not closed.
    pub(crate) async fn live(&self) -> Vec<Ticket> {
        self.store.live_tickets(self.guild()).await.unwrap()
    }

    /// Waits until nothing is between two steps: every ticket is open or closed, and the outbox knows.
    pub(crate) async fn settled(&self) {
        let until = tokio::time::Instant::now() + frontdesk_sandbox::actor::PATIENCE;
        let mut changes = self.state().changes();
        while self
            .live()
            .await
            .iter()
            .any(|ticket| ticket.state != TicketState::Open || !self.has_channel(ticket))
        {
            assert!(
                tokio::time::Instant::now() < until,
                "it does not settle: {:?}",
                self.live().await
            );
            // The last step is the database's, which tells nobody.
            let _ = tokio::time::timeout(Duration::from_millis(20), changes.changed()).await;
        }
    }

    fn has_channel(&self, ticket: &Ticket) -> bool {
        self.state().read(|world| {
            ticket
                .channel
                .is_some_and(|channel| world.channels.contains_key(&Id(channel.get())))
        })
    }

    /// The types of the events in the outbox.
    pub(crate) async fn events(&self) -> Vec<String> {
        let events = self.store.events(self.guild(), 0, 100).await.unwrap();
        events.into_iter().map(|event| event.kind).collect()
    }

    /// The names of all channels that look like a ticket's.
    pub(crate) fn ticket_channels(&self) -> Vec<String> {
        self.state().read(|world| {
            let mut names: Vec<_> = world
                .channels
                .values()
                .filter(|channel| channel.name.starts_with("ticket"))
                .filter(|channel| channel.guild.is_some() && channel.id != world.seed.tickets)
                .map(|channel| channel.name.clone())
                .collect();
            names.sort();
            names
        })
    }

    /// Keeps every write of the bot waiting, as a database that is slow would.
    pub(crate) async fn hold_writes(&self, time: Duration) -> JoinHandle<()> {
        let url = format!(
            "sqlite://{}",
            self.folder.path().join("frontdesk.db").display()
        );
        let mut connection = sqlx::SqliteConnection::connect(&url).await.unwrap();
        sqlx::query("BEGIN IMMEDIATE")
            .execute(&mut connection)
            .await
            .unwrap();
        tokio::spawn(async move {
            tokio::time::sleep(time).await;
            sqlx::query("COMMIT")
                .execute(&mut connection)
                .await
                .unwrap();
        })
    }
}

fn pairs(
    sandbox: &Sandbox,
    folder: &std::path::Path,
    upstreams: &[u16],
) -> Vec<(&'static str, String)> {
    let ports: Vec<String> = [80, 443]
        .iter()
        .chain(upstreams)
        .map(ToString::to_string)
        .collect();
    vec![
        ("DISCORD_TOKEN", sandbox.token().to_owned()),
        ("DISCORD_API_URL", sandbox.url().to_owned()),
        ("FRONTDESK_DATA_DIR", folder.display().to_string()),
        ("FRONTDESK_HTTP_ADDR", "127.0.0.1:0".to_owned()),
        ("FRONTDESK_EGRESS_ALLOW", "127.0.0.1/32".to_owned()),
        ("FRONTDESK_EGRESS_PORTS", ports.join(",")),
    ]
}

fn environment(sandbox: &Sandbox, folder: &std::path::Path, upstreams: &[u16]) -> Environment {
    let pairs = pairs(sandbox, folder, upstreams);
    Environment::from_pairs(pairs.iter().map(|(name, value)| (*name, value.as_str())))
}
