"""A roadmap's proof as the command line prints it: a table for people, JSON for programs, CSV for spreadsheets."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from muster.actions.roadmap.proof_as_data import company_share
from muster.domain.contribution.words import counted, rounded
from muster.domain.roadmap.proof.proof import AreaProof, ItemProof, Proof
from muster.domain.words import neutral
from muster.publication import plain

COLUMNS = (
    *("group", "window_start", "window_end", "item", "company", "member", "changes", "people", "days"),
    *("fte_lenient", "fte_likely", "fte_strict"),
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def as_json(group: str, proof: Proof) -> str:
    """Give the proof as one JSON document; figures are exact fractions in strings, such as "13/4"."""
    data = {
        "group": group,
        "on": proof.on,
        "window": plain.window(proof.window),
        "theta": plain.theta(proof.theta),
        "evidence": {"fingerprint": proof.fingerprint, "read_at": proof.read_at},
        "items": [_item(item) for item in proof.items],
        "areas": [
            {
                "name": area.name,
                "changes": area.changes,
                "linked": area.linked,
                "on_items": area.on_items,
                "companies": [company_share(share) for share in area.shares],
            }
            for area in proof.areas
        ],
        "companies": [
            {
                "company": name,
                "fte": plain.figures(company.fte),
                "roadmap_fte": plain.figures(company.roadmap_fte),
                "items": {slug: plain.figures(fte) for slug, fte in sorted(company.items.items())},
            }
            for name, company in sorted(proof.companies.items())
        ],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def as_csv(group: str, proof: Proof) -> str:
    """Give one row an item and company; figures exact. Names cannot become formulas of a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for item in proof.items:
        for share in item.shares:
            head = (_cell(group), proof.window.first_day, proof.window.end_day, item.slug, _cell(share.company))
            figures = (share.fte.lenient, share.fte.likely, share.fte.strict)
            writer.writerow([*head, int(share.member), share.changes, share.people, share.days, *figures])
    return out.getvalue()


def print_proof(group: str, proof: Proof, console: Console) -> None:
    """Print the proof for people."""
    console.print(Group(*_parts(group, proof)), soft_wrap=False)


def _parts(group: str, proof: Proof) -> Iterable[RenderableType]:
    yield Text(f"The roadmap of {neutral(group)}, {proof.window.first_day} to {proof.window.end_day}", style="bold")
    yield Text(
        f"{counted(len(proof.items), 'item')}; on {len(proof.shared)} of them two members or more were active. "
        "FTE are likely ones, of members."
    )
    yield Text()
    yield _items(proof.items)
    yield Text()
    yield _areas(proof.areas)
    yield Text(f"\nRead {proof.read_at}; fingerprint {proof.fingerprint[:16]}.")


def _items(items: Iterable[ItemProof]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("item", "changes", "linked", "nobody's", "last seen", "members"):
        table.add_column(name, justify="right" if name in {"changes", "linked", "nobody's"} else "left")
    for item in items:
        members = ", ".join(f"{neutral(one.company)} {one.changes} ({rounded(one.fte.likely)})" for one in item.members)
        numbers = (str(item.changes), str(item.linked), str(item.unattributed))
        table.add_row(item.slug, *numbers, str(item.last_seen or "never"), members or "none")
    return table


def _areas(areas: Iterable[AreaProof]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("focus area", "changes", "name a goal", "on items", "members"):
        table.add_column(name, justify="left" if name in {"focus area", "members"} else "right")
    for area in areas:
        members = ", ".join(f"{neutral(one.company)} {rounded(one.fte.likely)}" for one in area.members)
        table.add_row(neutral(area.name), str(area.changes), str(area.linked), str(area.on_items), members or "none")
    return table


def _item(item: ItemProof) -> dict[str, Any]:
    return {
        "item": item.slug,
        "changes": item.changes,
        "linked": item.linked,
        "unattributed": item.unattributed,
        "shared": item.shared,
        "first_day": plain.day(item.first_day),
        "last_day": plain.day(item.last_day),
        "begun_on": plain.day(item.begun_on),
        "last_seen": plain.day(item.last_seen),
        "companies": [company_share(share) for share in item.shares],
    }


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else neutral(text)
