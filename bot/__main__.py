"""Run the command line as ``python -m bot``."""

from bot.cli import entry

if __name__ == "__main__":
    entry()
