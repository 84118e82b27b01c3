"""The wheel, the locks and the container: the steps of the Dockerfile, done here one by one."""

import json
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
QUESTION = "how many Russian soldiers have died?"
BUILDER = "pip install --require-hashes --requirement requirements-dev.lock"


@dataclass(frozen=True)
class Step:
    """One instruction of the Dockerfile, its lines joined."""

    keyword: str
    value: str


@dataclass(frozen=True)
class Account:
    """Whom a container runs as: without a number, whoever runs the tests."""

    user: int | None = None
    group: int | None = None

    def start(
        self, command: list[str], environ: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            user=self.user,
            group=self.group,
            extra_groups=None if self.user is None else [],
            env=environ,
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )


@dataclass(frozen=True)
class Image:
    """What the Dockerfile made, in a folder that stands for the root of the container."""

    root: Path
    account: Account

    def start(self, command: list[str], **settings: str) -> subprocess.CompletedProcess[str]:
        """Run a command as the container would: its account, its environment, nothing else."""
        environ = environment(LAST_STAGE, self.root, os.defpath) | settings
        program = shutil.which(command[0], path=environ["PATH"])
        assert program is not None, f"{command[0]} is not in the image"
        return self.account.start([program, *command[1:]], environ)

    def files(self) -> list[Path]:
        return sorted(self.root.rglob("*"))


def read_stages() -> list[list[Step]]:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lines = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ").splitlines()
    stages: list[list[Step]] = []
    for line in filter(str.strip, lines):
        keyword, value = line.split(maxsplit=1)
        if keyword == "FROM":
            stages.append([])
        stages[-1].append(Step(keyword, value))
    return stages


FIRST_STAGE, LAST_STAGE = read_stages()


def values(stage: list[Step], keyword: str) -> list[str]:
    return [step.value for step in stage if step.keyword == keyword]


def environment(stage: list[Step], root: Path, path: str) -> dict[str, str]:
    pairs = (pair for value in values(stage, "ENV") for pair in shlex.split(value))
    settings = dict(pair.split("=", 1) for pair in pairs)
    return {
        name: inside(root, value).replace("$PATH", path) for name, value in settings.items()
    } | ({} if "PATH" in settings else {"PATH": path})


def inside(root: Path, text: str) -> str:
    """Move the container's own folders below the folder that stands for its root."""
    return re.sub(r"(?<![\w.])/(opt|source|var|wheels)\b", rf"{root}/\1", text)


def choose_python() -> tuple[str, Account]:
    """Choose the base interpreter and the account: root's own Python may be closed to others."""
    own = f"{sys.base_prefix}/bin/python3.{sys.version_info.minor}"
    if os.geteuid() != 0:
        return own, Account()
    user, group = map(int, values(LAST_STAGE, "USER")[-1].split(":"))
    account = Account(user, group)
    minors = range(sys.version_info.minor, 10, -1)
    names = ["python3", *(f"python3.{minor}" for minor in minors)]
    found = (shutil.which(name, path=os.defpath) for name in names)
    for python in [own, *filter(None, found)]:
        try:
            program = "import sys, venv; sys.exit(sys.version_info < (3, 11))"
            if account.start([python, "-c", program], {}).returncode == 0:
                return python, account
        except PermissionError:
            continue
    return own, Account()


def copy_files(step: Step, source: Path) -> None:
    *names, target = step.value.split()
    for name in names:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, source / target, ignore=ignored)
        else:
            shutil.copy(ROOT / name, source / target)


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o755)
        python, account = choose_python()
        tools = root / "tools"
        tools.mkdir()
        (tools / "python").symlink_to(python)
        path = f"{tools}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        build(root, dict(os.environ) | environment(FIRST_STAGE, root, path))
        for made in root.rglob("*"):
            if not made.is_symlink():
                made.chmod(stat.S_IMODE(made.stat().st_mode) & ~0o222)
        yield Image(root, account)


def build(root: Path, environ: Mapping[str, str]) -> None:
    """Follow the first stage; the environment that runs the tests is its builder already."""
    source = Path(inside(root, values(FIRST_STAGE, "WORKDIR")[0]))
    source.mkdir()
    for step in FIRST_STAGE:
        if step.keyword == "COPY":
            copy_files(step, source)
        elif step.keyword == "RUN" and step.value != BUILDER:
            done = subprocess.run(
                ["sh", "-c", inside(root, step.value)],
                cwd=source,
                env=environ,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, f"{step.value}\n{done.stdout}{done.stderr}"


def pinned(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, flags=re.MULTILINE))


# --- the wheel ---


