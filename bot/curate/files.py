"""Content and a path come in; the file is replaced in one step, so that nobody reads half of it."""

import os
import tempfile
from pathlib import Path

from bot.errors import BotError


class WriteError(BotError):
    """A file that cannot be written; the message names it and says why."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: cannot be written: {problem}")


def write(path: Path, text: str) -> None:
    """Replace a text file, or make it. Raises WriteError, and then leaves it as it was."""
    replace(path, text.encode("utf-8"))


def replace(path: Path, content: bytes) -> None:
    """Replace a file, or make it. Raises WriteError, and then leaves it as it was."""
    target = path.resolve()
    try:
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        with tempfile.NamedTemporaryFile(
            dir=target.parent, prefix=f".{target.name}.", delete=False
        ) as file:
            scratch = Path(file.name)
            try:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                scratch.chmod(mode)
                scratch.replace(target)
            except BaseException:
                scratch.unlink()
                raise
    except OSError as error:
        raise WriteError(path, error.strerror or str(error)) from error


# --- private ---


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
