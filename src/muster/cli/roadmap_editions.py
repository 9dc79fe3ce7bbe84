"""`muster roadmap editions`: take away what a group has published of its roadmap."""

from pathlib import Path

import click

from muster.cli.installation import on_the_record


@click.command(epilog="Example: muster roadmap editions lcoo lcoo-editions")
@click.argument("group_name", metavar="GROUP")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@on_the_record
def editions(group_name: str, folder: Path) -> None:
    """Write every edition of GROUP's roadmap and every monthly report that is out into FOLDER.

    Each edition is there as JSON, Markdown and HTML to print. `sha256sum --check SHA256SUMS` tells whether they are
    what was written; the digest of an edition's JSON is the one that stands in the group's log.
    """
    from muster.domain.contribution.words import counted  # noqa: PLC0415 - once the record is at hand
    from muster.publication.roadmap.editions import write_files  # noqa: PLC0415 - as above
    from muster.records.queries.groups import group_called  # noqa: PLC0415 - as above

    made = write_files(group_called(group_name), folder)
    click.echo(f"{counted(len(made), 'file')} in {folder}.")
