import gzip
import json
import time
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_sdk.signature import SignatureVerifier

from tests.slack.doors import COMMAND, FORM, HttpDoor
from tests.slack.serving import idle
from tests.slack.workspace import DESK_CHANNEL, EDITOR, SIGNING_SECRET

pytestmark = pytest.mark.asyncio

JSON = "application/json"
SECRETIVE = "the-words-of-somebody"
EVENT = json.dumps({"type": "event_callback", "event": {"type": SECRETIVE}}).encode()
UNSIGNED = {"X-Slack-Signature": None, "X-Slack-Request-Timestamp": None}
STRANGE: list[Any] = [None, 7, "x", [], [1], {}, {"type": 7}]


def at(seconds: float) -> str:
    return str(int(time.time() + seconds))


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE"])
async def test_other_methods_get_405(http: HttpDoor, method: str) -> None:
    async with http.session.request(method, f"{http.address}/slack/events") as response:
        assert response.status == 405


@pytest.mark.parametrize("path", ["/", "/slack", "/slack/events/", "/.env"])
async def test_other_paths_get_404(http: HttpDoor, path: str) -> None:
    async with http.session.post(http.address + path, data=EVENT) as response:
        assert response.status == 404


async def test_a_body_over_one_mebibyte_gets_413(http: HttpDoor) -> None:
    assert (await http.post(b" " * 2**20 + b"{}", JSON))[0] == 413


async def test_a_body_of_one_mebibyte_is_read(http: HttpDoor) -> None:
    challenge = json.dumps({"type": "url_verification", "challenge": "c"}).encode()
    assert (await http.post(challenge.ljust(2**20), JSON))[0] == 200


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data", "junk", ";", ""])
async def test_other_content_types_get_400(http: HttpDoor, kind: str) -> None:
    assert (await http.post(EVENT, kind))[0] == 400


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"\xff\xfe", JSON),
        (gzip.compress(EVENT, mtime=0), JSON),
        (b"", JSON),
        (b"{", JSON),
        (b"null", JSON),
        (b"[]", JSON),
        (b'"text"', JSON),
        (b"[" * 200_000, JSON),
        (b'{"a":' * 100_000, JSON),
        (b'{"type": "event_callback", "event": "text"}', JSON),
        (b'{"type": "event_callback", "event": null}', JSON),
        (b'{"type": "event_callback", "event": {"type": 7}}', JSON),
        (b'{"authorizations": "text"}', JSON),
        (b"payload=", FORM),
        (b"payload=junk", FORM),
        (b"payload=%5B%5D", FORM),
        (b"command=%ff", FORM),
        (b"\xff", FORM),
        (b"&".join(b"a=%d" % number for number in range(2_000)), FORM),
    ],
)
async def test_signed_junk_gets_400(http: HttpDoor, body: bytes, content_type: str) -> None:
    assert (await http.post(body, content_type))[0] == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Slack-Request-Timestamp": None},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Request-Timestamp": "yesterday"},
        {"X-Slack-Request-Timestamp": "-1"},
        {"X-Slack-Request-Timestamp": "1e9"},
        {"X-Slack-Request-Timestamp": "9" * 5_000},
        {"X-Slack-Request-Timestamp": "\u0661\u0662\u0663"},
        {"X-Slack-Request-Timestamp": at(-310)},
        {"X-Slack-Request-Timestamp": at(+3_600)},
        {"X-Slack-Signature": None},
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": "v0=0123"},
        {"X-Slack-Signature": "v0=\u00fcnsigned"},
    ],
)
async def test_what_slack_did_not_sign_just_now_gets_401(
    http: HttpDoor, headers: dict[str, str | None], caplog: pytest.LogCaptureFixture
) -> None:
    status, _ = await http.post(EVENT, JSON, headers)
    assert status == 401
    assert SECRETIVE not in caplog.text
    assert "v0=" not in caplog.text


async def test_what_slack_signed_once_and_is_played_again_is_answered_once(http: HttpDoor) -> None:
    address = http.double.response_url(DESK_CHANNEL, EDITOR)
    fields = {"command": COMMAND, "text": "help", "response_url": address, "user_id": EDITOR}
    signed = {"X-Slack-Request-Timestamp": at(-200)}
    for _ in range(3):
        assert (await http.post(urlencode(fields).encode(), FORM, signed))[0] == 200
    await http.command("help")
    await http.double.until(lambda: len(http.double.shown) == 2)
    await idle(http)
    assert len(http.double.shown) == 2


async def test_a_signature_of_another_body_gets_401(http: HttpDoor) -> None:
    now = at(0)
    signature = SignatureVerifier(SIGNING_SECRET).generate_signature(timestamp=now, body="{}")
    signed = {"X-Slack-Request-Timestamp": now, "X-Slack-Signature": signature}
    assert (await http.post(b"{}", JSON, signed))[0] == 404
    assert (await http.post(EVENT, JSON, signed))[0] == 401


@pytest.mark.parametrize("body", [b"{", b"payload=junk", b"[" * 1000])
async def test_unsigned_junk_gets_a_4xx(http: HttpDoor, body: bytes) -> None:
    for kind in (JSON, FORM, "text/plain"):
        assert 400 <= (await http.post(body, kind, UNSIGNED))[0] < 500


async def test_no_strange_shape_of_an_event_gets_a_5xx(http: HttpDoor) -> None:
    event = http.message("app_mention", "how many?", "1648202400.000001", channel=DESK_CHANNEL)
    body = {
        "type": "event_callback",
        "event_id": "Ev0",
        "team_id": "T0",
        "authorizations": [{"team_id": "T0"}],
        "event": event,
    }
    bodies = [body | {name: value} for name in (*body, "team", "user", "view") for value in STRANGE]
    bodies += [
        body | {"event_id": "", "event": event | {name: value}}
        for name in (*event, "bot_id", "channel_type")
        for value in STRANGE
    ]
    statuses = {(await http.post(json.dumps(one).encode(), JSON))[0] for one in bodies}
    assert statuses <= {200, 400, 404}


async def test_no_strange_shape_of_an_interaction_gets_a_5xx(http: HttpDoor) -> None:
    payload = {
        "type": "block_actions",
        "team": {"id": "T0"},
        "user": {"id": "U0"},
        "actions": [{"action_id": "a"}],
        "response_url": "https://hooks.slack.com/actions/1",
    }
    for one in [payload | {name: value} for name in payload for value in STRANGE]:
        body = urlencode({"payload": json.dumps(one)}).encode()
        assert (await http.post(body, FORM))[0] in {200, 400, 404}


async def test_no_strange_shape_of_a_command_gets_a_5xx(http: HttpDoor) -> None:
    for body in (b"command=%2Fcasualties", b"command=", b"a=b", b"text=payload", b"&&", b"="):
        assert 200 <= (await http.post(body, FORM))[0] < 500


async def test_slack_verifies_the_address_with_a_challenge(http: HttpDoor) -> None:
    challenge = {"type": "url_verification", "token": "t", "challenge": "3eZbrw1aB"}
    status, answer = await http.post(json.dumps(challenge).encode(), JSON)
    assert (status, json.loads(answer)) == (200, {"challenge": "3eZbrw1aB"})


async def test_slack_checks_the_certificate_without_a_signature(http: HttpDoor) -> None:
    assert await http.post(b"ssl_check=1&token=t", FORM, UNSIGNED) == (200, "")


async def test_after_all_the_junk_questions_are_answered(http: HttpDoor) -> None:
    await http.post(b"junk", JSON)
    await http.post(EVENT, JSON, {"X-Slack-Signature": "v0=junk"})
    assert await http.answer_in(await http.mention("help"))
