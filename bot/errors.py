"""The one base of every expected fault; each subclass writes its own message for a person."""


class BotError(Exception):
    """An expected fault. ``str(error)`` is a calm sentence a person can act on."""
