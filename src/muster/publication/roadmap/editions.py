"""Every edition and every published report as files, with their fingerprints: a copy that outlives its host."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from muster.domain.errors import RequestFault
from muster.domain.record.chain import hash_of
from muster.domain.roadmap.editions.edition import text_of
from muster.domain.roadmap.editions.in_markdown import as_markdown
from muster.domain.roadmap.reports.report import written
from muster.records.models import Group
from muster.records.queries.roadmap.editions import editions_of, shown
from muster.records.queries.roadmap.reports import reports_of
from muster.web.roadmap.editions.printing import print_text

SUMS = "SHA256SUMS"
"""What `sha256sum --check` reads. The digest of an edition's JSON is the one that stands in the group's log."""


def files_of(group: Group) -> Mapping[str, str]:
    """Give every file of a group's copy, by its name; the list of digests is the last one."""
    files = dict(_files(group))
    return {**files, SUMS: "".join(f"{hash_of(text)}  {name}\n" for name, text in files.items())}


def write_files(group: Group, folder: Path) -> list[Path]:
    """Write the copy into a folder, which is made where it is not there. RequestFault: it cannot be written to."""
    made = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files_of(group).items():
            place = folder / name
            place.write_text(text, encoding="utf-8", newline="")
            made.append(place)
    except OSError as wrong:
        what = f"This cannot be written to: {wrong.strerror}."
        raise RequestFault(str(folder), what, "Name a folder that can.") from None
    return made


def _files(group: Group) -> Iterator[tuple[str, str]]:
    for row in editions_of(group).order_by("number"):
        edition = shown(row).edition
        name = f"edition-{row.number}-{row.quarter}"
        yield f"{name}.json", text_of(edition)
        yield f"{name}.md", as_markdown(edition)
        yield f"{name}.html", print_text(edition, row.sha256)
    for report in reports_of(group, drafts=False).order_by("month"):
        yield f"report-{written(report.month)}.md", report.text
