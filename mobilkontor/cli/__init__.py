"""Own the commands: arguments to ``api``, its values to the terminal, its errors to exit codes."""

from mobilkontor.cli.entry import app as app
from mobilkontor.cli.entry import main as main

__all__ = ["app", "main"]
