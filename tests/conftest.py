"""Fixtures: the desks and stores that tests ask, a PostgreSQL, snapshots, how to search."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from bot import lexicon, store, vocabulary
from bot.desk import Desk
from bot.lexicon import Lexicon
from bot.measures import Measures
from bot.store import Store
from bot.vocabulary import Vocabulary
from bot.wording import Wording
from tests.stories import ANOTHER_WAR, FOUNDING, RECORD

settings.register_profile("ci", derandomize=True, deadline=None, database=None, print_blob=True)
settings.register_profile("search", max_examples=2_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

SNAPSHOTS = Path(__file__).parent / "snapshots"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-snapshots",
        action="store_true",
        help="write tests/snapshots anew, to be looked at",
    )


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the one that was looked at and committed under a file name."""

    def compare(name: str, actual: str) -> None:
        file = SNAPSHOTS / name
        if request.config.getoption("--update-snapshots"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(actual + "\n", encoding="utf-8")
        assert file.read_text(encoding="utf-8") == actual + "\n"

    return compare


@pytest.fixture(scope="session")
def desk() -> Desk:
    """A desk with the claims of one story; it keeps nothing of a question."""
    return Desk(FOUNDING)


@pytest.fixture(scope="session")
def record() -> Desk:
    """A desk with the whole record."""
    return Desk(RECORD)


@pytest.fixture(scope="session")
def war_desk() -> Desk:
    """A desk with the store about an invented war."""
    return Desk(ANOTHER_WAR)


@pytest.fixture(scope="session")
def founding() -> Store:
    return store.load(FOUNDING)


@pytest.fixture(scope="session")
def war() -> Store:
    return store.load(ANOTHER_WAR)


@pytest.fixture(scope="session")
def english() -> Vocabulary:
    return vocabulary.read(vocabulary.LANGUAGES / "en.toml")


@pytest.fixture(scope="session")
def measures() -> Measures:
    return Measures.read()


@pytest.fixture(scope="session")
def war_lexicon(war: Store, english: Vocabulary, measures: Measures) -> Lexicon:
    return lexicon.build(war, english, measures)


@pytest.fixture(scope="session")
def founding_lexicon(founding: Store, english: Vocabulary, measures: Measures) -> Lexicon:
    return lexicon.build(founding, english, measures)


@pytest.fixture(scope="session")
def war_wording(war: Store, english: Vocabulary, measures: Measures) -> Wording:
    return Wording(english, war, measures)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server of our own, reached through a socket in its folder; gives its URL."""
    if shutil.which("initdb") is None or shutil.which("postgres") is None:
        pytest.skip("PostgreSQL is not installed")
    account = "postgres" if os.geteuid() == 0 else None  # it refuses to run as root
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "data")
        if account:
            os.chown(folder, pwd.getpwnam(account).pw_uid, -1)
        make = ["initdb", "--no-sync", "-A", "trust", "-U", "bot", "-D", str(data)]
        subprocess.run(make, user=account, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        serve = ["pg_ctl", "start", "-w", "-D", str(data), "-l", f"{folder}/log"]
        options = ["-o", f"-k {folder} -c listen_addresses='' -c fsync=off"]
        subprocess.run(
            serve + options, user=account, cwd=folder, check=True, stdout=subprocess.DEVNULL
        )
        try:
            yield f"postgresql://bot@/postgres?host={folder}"
        finally:
            stop = ["pg_ctl", "stop", "-m", "immediate", "-D", str(data)]
            subprocess.run(stop, user=account, cwd=folder, check=True, stdout=subprocess.DEVNULL)
