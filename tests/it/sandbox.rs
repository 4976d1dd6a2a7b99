//! The simulated Discord against an unmodified serenity: what the library makes of every payload decides.

use std::{sync::Arc, time::Duration};

use frontdesk_sandbox::{
    Options, Sandbox,
    state::{MessageDraft, Response},
};
use serenity::all::{
    ActionRowComponent, ButtonStyle, ChannelType, ClientBuilder, CommandInteraction,
    CommandOptionType, ComponentInteraction, Context, CreateActionRow, CreateAttachment,
    CreateButton, CreateChannel, CreateCommand, CreateCommandOption, CreateEmbed, CreateInputText,
    CreateInteractionResponse, CreateInteractionResponseFollowup, CreateInteractionResponseMessage,
    CreateMessage, CreateModal, CreateThread, EditInteractionResponse, EventHandler,
    GatewayIntents, Guild, GuildChannel, GuildId, Http, HttpBuilder, InputTextStyle, Interaction,
    Message, ModalInteraction, PermissionOverwrite, PermissionOverwriteType, Permissions, Ready,
    RoleId, UserId, async_trait,
};
use tokio::{sync::mpsc, task::JoinHandle};

/// Tells the test what the library understood, and answers as the test's bot does.
struct Bot {
    told: mpsc::UnboundedSender<Told>,
}

#[derive(Debug)]
enum Told {
    Ready(Box<Ready>),
    Resumed,
    Guild(Box<Guild>),
    Message(Box<Message>),
    ThreadCreated(Box<GuildChannel>),
}

#[async_trait]
impl EventHandler for Bot {
    async fn ready(&self, _: Context, ready: Ready) {
        self.told.send(Told::Ready(Box::new(ready))).unwrap();
    }

    async fn resume(&self, _: Context, _: serenity::all::ResumedEvent) {
        self.told.send(Told::Resumed).unwrap();
    }

    async fn guild_create(&self, _: Context, guild: Guild, _: Option<bool>) {
        self.told.send(Told::Guild(Box::new(guild))).unwrap();
    }

    async fn message(&self, _: Context, message: Message) {
        self.told.send(Told::Message(Box::new(message))).unwrap();
    }

    async fn thread_create(&self, _: Context, thread: GuildChannel) {
        self.told
            .send(Told::ThreadCreated(Box::new(thread)))
            .unwrap();
    }

    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        match interaction {
            Interaction::Command(command) => greet(&context, command).await,
            Interaction::Component(component) => ask(&context, component).await,
            Interaction::Modal(modal) => note(&context, modal).await,
            other => panic!("not expected: {other:?}"),
        }
    }
}

async fn greet(context: &Context, command: CommandInteraction) {
    let text = format!(
        "Hello, {}!",
        command.data.options[0].value.as_str().unwrap()
    );
    let button = CreateButton::new("ask")
        .label("Ask me")
        .style(ButtonStyle::Primary);
    command.defer_ephemeral(context).await.unwrap();
    let answer = EditInteractionResponse::new()
        .content(text)
        .components(vec![CreateActionRow::Buttons(vec![button])]);
    let message = command.edit_response(context, answer).await.unwrap();
    assert!(matches!(
        message.components[0].components[0],
        ActionRowComponent::Button(_)
    ));
    let followup = CreateInteractionResponseFollowup::new()
        .content("for all to see")
        .add_file(CreateAttachment::bytes(b"hi".as_slice(), "hi.txt"));
    let followup = command.create_followup(context, followup).await.unwrap();
    let kind = followup.attachments[0].content_type.as_deref();
    assert!(kind.unwrap().starts_with("text/plain"), "{kind:?}");
}

async fn ask(context: &Context, component: ComponentInteraction) {
    let input = CreateInputText::new(InputTextStyle::Short, "Reason", "reason");
    let modal = CreateModal::new("why", "Why?").components(vec![CreateActionRow::InputText(input)]);
    component
        .create_response(context, CreateInteractionResponse::Modal(modal))
        .await
        .unwrap();
}

async fn note(context: &Context, modal: ModalInteraction) {
    let ActionRowComponent::InputText(input) = &modal.data.components[0].components[0] else {
        panic!("not a text");
    };
    let text = format!("You said: {}", input.value.as_deref().unwrap());
    let message = CreateInteractionResponseMessage::new().content(text);
    modal
        .create_response(context, CreateInteractionResponse::Message(message))
        .await
        .unwrap();
}

struct Running {
    sandbox: Sandbox,
    http: Arc<Http>,
    told: mpsc::UnboundedReceiver<Told>,
    client: JoinHandle<()>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.client.abort();
    }
}

fn http(sandbox: &Sandbox) -> Http {
    HttpBuilder::new(sandbox.token())
        .proxy(sandbox.url())
        .ratelimiter_disabled(true)
        .build()
}

async fn start() -> Running {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let (sender, receiver) = mpsc::unbounded_channel();
    let http = http(&sandbox);
    let mut client = ClientBuilder::new_with_http(http, GatewayIntents::all())
        .event_handler(Bot { told: sender })
        .await
        .unwrap();
    let http = client.http.clone();
    let running = tokio::spawn(async move { client.start_autosharded().await.unwrap() });
    Running {
        sandbox,
        http,
        told: receiver,
        client: running,
    }
}

impl Running {
    async fn told(&mut self) -> Told {
        let patience = Duration::from_secs(10);
        tokio::time::timeout(patience, self.told.recv())
            .await
            .unwrap()
            .unwrap()
    }

