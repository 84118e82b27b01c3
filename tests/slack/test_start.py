import asyncio
import logging

import pytest

from bot import config
from bot.config import ConfigError
from bot.desk import Desk
from bot.server.run import run
from tests.slack.double import SlackDouble
from tests.slack.faults import Fault
from tests.slack.serving import address, environ, serving
from tests.slack.workspace import BOT_TOKEN, SIGNING_SECRET

pytestmark = pytest.mark.asyncio


async def start(desk: Desk, values: dict[str, str]) -> None:
    stop = asyncio.Event()
    stop.set()
    await run(config.read(values), desk, stop)


async def test_a_refused_bot_token_is_named_with_slacks_reason(
    kind: str, double: SlackDouble, desk: Desk
) -> None:
    values = environ(kind, double) | {"SLACK_BOT_TOKEN": "xoxb-wrong"}
    with pytest.raises(ConfigError) as error:
        await start(desk, values)
    expected = "The bot cannot start: Slack refuses SLACK_BOT_TOKEN (invalid_auth)."
    assert expected == str(error.value)


async def test_a_refused_app_token_is_named_with_slacks_reason(
    double: SlackDouble, desk: Desk
) -> None:
    values = environ("socket", double) | {"SLACK_APP_TOKEN": "xapp-wrong"}
    with pytest.raises(ConfigError) as error:
        await start(desk, values)
    expected = "The bot cannot start: Slack refuses SLACK_APP_TOKEN (invalid_auth)."
    assert expected == str(error.value)


async def test_a_start_that_fails_leaves_nothing_at_work_on_the_database(
    double: SlackDouble, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    values = environ("socket", double) | {"SLACK_APP_TOKEN": "xapp-wrong"}
    with pytest.raises(ConfigError):
        await start(desk, values)
    at_work = [task for task in asyncio.all_tasks() if "_tidy" in repr(task)]
    assert (at_work, [r for r in caplog.records if r.name == "asyncio"]) == ([], [])


async def test_a_scope_that_slack_did_not_grant_is_named(
    kind: str, double: SlackDouble, desk: Desk
) -> None:
    double.scopes -= {"im:history", "commands"}
    with pytest.raises(ConfigError) as error:
        await start(desk, environ(kind, double))
    assert str(error.value) == (
        "The bot cannot start: Slack did not grant commands, im:history: add it under OAuth & "
        "Permissions and reinstall the app."
    )


async def test_a_scope_that_is_not_needed_is_warned_of(
    double: SlackDouble, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    double.scopes.add("channels:history")
    await start(desk, environ("http", double))
    assert "Slack granted more than is needed: channels:history." in caplog.text


async def test_a_scope_that_is_of_use_if_granted_is_no_matter(
    double: SlackDouble, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    double.scopes.add("users:read")
    await start(desk, environ("http", double))
    assert "more than is needed" not in caplog.text


async def test_a_slack_that_does_not_tell_scopes_is_believed(
    double: SlackDouble, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    double.tells_scopes = False
    await start(desk, environ("http", double))
    assert "they are not checked" in caplog.text


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("mysql://bot:secret@host/db", "DATABASE_URL is malformed"),
        ("sqlite:////nowhere/casualty-bot.db", "DATABASE_URL cannot be used"),
    ],
)
async def test_a_database_that_cannot_be_used_ends_the_start(
    double: SlackDouble, desk: Desk, url: str, problem: str
) -> None:
    with pytest.raises(ConfigError, match=f"The bot cannot start: {problem}") as error:
        await start(desk, environ("http", double) | {"DATABASE_URL": url})
    assert "secret" not in str(error.value)


async def test_an_unreachable_slack_is_named(kind: str, double: SlackDouble, desk: Desk) -> None:
    values = environ(kind, double) | {"SLACK_API_URL": "http://127.0.0.1:1/api"}
    with pytest.raises(ConfigError) as error:
        await start(desk, values)
    assert str(error.value) == (
        "The bot cannot start: Slack does not answer at http://127.0.0.1:1/api/: no connection is "
        "made."
    )


async def test_a_slack_that_breaks_off_is_named(double: SlackDouble, desk: Desk) -> None:
    double.faults["auth.test"].append(Fault(reset="before"))
    with pytest.raises(ConfigError, match=r"Slack does not answer .*: the connection broke off"):
        await start(desk, environ("http", double))


async def test_a_port_in_use_is_named(double: SlackDouble, desk: Desk) -> None:
    port = double.address.rpartition(":")[2]
    with pytest.raises(ConfigError, match=f"PORT {port} cannot be used"):
        await start(desk, environ("http", double) | {"PORT": port})


async def test_a_limited_start_waits(double: SlackDouble, desk: Desk) -> None:
    double.faults["auth.test"].append(Fault(retry_after=0))
    await start(desk, environ("socket", double))
    assert double.called("auth.test") == 2


async def test_slack_may_be_given_without_its_trailing_slash(
    kind: str, double: SlackDouble, desk: Desk
) -> None:
    values = environ(kind, double)
    await start(desk, values | {"SLACK_API_URL": values["SLACK_API_URL"].rstrip("/")})
    assert double.called("auth.test")


async def test_the_start_line_tells_mode_store_and_claims(
    kind: str, double: SlackDouble, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(kind, double, desk) as door:
        where = door.address.removeprefix("http://")
    mode = {"socket": "Socket Mode", "http": "HTTP at /slack/events"}[kind]
    health = desk.health()
    expected = f"{mode}, listening on {where}; store {health.sha256[:12]}, {health.claims} claims."
    assert expected in [record.getMessage() for record in caplog.records]
    assert where.startswith("127.0.0.1:")


async def test_with_both_secrets_socket_mode_is_chosen_and_said(
    double: SlackDouble, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    values = environ("socket", double) | {"SLACK_SIGNING_SECRET": SIGNING_SECRET}
    del values["PORT"]
    await start(desk, values)
    assert (
        "Socket Mode (SLACK_SIGNING_SECRET is not used because SLACK_APP_TOKEN is set); store"
        in (caplog.text)
    )
    assert address(caplog.text) == "http://"
    assert BOT_TOKEN not in caplog.text
    assert SIGNING_SECRET not in caplog.text
