"""The name and arguments of a Web API method come in; what Slack would answer goes out."""

import json
from typing import Any

from tests.slack.limits import refusal, view_refusal
from tests.slack.workspace import (
    APP,
    APP_TOKEN,
    ARCHIVED_CHANNEL,
    BOT,
    BOT_TOKEN,
    BOT_USER,
    CHANNEL_WITHOUT_BOT,
    DESK_CHANNEL,
    DIRECT,
    EDITOR,
    TEAM,
    Shown,
    Workspace,
)

Arguments = dict[str, Any]
Answer = dict[str, Any]

DONE: Answer = {"ok": True}
MOST_PROMPTS = 4


class Methods:
    """The methods that the bot calls; any other is unknown."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.known = {
            "auth.test": (BOT_TOKEN, None, self.auth_test),
            "apps.connections.open": (APP_TOKEN, None, self.connections_open),
            "chat.postMessage": (BOT_TOKEN, "chat:write", self.post_message),
            "chat.postEphemeral": (BOT_TOKEN, "chat:write", self.post_ephemeral),
            "views.open": (BOT_TOKEN, None, self.open_view),
            "views.publish": (BOT_TOKEN, None, self.show_view),
            "users.info": (BOT_TOKEN, "users:read", self.user),
            "assistant.threads.setStatus": (BOT_TOKEN, "chat:write", self.done),
            "assistant.threads.setSuggestedPrompts": (BOT_TOKEN, "assistant:write", self.prompts),
            "files.getUploadURLExternal": (BOT_TOKEN, "files:write", self.upload_url),
            "files.completeUploadExternal": (BOT_TOKEN, "files:write", self.upload_done),
        }

    def answer(self, method: str, arguments: Arguments, sent: str, error: str | None) -> Answer:
        """Answer a call made with the token ``sent``; ``error`` is what goes wrong with it."""
        if method not in self.known:
            return failed("unknown_method")
        token, scope, answer = self.known[method]
        if sent != token:
            return failed("invalid_auth" if sent else "not_authed")
        if error:
            return failed(error)
        if scope and scope not in self.workspace.scopes:
            return failed("missing_scope") | {"needed": scope}
        return answer(arguments)

    def auth_test(self, _: Arguments) -> Answer:
        return DONE | {
            "url": self.workspace.address, "team": "Newsroom", "team_id": TEAM,
            "user": "casualties", "user_id": BOT_USER, "bot_id": BOT,
        }  # fmt: skip

    def connections_open(self, _: Arguments) -> Answer:
        ticket = f"ticket-{self.workspace.number()}"
        self.workspace.tickets.add(ticket)
        address = self.workspace.address.replace("http://", "ws://")
        return DONE | {"url": f"{address}/link?ticket={ticket}&app_id={APP}"}

    def post_message(self, arguments: Arguments) -> Answer:
        channel = arguments.get("channel", "")
        # The id of a person stands for the conversation with the bot.
        if refused := (channel != EDITOR and unreachable(channel)) or refusal(arguments):
            return failed(refused)
        ts = self.workspace.timestamp()
        shown = Shown(channel, arguments.get("thread_ts"), arguments["text"], arguments)
        self.workspace.shown.append(shown)
        return DONE | {"channel": channel, "ts": ts, "message": {"text": shown.text}}

    def post_ephemeral(self, arguments: Arguments) -> Answer:
        channel = arguments.get("channel", "")
        if refused := unreachable(channel) or refusal(arguments):
            return failed(refused)
        thread, user = arguments.get("thread_ts"), arguments["user"]
        shown = Shown(channel, thread, arguments["text"], arguments, only_for=user)
        self.workspace.shown.append(shown)
        return DONE | {"message_ts": self.workspace.timestamp()}

    def done(self, _: Arguments) -> Answer:
        return DONE

    def prompts(self, arguments: Arguments) -> Answer:
        # In an agent's conversation a call with a thread fails.
        prompts = parsed(arguments.get("prompts", []))
        if "thread_ts" in arguments or not 0 < len(prompts) <= MOST_PROMPTS:
            return failed("invalid_arguments")
        self.workspace.prompts = [prompt["message"] for prompt in prompts]
        return DONE

    def user(self, arguments: Arguments) -> Answer:
        user = arguments["user"]
        if user not in self.workspace.locales:
            return failed("user_not_found")
        told = str(arguments.get("include_locale", "")).lower() in {"1", "true"}
        locale = {"locale": self.workspace.locales[user]} if told else {}
        return DONE | {"user": {"id": user, "team_id": TEAM} | locale}

    def open_view(self, arguments: Arguments) -> Answer:
        if arguments.get("trigger_id") not in self.workspace.triggers:
            return failed("expired_trigger_id")
        self.workspace.triggers.discard(arguments["trigger_id"])
        return self.show_view(arguments)

    def show_view(self, arguments: Arguments) -> Answer:
        view = parsed(arguments["view"])
        if view_refusal(view):
            return failed("invalid_arguments")
        self.workspace.views.append(view)
        return DONE | {"view": view}

    def upload_url(self, arguments: Arguments) -> Answer:
        name = f"F{self.workspace.number()}"
        self.workspace.files[name] = dict(arguments)
        return DONE | {"upload_url": f"{self.workspace.address}/upload/{name}", "file_id": name}

    def upload_done(self, arguments: Arguments) -> Answer:
        files = parsed(arguments["files"])
        for file in files:
            self.workspace.files[file["id"]] |= dict(arguments)
        return DONE | {"files": files}


def failed(error: str) -> Answer:
    return {"ok": False, "error": error}


def unreachable(channel: str) -> str | None:
    """Return why the bot cannot post to a channel, else None."""
    if channel == DIRECT or channel.startswith(DESK_CHANNEL):
        return None
    errors = {CHANNEL_WITHOUT_BOT: "not_in_channel", ARCHIVED_CHANNEL: "is_archived"}
    return errors.get(channel, "channel_not_found")


def parsed(argument: Any) -> Any:
    """Read an argument that the SDK sends as JSON inside a form."""
    return json.loads(argument) if isinstance(argument, str) else argument
