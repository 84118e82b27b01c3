"""An error of the network comes in; what is wrong goes out, in plain words."""

import re

from aiohttp import (
    ClientConnectorCertificateError,
    ClientConnectorDNSError,
    ClientConnectorError,
    ClientConnectorSSLError,
    ClientProxyConnectionError,
)
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

_KINDS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    (TimeoutError, "it takes too long"),
    (ClientConnectorDNSError, "its name is not found"),
    ((ClientConnectorCertificateError, ClientConnectorSSLError), "it is not trusted to be Slack"),
    (ClientProxyConnectionError, "the proxy does not answer"),
    (ClientConnectorError, "no connection is made"),
)
_ELSE = "the connection broke off"


def said(fault: Exception) -> str:
    """Say why Slack did not do something: its own name for the reason, or what was in the way."""
    if isinstance(fault, SlackApiError):
        return api_error(fault)
    return next((words for kind, words in _KINDS if isinstance(fault, kind)), _ELSE)


def api_error(error: SlackApiError) -> str:
    """Return Slack's name for why a Web API call failed."""
    answer = error.response
    if not isinstance(answer, AsyncSlackResponse):
        return "unreadable_answer"
    named = answer.data.get("error") if isinstance(answer.data, dict) else None
    return code(named, answer.status_code)


def code(named: object, status: int) -> str:
    """Return Slack's error name, or the status: nothing else that might stand in its place."""
    return (
        named if isinstance(named, str) and re.fullmatch(r"\w{1,60}", named) else f"http_{status}"
    )
