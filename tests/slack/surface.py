"""The HTTP side of the double: the Web API, response_urls and uploads, with what goes wrong."""

from typing import Any

from aiohttp import web

from tests.slack.faults import Fault, Faults
from tests.slack.limits import refusal
from tests.slack.methods import Methods
from tests.slack.workspace import Shown, Workspace

USES_OF_A_RESPONSE_URL = 5


class Surface:
    """The addresses that the bot sends requests to."""

    def __init__(self, workspace: Workspace, faults: Faults) -> None:
        self.workspace = workspace
        self.faults = faults
        self.methods = Methods(workspace)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/api/{method}", self.api),
            web.post("/response/{name}", self.response),
            web.post("/upload/{name}", self.upload),
        ]

    async def api(self, request: web.Request) -> web.StreamResponse:
        """Answer a Web API method."""
        method = request.match_info["method"]
        arguments = await _arguments(request)
        self.workspace.calls.append((method, arguments))
        fault = self.faults.of(method)
        if fault.until is not None:
            self.workspace.happen(f"{method}: held")
            await fault.until.wait()
        if fault.reset == "before":
            return self._reset(request, method)
        if fault.retry_after is not None:
            self.workspace.happen(f"{method}: ratelimited")
            return _limited(fault)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        answer = self.methods.answer(method, arguments, token, fault.error)
        if fault.answer_until is not None:
            self.workspace.happen(f"{method}: done")
            await fault.answer_until.wait()
        if fault.reset == "after":
            return self._reset(request, method)
        if fault.status is not None:
            self.workspace.happen(f"{method}: {fault.status}")
            return web.Response(status=fault.status, text="upstream error")
        self.workspace.happen(method)
        return web.json_response(answer, headers=self._scope_header())

    async def response(self, request: web.Request) -> web.StreamResponse:
        """Take an answer to a command."""
        to = self.workspace.response_urls[request.match_info["name"]]
        fault = self.faults.of("response_url")
        if fault.retry_after is not None:
            self.workspace.happen("response_url: ratelimited")
            return _limited(fault)
        if fault.redirect is not None:
            raise web.HTTPFound(fault.redirect)
        to["uses"] += 1
        if to["uses"] > USES_OF_A_RESPONSE_URL:
            self.workspace.happen("response_url: used_url")
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        message = await request.json()
        if refused := fault.error or refusal(message):
            self.workspace.happen(f"response_url: {refused}")
            return web.json_response({"ok": False, "error": refused})
        ephemeral = message.get("response_type", "ephemeral") == "ephemeral"
        only_for = to["user"] if ephemeral else None
        shown = Shown(to["channel"], None, message["text"], message, only_for)
        self.workspace.shown.append(shown)
        self.workspace.happen("response_url")
        return web.Response(text="ok")

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Take the bytes of a file."""
        name = request.match_info["name"]
        self.workspace.files[name]["content"] = await request.read()
        self.workspace.happen("upload")
        return web.Response(text="OK")

    # --- private ---

    def _scope_header(self) -> dict[str, str]:
        told = self.workspace.tells_scopes
        return {"x-oauth-scopes": ",".join(sorted(self.workspace.scopes))} if told else {}

    def _reset(self, request: web.Request, method: str) -> web.Response:
        if request.transport is not None:
            request.transport.abort()
        self.workspace.happen(f"{method}: reset")
        return web.Response()


def _limited(fault: Fault) -> web.Response:
    return web.json_response(
        {"ok": False, "error": "ratelimited"},
        status=429,
        headers={"Retry-After": str(fault.retry_after)},
    )


async def _arguments(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        arguments: dict[str, Any] = await request.json()
        return arguments
    return {**request.query, **await request.post()}