def test_the_wheel_carries_the_package_and_the_store_and_nothing_else(image: Image) -> None:
    expected = {
        (Path("bot") if folder == "knowledge" else Path()) / path.relative_to(ROOT)
        for folder in ("bot", "knowledge")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    (wheel,) = image.root.glob("wheels/*.whl")
    actual = {Path(name) for name in zipfile.ZipFile(wheel).namelist()}
    assert expected == {path for path in actual if not path.parts[0].endswith(".dist-info")}
    assert expected >= {
        Path("bot/knowledge/claims.json"),
        Path("bot/knowledge/claims.schema.json"),
        Path("bot/languages/en.toml"),
    }


# --- the container ---


def test_both_images_are_the_same_exact_slim_release() -> None:
    first, last = FIRST_STAGE[0].value, LAST_STAGE[0].value
    assert first == f"{last} AS build"
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-[a-z]+", last)


def test_the_builder_is_the_locked_one_and_stays_behind() -> None:
    assert BUILDER in values(FIRST_STAGE, "RUN")
    assert values(LAST_STAGE, "RUN") == []
    user = values(LAST_STAGE, "USER")[-1]
    assert values(LAST_STAGE, "COPY") == [
        "--from=build /opt/casualty-bot /opt/casualty-bot",
        f"--from=build --chown={user} /var/lib/casualty-bot /var/lib/casualty-bot",
    ]


def test_the_database_is_in_the_one_volume(image: Image) -> None:
    (volume,) = values(LAST_STAGE, "VOLUME")
    folder = inside(image.root, volume)
    url = environment(LAST_STAGE, image.root, "")["DATABASE_URL"]
    assert url == f"sqlite:///{folder}/casualty-bot.db"
    assert Path(folder).is_dir()


def test_all_that_the_dockerfile_copies_is_let_through() -> None:
    allowed = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    copied = {name for value in values(FIRST_STAGE, "COPY") for name in value.split()[:-1]}
    assert copied == {line.removeprefix("!") for line in allowed if line.startswith("!")}


def test_the_image_holds_the_bot_and_what_it_runs_on_and_no_tools(image: Image) -> None:
    metadata = image.root.glob("opt/casualty-bot/lib/python*/site-packages/*.dist-info")
    installed = {path.name.split("-")[0].replace("_", "-").lower() for path in metadata}
    assert installed == {"casualty-bot", *pinned("requirements.lock")}


def test_it_answers_as_a_numbered_user_from_another_folder_and_writes_nothing(
    image: Image,
) -> None:
    before = image.files()
    asked = image.start(["casualty-bot", "ask", QUESTION])
    assert (asked.returncode, asked.stderr) == (0, "")
    assert "as of" in asked.stdout
    assert before == image.files()


def test_the_user_is_a_number_other_than_root() -> None:
    user, group = values(LAST_STAGE, "USER")[-1].split(":")
    assert user.isdigit()
    assert group.isdigit()
    assert "0" not in (user, group)


def test_the_default_command_starts_slack_and_names_a_missing_setting(image: Image) -> None:
    command = json.loads(values(LAST_STAGE, "CMD")[-1])
    assert command == ["casualty-bot", "slack"]
    started = image.start(command)
    assert (started.returncode, started.stdout) == (1, "")
    assert "SLACK_BOT_TOKEN is missing" in started.stderr
    assert started.stderr.count("\n") == 1


@contextmanager
def health(status: int) -> Iterator[int]:
    """Serve one status at /healthz, and nothing elsewhere; gives the port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/healthz" else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
def test_the_health_check_asks_the_running_bot(image: Image, status: int, code: int) -> None:
    command = json.loads(values(LAST_STAGE, "HEALTHCHECK")[-1].partition("CMD ")[2])
    with health(status) as port:
        checked = image.start(command, PORT=str(port))
    assert (checked.returncode, checked.stderr) == (code, "")
    assert image.start(command, PORT=str(port)).returncode != 0
    assert environment(LAST_STAGE, image.root, "")["PORT"] == "3000"


# --- the locks ---


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_pins_with_hashes_and_names_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    entry = r"^[a-z0-9-]+==\S+(?: ; .*)?(?: \\\n +--hash=sha256:[0-9a-f]{64})+$"
    entries = re.findall(entry, text, flags=re.MULTILINE)
    assert len(entries) == len(re.findall(r"^[^\s#]", text, flags=re.MULTILINE))


def test_both_locks_agree_and_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime, development = pinned("requirements.lock"), pinned("requirements-dev.lock")
    assert runtime.items() <= development.items()
    for asked, lock in [
        (project["project"]["dependencies"], runtime),
        (project["dependency-groups"]["dev"], development),
    ]:
        assert {re.split(r"[<>=]", requirement)[0] for requirement in asked} <= lock.keys()


# --- make ---


@pytest.mark.parametrize(
    "question",
    [
        """who said "15,000"?""",
        "what's Russia's count?",
        "did $HOME cost $(shell echo 5) or `echo 5`? 100% # of 'them' \\ ; exit",
        "скільки загиблих — 1 351?",
        "--help",
    ],
)
def test_make_ask_hands_the_question_on_as_typed(question: str) -> None:
    show = shlex.join([sys.executable, "-c", "import sys; print(ascii(sys.argv[1:]))"])
    environ = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    made = subprocess.run(
        ["make", "-o", ".venv/installed", "ask", f"q={question}", f"BOT={show}"],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout == ascii(["ask", "--", question]) + "\n"
