# Seen by an admin who deactivates Bloxlink where it is active by the operator's key.
builtin-lent = Bloxlink ist hier aktiv, weil der Betreiber dieses Bots seinen Schlüssel allen Servern leiht; deshalb lässt es sich nicht deaktivieren. Ohne seine Platzhalter in deinen Nachrichten wird nichts gefragt; mit `/integration activate` gibst du einen eigenen Schlüssel ein.
