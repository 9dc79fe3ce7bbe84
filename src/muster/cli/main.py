"""The command line: `muster <noun> <verb>`; errors go to standard error with the mend, and set the exit code."""

import os
import sys

import click

from muster.cli.charter import charter
from muster.cli.explain import explain
from muster.cli.standing import standing
from muster.domain.errors import CharterFaults, MusterError
from muster.domain.words import neutral

REFUSED = 1
INTERRUPTED = 130


@click.group(
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


muster.add_command(charter)
muster.add_command(standing)
muster.add_command(explain)


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
