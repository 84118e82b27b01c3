"""What must outlive the process comes in; it is kept in the bot's own database and found again."""

from bot.ledger.ledger import Ledger, Retention

__all__ = ["Ledger", "Retention"]
