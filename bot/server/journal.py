"""Log records come in; JSON lines without secrets and words of users go to standard error."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime

SECRETS = re.compile(r"(xox[a-z]-|xapp-|v0=|ticket=)[\w%.-]+")


class Discreet(logging.Formatter):
    """Strikes out tokens, and tells of an exception its kind and place but not its message."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record as one line: an object of time, level, logger, message and trace."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return SECRETS.sub(r"\1...", json.dumps(line, ensure_ascii=False))

    def formatException(self, ei: object) -> str:  # noqa: N802 - the name logging calls
        """Write the trace without messages: they may quote what somebody asked."""
        _, fault, _ = ei if isinstance(ei, tuple) else (None, None, None)
        lines: list[str] = []
        while isinstance(fault, BaseException):
            lines += [*traceback.format_tb(fault.__traceback__), f"{type(fault).__qualname__}\n"]
            fault = fault.__cause__ or fault.__context__
        return "".join(lines).rstrip()


def start() -> None:
    """Write the log of this process to standard error: the bot from INFO, Slack's SDK warnings."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("bot").setLevel(logging.INFO)
