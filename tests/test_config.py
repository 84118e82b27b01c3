from pathlib import Path

import pytest

from bot.config import ConfigError, Settings, read

BOT = {"SLACK_BOT_TOKEN": "xoxb-1"}
SOCKET = BOT | {"SLACK_APP_TOKEN": "xapp-1"}
HTTP = BOT | {"SLACK_SIGNING_SECRET": "secret"}


def fault(environ: dict[str, str]) -> str:
    with pytest.raises(ConfigError) as error:
        read(environ)
    return str(error.value)


def test_a_bot_token_and_an_app_token_make_socket_mode() -> None:
    settings = read(SOCKET)
    assert settings.socket_mode
    assert settings.port is None
    assert settings.api_url == "https://slack.com/api/"
    assert settings.claims_file is None


def test_a_bot_token_and_a_signing_secret_make_http_on_port_3000() -> None:
    settings = read(HTTP)
    assert not settings.socket_mode
    assert (settings.host, settings.port) == ("0.0.0.0", 3000)


def test_with_both_socket_mode_is_preferred() -> None:
    assert read(SOCKET | HTTP).socket_mode


def test_everything_can_be_set() -> None:
    given = {"PORT": "8080", "HOST": "::1", "CLAIMS_FILE": "/claims.json"}
    settings = read(SOCKET | given)
    assert ("::1", 8080, Path("/claims.json")) == (
        settings.host,
        settings.port,
        settings.claims_file,
    )


def test_the_database_is_a_file_beside_the_bot_and_no_message_is_kept_unless_it_is_set() -> None:
    settings = read(SOCKET)
    assert settings.database_url.get_secret_value() == "sqlite:///casualty-bot.db"
    assert (settings.keep_threads_days, settings.keep_gaps_days, settings.keep_text) == (
        30,
        90,
        False,
    )
    given = {"DATABASE_URL": "postgresql://host/bot", "KEEP_TEXT": "1", "KEEP_GAPS_DAYS": "7"}
    settings = read(SOCKET | given)
    assert settings.database_url.get_secret_value() == "postgresql://host/bot"
    assert (settings.keep_gaps_days, settings.keep_text) == (7, True)


def test_two_connections_are_kept_unless_another_number_is_set() -> None:
    assert read(SOCKET).socket_connections == 2
    assert read(SOCKET | {"SOCKET_CONNECTIONS": "10"}).socket_connections == 10


@pytest.mark.parametrize("number", ["0", "11", "two", "-1"])
def test_slack_allows_one_app_ten_connections(number: str) -> None:
    assert fault(SOCKET | {"SOCKET_CONNECTIONS": number}) == (
        "The bot cannot start: SOCKET_CONNECTIONS is malformed: it must be a whole number from "
        "1 to 10."
    )


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/api", "http://127.0.0.1:9/api/"])
def test_the_address_of_slack_ends_in_one_slash(url: str) -> None:
    assert read(SOCKET | {"SLACK_API_URL": url}).api_url == "http://127.0.0.1:9/api/"


def test_what_else_is_in_the_environment_does_not_matter() -> None:
    assert read(HTTP) == read(HTTP | {"PATH": "/bin", "SLACK_CLIENT_ID": "1"})


def test_space_around_a_value_is_dropped() -> None:
    settings = read(HTTP | {"SLACK_BOT_TOKEN": " xoxb-1\n"})
    assert settings.bot_token.get_secret_value() == "xoxb-1"


@pytest.mark.parametrize("empty", ["", " ", "\n"])
def test_an_empty_value_counts_as_missing(empty: str) -> None:
    assert fault(SOCKET | {"SLACK_BOT_TOKEN": empty}) == (
        "The bot cannot start: SLACK_BOT_TOKEN is missing."
    )
    assert fault(BOT | {"SLACK_SIGNING_SECRET": empty, "SLACK_APP_TOKEN": empty}) == (
        "The bot cannot start: SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET "
        "(for HTTP) is missing."
    )
    assert read(HTTP | {"PORT": empty, "CLAIMS_FILE": empty, "SLACK_API_URL": empty}) == read(HTTP)


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("SLACK_BOT_TOKEN", "xoxp-7c1", "it must begin with xoxb-"),
        ("SLACK_BOT_TOKEN", "xoxb-", "it must begin with xoxb-"),
        ("SLACK_BOT_TOKEN", "xoxb-7 c1", "it must begin with xoxb-"),
        ("SLACK_APP_TOKEN", "xoxb-7c1", "it must begin with xapp-"),
        ("PORT", "7c1", "it must be a number from 0 to 65535"),
        ("LEASE_SECONDS", "7c1", "it must be a whole number from 1 to 999999"),
        ("QUEUE_LIMIT", "0", "it must be a whole number from 1 to 999999"),
        ("KEEP_THREADS_DAYS", "-7", "it must be a whole number from 1 to 999999"),
        ("KEEP_GAPS_DAYS", "7.5", "it must be a whole number from 1 to 999999"),
        ("KEEP_TEXT", "7c1", "it must be 0 or 1"),
        ("PORT", "65536", "it must be a number from 0 to 65535"),
        ("PORT", "-1", "it must be a number from 0 to 65535"),
        ("SLACK_API_URL", "7c1", "it must be an http or https address"),
        ("SLACK_API_URL", "ftp://7c1/", "it must be an http or https address"),
        ("SLACK_API_URL", "http://[7c1", "it must be an http or https address"),
        ("SLACK_API_URL", "http://7c1:99999", "it must be an http or https address"),
    ],
)
def test_a_malformed_value_is_named_and_not_shown(name: str, value: str, problem: str) -> None:
    sentence = fault(SOCKET | {name: value})
    assert f"The bot cannot start: {name} is malformed: {problem}." == sentence
    assert "7c1" not in sentence


def test_all_that_is_wrong_is_said_in_one_sentence() -> None:
    sentence = fault({"SLACK_SIGNING_SECRET": "secret", "PORT": "x"})
    assert sentence.count(".") == 1
    assert "SLACK_BOT_TOKEN is missing" in sentence
    assert "PORT is malformed" in sentence


def test_secrets_are_not_shown_by_printing_the_settings() -> None:
    settings: Settings = read(SOCKET | HTTP | {"SLACK_BOT_TOKEN": "xoxb-7c1"})
    assert "7c1" not in repr(settings)
    assert "secret" not in repr(settings).replace("signing_secret", "")
