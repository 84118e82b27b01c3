"""Settings and a desk come in; the bot serves Slack until it is told to stop."""

from bot.server.run import serve

__all__ = ["serve"]
