//! Admins' commands in the hands of others: whoever administers a server can show a command to anybody.

use frontdesk_sandbox::state::CommandPermission;

use crate::support::Desk;

/// A desk whose member may run every command, as far as Discord is concerned.
async fn permissive() -> Desk {
    let desk = Desk::open().await;
    desk.panel().await;
    desk.state().write(|world| {
        let (guild, member) = (world.seed.guild, world.seed.member);
        let commands: Vec<_> = world.commands.keys().copied().collect();
        for command in commands {
            let rule = CommandPermission {
                id: member,
                kind: 2,
                permission: true,
            };
            world.permit_command(guild, command, vec![rule]);
        }
    });
    desk
}

#[tokio::test(flavor = "multi_thread")]
async fn every_command_of_admins_asks_for_manage_server_itself() {
    let desk = permissive().await;
    let member = desk.user("member");
    for line in [
        "/panel create title:Mine",
        "/panel edit panel:Support title:Mine",
        "/panel welcome panel:Support",
        "/panel preview panel:Support",
        "/panel list",
        "/panel send panel:Support channel:#general",
        "/panel enable panel:Support",
        "/panel disable panel:Support",
        "/panel delete panel:Support",
        "/settings view",
        "/settings set setting:language value:de",
        "/settings reset setting:language",
        "/integration create name:Mine url:https://api.example.com/",
        "/integration edit integration:Mine name:Yours",
        "/integration header set integration:Mine name:X value:y",
        "/integration header remove integration:Mine name:X",
        "/integration secret add integration:Mine name:x",
        "/integration secret remove integration:Mine name:x",
        "/integration placeholder set integration:Mine name:x path:y",
        "/integration placeholder remove integration:Mine name:x",
        "/integration view integration:Mine",
        "/integration list",
        "/integration activate integration:Mine",
        "/integration deactivate integration:Mine",
        "/integration secrets integration:Mine",
        "/integration test integration:Mine",
        "/integration log integration:Mine",
        "/integration export integration:Mine",
        "/integration delete integration:Mine",
    ] {
        let refused = member.run(line).in_channel("general").finished().await;
        assert_eq!(
            refused.text(),
            "Only members with the permission **Manage Server** can do that.",
            "{line}"
        );
        assert!(refused.is_ephemeral(), "{line}");
    }
    let imported = member
        .run("/integration import")
        .with_file("file", "manifest.json", *b"{}")
        .in_channel("general")
        .finished()
        .await;
    assert!(imported.text().contains("Manage Server"));
    let [panel] = desk
        .store
        .panels(desk.guild())
        .await
        .unwrap()
        .try_into()
        .unwrap();
    assert!(panel.enabled);
}

#[tokio::test(flavor = "multi_thread")]
async fn completion_tells_others_nothing() {
    let desk = permissive().await;
    for (who, expected) in [("admin", 1), ("member", 0)] {
        let choices = desk
            .user(who)
            .complete("/panel delete panel:sup")
            .in_channel("general")
            .await;
        assert_eq!(choices.len(), expected, "{who}");
    }
}
