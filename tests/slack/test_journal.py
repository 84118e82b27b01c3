import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot.server.journal import Discreet


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Discreet())
    log = logging.Logger("test")
    log.addHandler(handler)
    yield log, written
    handler.close()


@pytest.mark.parametrize(
    "secret",
    ["xoxb-1-2-abc", "xapp-1-A-abc", "xoxe.xoxb-1-abc", "v0=0a1b", "wss://slack/?ticket=abc-1%2F"],
)
def test_secrets_are_struck_out(log: tuple[logging.Logger, io.StringIO], secret: str) -> None:
    log[0].error("failed with %s", secret)
    assert "abc" not in log[1].getvalue()
    assert "0a1b" not in log[1].getvalue()
    assert "failed with" in log[1].getvalue()


def test_every_record_is_one_line_of_json(log: tuple[logging.Logger, io.StringIO]) -> None:
    log[0].warning("two\nlines of %s", "“words”")
    line = log[1].getvalue()
    assert line.count("\n") == 1
    read = json.loads(line)
    assert read.pop("time").endswith("+00:00")
    assert read == {"level": "WARNING", "logger": "test", "message": "two\nlines of “words”"}


def test_a_trace_tells_kinds_and_places_but_no_messages(
    log: tuple[logging.Logger, io.StringIO],
) -> None:
    words = "what somebody asked"
    try:
        try:
            raise ValueError(words)
        except ValueError as error:
            raise RuntimeError(words) from error
    except RuntimeError:
        log[0].exception("A question could not be answered.")
    written = log[1].getvalue()
    assert words not in written
    assert [
        word for word in ("RuntimeError", "ValueError", "test_journal.py") if word in written
    ] == ["RuntimeError", "ValueError", "test_journal.py"]
