"""Settings come in; Slack is asked whether they hold, and one sentence tells if they do not."""

import logging
from collections.abc import Awaitable

from aiohttp import ClientError
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.config import ConfigError, Settings
from bot.slack.app import EXTRA_SCOPES, OPTIONAL_SCOPES, SCOPES
from bot.slack.network import api_error, said

log = logging.getLogger(__name__)


async def identity(settings: Settings, client: AsyncWebClient) -> AuthorizeResult:
    """Ask Slack who the bot is. Raises ConfigError for a token it refuses, or missing scopes."""
    answer = await _confirmed("SLACK_BOT_TOKEN", settings, client.auth_test())
    return AuthorizeResult.from_auth_test_response(
        auth_test_response=answer,
        bot_token=settings.bot_token.get_secret_value(),
        bot_scopes=_scopes(answer.headers.get("x-oauth-scopes")),
    )


async def link_address(settings: Settings, client: AsyncWebClient, app_token: str) -> str:
    """Ask Slack for the address of the first link. Raises ConfigError if it refuses the token."""
    answer = await _confirmed(
        "SLACK_APP_TOKEN", settings, client.apps_connections_open(app_token=app_token)
    )
    return str(answer["url"])


# --- private ---


def _scopes(header: str | None) -> list[str]:
    """List the scopes that Slack granted, held against those of the manifest."""
    if header is None:
        log.warning("Slack does not tell which scopes it granted; they are not checked.")
        return []
    granted = {scope.strip() for scope in header.split(",")} - {""}
    if missing := SCOPES - granted:
        named = ", ".join(sorted(missing))
        raise ConfigError(
            [f"Slack did not grant {named}: add it under OAuth & Permissions and reinstall the app"]
        )
    if extra := granted - SCOPES - EXTRA_SCOPES - OPTIONAL_SCOPES:
        log.warning("Slack granted more than is needed: %s.", ", ".join(sorted(extra)))
    return sorted(granted)


async def _confirmed(
    setting: str, settings: Settings, call: Awaitable[AsyncSlackResponse]
) -> AsyncSlackResponse:
    try:
        return await call
    except SlackApiError as error:
        raise ConfigError([f"Slack refuses {setting} ({api_error(error)})"]) from None
    except (ClientError, TimeoutError) as error:
        wrong = f"Slack does not answer at {settings.api_url}: {said(error)}"
        raise ConfigError([wrong]) from None