    async fn message(&mut self) -> Message {
        loop {
            if let Told::Message(message) = self.told().await {
                return *message;
            }
        }
    }

    async fn thread(&mut self) -> GuildChannel {
        loop {
            if let Told::ThreadCreated(thread) = self.told().await {
                return *thread;
            }
        }
    }

    fn guild(&self) -> GuildId {
        GuildId::new(self.sandbox.seed().guild.0)
    }
}

#[tokio::test]
async fn serenity_is_told_everything_about_the_guild() {
    let mut bot = start().await;
    let Told::Ready(ready) = bot.told().await else {
        panic!("not ready")
    };
    assert_eq!(ready.user.name, "Frontdesk");
    let Told::Guild(guild) = bot.told().await else {
        panic!("no guild")
    };
    assert_eq!(guild.name, "Harbour Lights");
    assert_eq!(guild.roles.len(), 4);
    assert_eq!(guild.members.len(), 5);
    assert!(
        guild
            .channels
            .values()
            .any(|channel| channel.name == "support")
    );
}

#[tokio::test]
async fn serenity_answers_commands_buttons_and_modals() {
    let bot = start().await;
    bot.sandbox.connected().await;
    let option = CreateCommandOption::new(CommandOptionType::String, "name", "Whom to greet");
    let command = CreateCommand::new("greet")
        .description("Greets")
        .add_option(option);
    bot.http
        .set_application_id(serenity::all::ApplicationId::new(bot.sandbox.seed().bot.0));
    let commands = bot.http.create_global_commands(&[command]).await.unwrap();
    assert_eq!(commands[0].name, "greet");

    let member = bot.sandbox.user("mika");
    let reply = member
        .run("/greet name:Mika")
        .in_channel("general")
        .finished()
        .await;
    assert_eq!(reply.text().lines().next(), Some("Hello, Mika!"));
    assert!(reply.is_ephemeral());
    member.sees_message("general", "for all to see").await;
    let asked = reply.press("Ask me").attempt().await.unwrap();
    let noted = asked
        .modal()
        .fill("Reason", "curiosity")
        .submit()
        .attempt()
        .await
        .unwrap();
    assert!(matches!(noted.response(), Response::Message(_)));
    assert_eq!(noted.text(), "You said: curiosity");
}

#[tokio::test]
async fn serenity_manages_channels_threads_roles_and_members() {
    let mut bot = start().await;
    bot.sandbox.connected().await;
    let (guild, seed) = (bot.guild(), bot.sandbox.seed());
    let overwrite = PermissionOverwrite {
        allow: Permissions::empty(),
        deny: Permissions::VIEW_CHANNEL,
        kind: PermissionOverwriteType::Role(RoleId::new(guild.get())),
    };
    let own = PermissionOverwrite {
        allow: Permissions::VIEW_CHANNEL,
        deny: Permissions::empty(),
        kind: PermissionOverwriteType::Member(UserId::new(seed.bot.0)),
    };
    let new = CreateChannel::new("Ticket 1")
        .kind(ChannelType::Text)
        .category(seed.tickets.0)
        .permissions([overwrite, own]);
    let channel = guild.create_channel(&bot.http, new).await.unwrap();
    assert_eq!(channel.name, "ticket-1");
    assert_eq!(channel.permission_overwrites.len(), 2);

    let embed = CreateEmbed::new()
        .title("Welcome")
        .field("Score", "3000", true);
    let sent = channel
        .send_message(&bot.http, CreateMessage::new().embed(embed))
        .await
        .unwrap();
    assert_eq!(sent.embeds[0].fields[0].value, "3000");
    assert_eq!(bot.message().await.id, sent.id);

    let new = CreateThread::new("aside").kind(ChannelType::PrivateThread);
    let thread = channel.create_thread(&bot.http, new).await.unwrap();
    assert_eq!(bot.thread().await.id, thread.id);
    thread
        .id
        .add_thread_member(&bot.http, UserId::new(seed.admin.0))
        .await
        .unwrap();
    assert_eq!(
        thread.id.get_thread_members(&bot.http).await.unwrap().len(),
        2
    );

    let member = guild.member(&bot.http, seed.member.0).await.unwrap();
    member.add_role(&bot.http, seed.staff_role.0).await.unwrap();
    let member = guild.member(&bot.http, seed.member.0).await.unwrap();
    assert_eq!(member.roles, [RoleId::new(seed.staff_role.0)]);
    assert_eq!(guild.roles(&bot.http).await.unwrap().len(), 4);
    let dm = UserId::new(seed.member.0)
        .create_dm_channel(&bot.http)
        .await
        .unwrap();
    dm.say(&bot.http, "psst").await.unwrap();
    assert_eq!(
        dm.messages(&bot.http, serenity::all::GetMessages::new())
            .await
            .unwrap()
            .len(),
        1
    );
    bot.http.get_current_application_info().await.unwrap();
    channel.delete(&bot.http).await.unwrap();
}

#[tokio::test]
async fn serenity_resumes_and_misses_nothing() {
    let mut bot = start().await;
    bot.sandbox.connected().await;
    let seed = bot.sandbox.seed();
    bot.sandbox.disconnect();
    bot.sandbox
        .state()
        .write(|world| {
            world.send(
                seed.member,
                seed.general,
                MessageDraft::text("while you were away"),
                vec![],
            )
        })
        .unwrap();
    assert_eq!(bot.message().await.content, "while you were away");
    loop {
        if let Told::Resumed = bot.told().await {
            break;
        }
    }
}
