### The egress process, which makes the requests to addresses that users chose.

# The process that makes this bot's requests is down or refuses them.
egress-process = This bot cannot send requests at the moment; try again later, and tell whoever runs the bot if it stays like this.
