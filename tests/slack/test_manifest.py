import json
from pathlib import Path

from bot import vocabulary
from bot.slack.app import EXTRA_SCOPES, OPTIONAL_SCOPES, SCOPES
from bot.slack.commands import COMMAND
from bot.slack.shortcut import CHECK

MANIFEST = json.loads((Path(__file__).parents[2] / "manifest.json").read_text())


def test_the_scopes_are_those_of_what_is_used_and_no_more() -> None:
    scopes = {
        "bot": [
            "app_mentions:read", "assistant:write", "chat:write", "commands", "files:write",
            "im:history",
        ]
    }  # fmt: skip
    assert scopes == MANIFEST["oauth_config"]["scopes"]


def test_the_scopes_are_those_that_the_bot_checks_at_its_start() -> None:
    assert sorted(SCOPES | EXTRA_SCOPES) == MANIFEST["oauth_config"]["scopes"]["bot"]


def test_what_people_read_is_asked_for_once_there_is_a_language_to_answer_in() -> None:
    spoken = vocabulary.Languages().complete()
    asked_for = set(MANIFEST["oauth_config"]["scopes"].get("bot_optional", ())) >= OPTIONAL_SCOPES
    assert asked_for == (len(spoken) > 1)


def test_the_shortcut_is_the_one_that_is_answered() -> None:
    assert [shortcut["callback_id"] for shortcut in MANIFEST["features"]["shortcuts"]] == [CHECK]


def test_the_events_are_mentions_direct_messages_and_the_end() -> None:
    taken = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    ends = ["app_uninstalled", "tokens_revoked"]
    assert sorted(taken) == sorted(["app_home_opened", "app_mention", "message.im", *ends])


def test_people_can_write_to_the_bot() -> None:
    home = MANIFEST["features"]["app_home"]
    assert home["messages_tab_enabled"] is True
    assert home["messages_tab_read_only_enabled"] is False


def test_the_command_is_the_one_that_is_answered() -> None:
    assert [command["command"] for command in MANIFEST["features"]["slash_commands"]] == [COMMAND]
