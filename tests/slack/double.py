"""A Slack of our own on loopback: the Web API, the Socket Mode link and response_urls.

It keeps what a person would see, refuses what Slack refuses under Slack's names, fails as told,
and lets tests wait for a condition instead of for time.
"""

import asyncio
import itertools
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

from tests.slack.limits import refusal, view_refusal

BOT_TOKEN = "xoxb-of-the-double"
APP_TOKEN = "xapp-of-the-double"
SIGNING_SECRET = "signing-secret-of-the-double"
TEAM, APP = "T0NEWSROOM", "A0CASUALTIES"
BOT_USER, BOT, EDITOR = "U0CASUALTIES", "B0CASUALTIES", "U0EDITOR"
DESK_CHANNEL, CHANNEL_WITHOUT_BOT, ARCHIVED_CHANNEL = "C0DESK", "C0OTHER", "C0OLD"
DIRECT = "D0EDITOR"
# 25 March 2022, 10:00 UTC.
NOW = 1_648_202_400
USES_OF_A_RESPONSE_URL = 5
PATIENCE_SECONDS = 10


@dataclass(frozen=True)
class Shown:
    """A message of the bot as it stands on a screen; ``only_for`` whom, if it is ephemeral."""

    channel: str
    thread: str | None
    text: str
    sent: dict[str, Any]
    only_for: str | None = None


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one call: an error name, a status, or the connection."""

    error: str | None = None
    status: int | None = None  # with a body that is no JSON
    retry_after: int | None = None
    reset: str | None = None  # "before" or "after" the call was carried out
    redirect: str | None = None
    until: asyncio.Event | None = None  # the call waits for it
    answer_until: asyncio.Event | None = None  # its answer does, once it was carried out


@dataclass(frozen=True)
class Link:
    """A Socket Mode connection that the bot has opened."""

    socket: web.WebSocketResponse
    transport: asyncio.Transport


@dataclass
class SlackDouble:
    """One workspace with one app in it. ``scopes`` may be changed to take rights away.

    ``folder`` is where the bot of this workspace may keep its database.
    """

    folder: Path
    address: str = ""
    scopes: set[str] = field(
        default_factory=lambda: {"app_mentions:read", "chat:write", "commands", "im:history"}
    )
    tells_scopes: bool = True
    deaf: bool = False  # pings of new links are not answered
    connections: int | None = None  # what a greeting says in place of the true number
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    acks: dict[str, Any] = field(default_factory=dict)
    happened: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    links_closed: int = 0
    link_refusals: int = 0
    faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    weather: Callable[[str], Fault] | None = None  # what goes wrong where no fault is queued
    held: dict[str, asyncio.Event] = field(default_factory=dict)
    response_urls: dict[str, dict[str, Any]] = field(default_factory=dict)
    tickets: set[str] = field(default_factory=set)
    triggers: set[str] = field(default_factory=set)
    views: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._numbers = itertools.count(1)
        self._changed = asyncio.Event()

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL is set to."""
        return f"{self.address}/api/"

    def number(self) -> int:
        """Return a number not used before in this workspace."""
        return next(self._numbers)

    def timestamp(self) -> str:
        """Return the name of a new message."""
        return f"{NOW}.{self.number():06d}"

    def response_url(self, channel: str, user: str) -> str:
        """Return a new address for answers to one command."""
        name = str(self.number())
        self.response_urls[name] = {"uses": 0, "channel": channel, "user": user}
        return f"{self.address}/response/{name}"

    def in_thread(self, thread: str) -> list[str]:
        """Return the texts that the bot wrote in a thread."""
        return [shown.text for shown in self.shown if shown.thread == thread]

    def called(self, method: str) -> int:
        """Return how often the bot called a method."""
        return sum(name == method for name, _ in self.calls)

    def happen(self, what: str) -> None:
        """Note something for the tests that wait."""
        self.happened.append(what)
        self._changed.set()

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until a condition holds that changes when something happens here."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not condition():
                self._changed.clear()
                await self._changed.wait()

    def hold(self, method: str) -> None:
        """Let every further call of a method wait until it is released."""
        self.held[method] = asyncio.Event()

    def release(self) -> None:
        """Let the calls that are held go on."""
        for held in self.held.values():
            held.set()
        self.held.clear()

    async def send_over_link(self, kind: str, payload: dict[str, Any], **more: Any) -> str:
        """Send an envelope over the newest link; return its id, under which its ack is noted."""
        await self.until(lambda: self.links)
        envelope_id = f"envelope-{self.number()}"
        envelope = {"type": kind, "envelope_id": envelope_id, "payload": payload, **more}
        await self.links[-1].socket.send_json(
            {"accepts_response_payload": kind != "events_api"} | envelope
        )
        return envelope_id

    async def disconnect(self, reason: str) -> None:
        """Tell the newest link to be made anew."""
        await self.links[-1].socket.send_json({"type": "disconnect", "reason": reason})

    def break_link(self) -> None:
        """Cut the connection of the newest link without a word."""
        self.links[-1].transport.abort()

    # --- what the bot reaches ---

    async def api(self, request: web.Request) -> web.StreamResponse:
        """Answer a Web API method."""
        method = request.match_info["method"]
        arguments = await _arguments(request)
        self.calls.append((method, arguments))
        fault = self._fault(method)
        if fault.until is not None:
            self.happen(f"{method}: held")
            await fault.until.wait()
        if fault.reset == "before":
            return self._reset(request, method)
        if fault.retry_after is not None:
            self.happen(f"{method}: ratelimited")
            return web.json_response(
                {"ok": False, "error": "ratelimited"},
                status=429,
                headers={"Retry-After": str(fault.retry_after)},
            )
        answer = self._answer(method, arguments, request, fault)
        if fault.answer_until is not None:
            self.happen(f"{method}: done")
            await fault.answer_until.wait()
        if fault.reset == "after":
            return self._reset(request, method)
        if fault.status is not None:
            self.happen(f"{method}: {fault.status}")
            return web.Response(status=fault.status, text="upstream error")
        self.happen(method)
        return web.json_response(answer, headers=self._scope_header())

    async def link(self, request: web.Request) -> web.StreamResponse:
        """Hold one Socket Mode connection, for a ticket that is good for one use."""
        ticket = request.query.get("ticket", "")
        if self.link_refusals or ticket not in self.tickets:
            self.tickets.discard(ticket)
            self.link_refusals = max(0, self.link_refusals - 1)
            raise web.HTTPForbidden
        self.tickets.discard(ticket)
        socket = web.WebSocketResponse(autoping=not self.deaf)
        await socket.prepare(request)
        assert request.transport is not None
        link = Link(socket, request.transport)
        self.links.append(link)
        connections = self.connections or len(self.links)
        await socket.send_json({"type": "hello", "num_connections": connections})
        self.happen("hello")
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                ack = json.loads(message.data)
                self.acks[ack["envelope_id"]] = ack.get("payload")
                self.happen(f"ack {ack['envelope_id']}")
        self.links.remove(link)
        self.links_closed += 1
        self.happen("link closed")
        return socket

    async def response(self, request: web.Request) -> web.StreamResponse:
        """Take an answer to a command."""
        to = self.response_urls[request.match_info["name"]]
        fault = self._fault("response_url")
        if fault.retry_after is not None:
            self.happen("response_url: ratelimited")
            return web.Response(status=429, headers={"Retry-After": str(fault.retry_after)})
        if fault.redirect is not None:
            raise web.HTTPFound(fault.redirect)
        to["uses"] += 1
        if to["uses"] > USES_OF_A_RESPONSE_URL:
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        message = await request.json()
        if refused := fault.error or refusal(message):
            self.happen(f"response_url: {refused}")
            return web.json_response({"ok": False, "error": refused})
        ephemeral = message.get("response_type", "ephemeral") == "ephemeral"
        only_for = to["user"] if ephemeral else None
        self.shown.append(Shown(to["channel"], None, message["text"], message, only_for))
        self.happen("response_url")
        return web.Response(text="ok")

    # --- private ---

    def _fault(self, method: str) -> Fault:
        if self.faults[method]:
            return self.faults[method].popleft()
        if self.weather is not None and method not in self.held:
            return self.weather(method)
        return Fault(until=self.held.get(method))

    def _scope_header(self) -> dict[str, str]:
        return {"x-oauth-scopes": ",".join(sorted(self.scopes))} if self.tells_scopes else {}

    def _reset(self, request: web.Request, method: str) -> web.Response:
        if request.transport is not None:
            request.transport.abort()
        self.happen(f"{method}: reset")
        return web.Response()

    def _answer(
        self, method: str, arguments: dict[str, Any], request: web.Request, fault: Fault
    ) -> dict[str, Any]:
        answers = {
            "auth.test": (BOT_TOKEN, None, self._auth_test),
            "apps.connections.open": (APP_TOKEN, None, self._connections_open),
            "chat.postMessage": (BOT_TOKEN, "chat:write", self._post_message),
            "views.open": (BOT_TOKEN, None, self._open_view),
            "views.publish": (BOT_TOKEN, None, self._publish_view),
            "assistant.threads.setStatus": (BOT_TOKEN, "chat:write", self._done),
            "assistant.threads.setSuggestedPrompts": (BOT_TOKEN, "assistant:write", self._done),
            "files.getUploadURLExternal": (BOT_TOKEN, "files:write", self._upload_url),
            "files.completeUploadExternal": (BOT_TOKEN, "files:write", self._upload_done),
        }
        if method not in answers:
            return {"ok": False, "error": "unknown_method"}
        token, scope, answer = answers[method]
        sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not sent:
            return {"ok": False, "error": "not_authed"}
        if sent != token:
            return {"ok": False, "error": "invalid_auth"}
        if fault.error:
            return {"ok": False, "error": fault.error}
        if scope and scope not in self.scopes:
            return {"ok": False, "error": "missing_scope", "needed": scope}
        return answer(arguments)

    def _auth_test(self, _: dict[str, Any]) -> dict[str, Any]:
        return {
            "ok": True, "url": self.address, "team": "Newsroom", "team_id": TEAM,
            "user": "casualties", "user_id": BOT_USER, "bot_id": BOT,
        }  # fmt: skip

    def _connections_open(self, _: dict[str, Any]) -> dict[str, Any]:
        ticket = f"ticket-{self.number()}"
        self.tickets.add(ticket)
        address = self.address.replace("http://", "ws://")
        return {"ok": True, "url": f"{address}/link?ticket={ticket}&app_id={APP}"}

    def _post_message(self, arguments: dict[str, Any]) -> dict[str, Any]:
        channel = arguments.get("channel", "")
        errors = {CHANNEL_WITHOUT_BOT: "not_in_channel", ARCHIVED_CHANNEL: "is_archived"}
        if channel != DIRECT and not channel.startswith(DESK_CHANNEL):
            return {"ok": False, "error": errors.get(channel, "channel_not_found")}
        if refused := refusal(arguments):
            return {"ok": False, "error": refused}
        ts = self.timestamp()
        shown = Shown(channel, arguments.get("thread_ts"), arguments["text"], arguments)
        self.shown.append(shown)
        return {"ok": True, "channel": channel, "ts": ts, "message": {"text": shown.text}}

    def _done(self, _: dict[str, Any]) -> dict[str, Any]:
        return {"ok": True}

    def _open_view(self, arguments: dict[str, Any]) -> dict[str, Any]:
        if arguments.get("trigger_id") not in self.triggers:
            return {"ok": False, "error": "expired_trigger_id"}
        self.triggers.discard(arguments["trigger_id"])
        return self._show_view(arguments)

    def _publish_view(self, arguments: dict[str, Any]) -> dict[str, Any]:
        return self._show_view(arguments)

    def _show_view(self, arguments: dict[str, Any]) -> dict[str, Any]:
        view = arguments["view"]
        view = json.loads(view) if isinstance(view, str) else view
        if view_refusal(view):
            return {"ok": False, "error": "invalid_arguments"}
        self.views.append(view)
        return {"ok": True, "view": view}

    def _upload_url(self, arguments: dict[str, Any]) -> dict[str, Any]:
        name = f"F{self.number()}"
        self.files[name] = dict(arguments)
        return {"ok": True, "upload_url": f"{self.address}/upload/{name}", "file_id": name}

    def _upload_done(self, arguments: dict[str, Any]) -> dict[str, Any]:
        files = arguments["files"]
        files = json.loads(files) if isinstance(files, str) else files
        for file in files:
            self.files[file["id"]] |= dict(arguments)
        return {"ok": True, "files": files}

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Take the bytes of a file."""
        self.files[request.match_info["name"]]["content"] = await request.read()
        self.happen("upload")
        return web.Response(text="OK")


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[SlackDouble]:
    """Run a double for as long as the context lasts."""
    double = SlackDouble(folder)
    application = web.Application(client_max_size=2**22)
    application.add_routes(
        [
            web.post("/api/{method}", double.api),
            web.get("/link", double.link),
            web.post("/response/{name}", double.response),
            web.post("/upload/{name}", double.upload),
        ]
    )
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    double.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield double
    finally:
        for link in list(double.links):
            await link.socket.close()
        await runner.cleanup()


# --- private ---


async def _arguments(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        arguments: dict[str, Any] = await request.json()
        return arguments
    return {**request.query, **await request.post()}
