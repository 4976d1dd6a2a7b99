# In Discord's list of commands: integration publish.
command-integration-publish = Eine deiner Integrationen allen anbieten
# In Discord's list of commands: integration unpublish.
command-integration-unpublish = Eine deiner Integrationen aus dem Katalog nehmen
# In Discord's list of commands: operator.
command-operator = Für alle, die diesen Bot betreiben
# In Discord's list of commands: operator integrations.
command-operator-integrations = Was im Katalog stehen darf
# In Discord's list of commands: operator integrations pending.
command-operator-integrations-pending = Zeigt, was wartet
# In Discord's list of commands: operator integrations approve.
command-operator-integrations-approve = Wartendes in den Katalog aufnehmen
# In Discord's list of commands: operator integrations reject.
command-operator-integrations-reject = Wartendes ablehnen oder Öffentliches entfernen
# In Discord's list of commands: operator integrations reject reason.
command-operator-integrations-reject-reason = Warum; der Besitzer erfährt es
# In Discord's list of commands: operator guild.
command-operator-guild = Server, auf denen nichts geht
# In Discord's list of commands: operator guild block.
command-operator-guild-block = Auf einem Server alles verweigern
# In Discord's list of commands: operator guild block reason.
command-operator-guild-block-reason = Warum, für deine Unterlagen
# In Discord's list of commands: operator guild unblock.
command-operator-guild-unblock = Auf einem Server wieder arbeiten
# In Discord's list of commands: option guild.
command-option-guild = Der Server
# In Discord's list of commands: operator stats.
command-operator-stats = Zählt, was es gibt
