### Der Egress-Prozess, der die Anfragen an Adressen stellt, die Nutzer gewählt haben.

# Der Prozess, der die Anfragen dieses Bots stellt, läuft nicht oder lehnt sie ab.
egress-process = Dieser Bot kann gerade keine Anfragen senden; versuch es später noch einmal, und sag dem Betreiber des Bots Bescheid, wenn es so bleibt.
