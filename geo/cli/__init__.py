"""The command line: `python -m geo COMMAND`.

Only this edge prints, reads the clock and knows exit codes: 0 done, 1 the data are wrong,
2 the command was used wrongly. To add a command, write it in a module beside this one and name it in COMMANDS.
"""

from __future__ import annotations

import importlib
from typing import Any, Final

import click

from geo.errors import DataError, UsageError, printable

# name → where the command is; imported only when it is called, so that `check` does not wait for plotting libraries.
COMMANDS: Final = {
    "add-wave": "geo.cli.add_wave:add_wave_command",
    "build-shapes": "geo.cli.shapes:build_shapes_command",
    "check": "geo.cli.check:check_command",
    "correct": "geo.cli.curate:correct_command",
    "diff": "geo.cli.curate:diff_command",
    "dictionary": "geo.cli.describe:dictionary_command",
    "document": "geo.cli.document:document_command",
    "draw": "geo.cli.files:draw_command",
    "lay-out": "geo.cli.lay_out:lay_out_command",
    "pack": "geo.cli.files:pack_command",
    "publish": "geo.cli.publish:publish_command",
    "release": "geo.cli.curate:release_command",
    "settings": "geo.cli.settings:settings_command",
    "stats": "geo.cli.describe:stats_command",
    "trace": "geo.cli.files:trace_command",
    "undo": "geo.cli.curate:undo_command",
}


class _Commands(click.Group):
    """Commands that are imported when they are asked for, with the package's errors turned into exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DataError as error:
            raise click.ClickException(str(error)) from error
        except UsageError as error:
            raise click.UsageError(printable(str(error)), ctx) from error
        except BrokenPipeError:
            raise  # who read the output has gone: click ends quietly
        except OSError as error:
            raise click.ClickException(f"{error.filename or 'The disk'}: {error.strerror or error}.") from error


@click.group(cls=_Commands)
def main() -> None:
    """Station Atlas: reported Chinese overseas police service stations."""
