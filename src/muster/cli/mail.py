"""`muster mail`: what an administrator does with letters."""

from datetime import UTC, datetime

import click

from muster.cli.installation import on_the_record


@click.group()
def mail() -> None:
    """Send the letters that wait, and the reminders that are due."""


@mail.command(epilog="Example: muster mail send")
@click.option("--limit", default=1000, show_default=True, type=click.IntRange(1), help="How many letters at most.")
@on_the_record
def send(limit: int) -> None:
    """Write the reminders that are due, and send every letter that waits.

    Letters go out by themselves as soon as they are written. This tries again what did not, and reminds: run it every
    few minutes (docs/how-to/run-muster.md). Run twice at once, it sends nothing twice.
    """
    from muster.actions.decisions.settling import settle_everywhere as settle_proposals  # noqa: PLC0415 - as below
    from muster.actions.elections.settling import settle_everywhere as settle_elections  # noqa: PLC0415 - as below
    from muster.actions.reminders import remind_everybody  # noqa: PLC0415 - once the record is at hand
    from muster.actions.roadmap.rounds_settling import settle_everywhere as settle_rounds  # noqa: PLC0415 - as below
    from muster.actions.sending import by_hand, send_letters  # noqa: PLC0415 - as above

    at = datetime.now(UTC)
    with by_hand():
        # What the clock has brought about is true without this; but somebody is to be told.
        settle_proposals(at)
        settle_elections(at)
        settle_rounds(at)
        reminders, came = remind_everybody(at), send_letters(at, limit)
    click.echo(
        f"Reminders written: {reminders}. Letters sent: {came.sent}; to be tried again: {came.postponed};"
        f" given up: {came.given_up}."
    )
