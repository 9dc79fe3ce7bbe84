"""The command line: `muster <noun> <verb>`; errors go to standard error with the mend, and set the exit code."""

import os
import sys
from importlib import import_module

import click

from muster.domain.errors import CharterFaults, MusterError
from muster.domain.words import neutral

REFUSED = 1
INTERRUPTED = 130
COMMANDS = (
    *("calendar", "charter", "elections", "explain", "group", "mail", "meetings", "priorities", "record"),
    *("roadmap", "serve", "standing"),
)
"""Each a module here with a command of the same name."""


class _LoadedWhenAsked(click.Group):
    """The commands, of which one at a time is loaded: all together take longer than most answers.

    The processes that read repositories side by side load this file too, and need none of them.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            self.add_command(getattr(import_module(f"muster.cli.{cmd_name}"), cmd_name))
        return super().get_command(ctx, cmd_name)


@click.group(
    cls=_LoadedWhenAsked,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Exit codes: 0 answered; 1 refused, with the reason and the mend on standard error; "
    "2 the command line was not understood; 130 interrupted.",
)
@click.version_option(package_name="muster")
def muster() -> None:
    """Hold a working group's promise against the proof.

    A charter says what every member promises; upstream histories show what came of it. `lcoo` names the built-in
    group: the Large Contributing OpenStack Operators of 2016, with 52,801 real changes.
    """


def main() -> None:
    """Run the command line; the one place where a refusal becomes words and an exit code."""
    try:
        muster(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(INTERRUPTED)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except CharterFaults as refused:
        for fault in refused.faults:
            click.echo(neutral(str(fault)), err=True)
        sys.exit(REFUSED)
    except MusterError as refused:
        click.echo(f"muster: {neutral(str(refused))}", err=True)
        sys.exit(REFUSED)
    except BrokenPipeError:
        # The reader of our output went away, as `head` does. That is no fault, and there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


if __name__ == "__main__":
    main()
