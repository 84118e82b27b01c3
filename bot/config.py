"""The environment comes in, once; frozen Settings go out, or one sentence naming what is wrong."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, SecretStr

from bot.errors import BotError

SLACK_API = "https://slack.com/api/"
DATABASE = "sqlite:///casualty-bot.db"
HTTP_PORT = 3000
LAST_PORT = 65535
LARGEST_NUMBER = 999_999
NUMBERS = {
    "SOCKET_CONNECTIONS": 2,
    "LEASE_SECONDS": 60,
    "QUEUE_LIMIT": 500,
    "POSTS_A_MINUTE": 60,
    "KEEP_THREADS_DAYS": 30,
    "KEEP_GAPS_DAYS": 90,
}
MOST_CONNECTIONS = 10
"""Connections that Slack allows one app."""
SWITCH = {"0": False, "1": True}


class ConfigError(BotError):
    """Settings the bot cannot start with; the sentence names each one and never shows its value."""

    def __init__(self, faults: Iterable[str]) -> None:
        super().__init__(f"The bot cannot start: {'; '.join(faults)}.")


class Settings(BaseModel):
    """What the environment says. An app token means Socket Mode; without one it is HTTP."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bot_token: SecretStr
    app_token: SecretStr | None
    signing_secret: SecretStr | None
    api_url: str
    host: str
    port: int | None
    claims_file: Path | None
    database_url: SecretStr
    socket_connections: int
    lease_seconds: int
    queue_limit: int
    posts_a_minute: int
    keep_threads_days: int
    keep_gaps_days: int
    keep_text: bool
    support: str

    @property
    def socket_mode(self) -> bool:
        """Whether events arrive over a connection that the bot opens, not over HTTP."""
        return self.app_token is not None


def read(environ: Mapping[str, str]) -> Settings:
    """Read the settings; an empty value counts as missing. Raises ConfigError with every fault."""
    values = {name: value.strip() for name, value in environ.items() if value.strip()}
    faults = list(_faults(values))
    if faults:
        raise ConfigError(faults)
    app_token = values.get("SLACK_APP_TOKEN")
    port = values.get("PORT", None if app_token else str(HTTP_PORT))
    return Settings(
        bot_token=SecretStr(values["SLACK_BOT_TOKEN"]),
        app_token=_secret(app_token),
        signing_secret=_secret(values.get("SLACK_SIGNING_SECRET")),
        api_url=values.get("SLACK_API_URL", SLACK_API).rstrip("/") + "/",
        host=values.get("HOST", "0.0.0.0"),  # noqa: S104 - in a container every interface is the one
        port=None if port is None else int(port),
        claims_file=Path(values["CLAIMS_FILE"]) if "CLAIMS_FILE" in values else None,
        database_url=SecretStr(values.get("DATABASE_URL", DATABASE)),
        socket_connections=_number("SOCKET_CONNECTIONS", values),
        lease_seconds=_number("LEASE_SECONDS", values),
        queue_limit=_number("QUEUE_LIMIT", values),
        posts_a_minute=_number("POSTS_A_MINUTE", values),
        keep_threads_days=_number("KEEP_THREADS_DAYS", values),
        keep_gaps_days=_number("KEEP_GAPS_DAYS", values),
        keep_text=SWITCH[values.get("KEEP_TEXT", "0")],
        support=values.get("SUPPORT", ""),
    )


# --- private ---


def _faults(values: Mapping[str, str]) -> Iterable[str]:
    if "SLACK_BOT_TOKEN" not in values:
        yield "SLACK_BOT_TOKEN is missing"
    if "SLACK_APP_TOKEN" not in values and "SLACK_SIGNING_SECRET" not in values:
        yield "SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP) is missing"
    for name, prefix in (("SLACK_BOT_TOKEN", "xoxb-"), ("SLACK_APP_TOKEN", "xapp-")):
        if name in values and not re.fullmatch(rf"{prefix}[!-~]+", values[name]):
            yield f"{name} is malformed: it must begin with {prefix}"
    port = values.get("PORT", "0")
    if not re.fullmatch(r"[0-9]{1,5}", port) or int(port) > LAST_PORT:
        yield f"PORT is malformed: it must be a number from 0 to {LAST_PORT}"
    if "SLACK_API_URL" in values and not _is_address(values["SLACK_API_URL"]):
        yield "SLACK_API_URL is malformed: it must be an http or https address"
    for name in NUMBERS:
        most = MOST_CONNECTIONS if name == "SOCKET_CONNECTIONS" else LARGEST_NUMBER
        value = values.get(name, "1")
        if not re.fullmatch(r"[1-9][0-9]{0,5}", value) or int(value) > most:
            yield f"{name} is malformed: it must be a whole number from 1 to {most}"
    if values.get("KEEP_TEXT", "0") not in SWITCH:
        yield "KEEP_TEXT is malformed: it must be 0 or 1"


def _number(name: str, values: Mapping[str, str]) -> int:
    return int(values.get(name, NUMBERS[name]))


def _is_address(text: str) -> bool:
    try:
        address = urlsplit(text)
        return address.scheme in {"http", "https"} and bool(address.hostname) and address.port != 0
    except ValueError:
        return False


def _secret(value: str | None) -> SecretStr | None:
    return None if value is None else SecretStr(value)
