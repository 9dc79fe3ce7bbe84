"""Lay the built-in group out as any group would be: a charter, an affiliation file, and fifty git repositories.

The folder is made once and found again by the digest of what it is made from; it is laid out beside its place and
moved there whole, so that a build that was killed leaves nothing that looks finished.
"""

import csv
import gzip
import hashlib
import io
import json
import shutil
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from pathlib import Path

from muster.samples.lcoo.affiliations import address_of, default_data
from muster.samples.lcoo.histories import rebuild_repository

BUILD_VERSION = "1"
PARALLEL_BUILDS = 4
"""git does the work in processes of its own, so threads are enough to keep both it and the disk busy."""

INGREDIENTS = (
    *("charter.toml", "changes.csv.gz", "affiliations.csv", "roadmap/items.toml"),
    *("histories.py", "affiliations.py", "build.py"),
)


def build(home: Path, *, say: Callable[[str], None] = lambda _: None) -> Path:
    """Give the folder of the built-in group under `home`, made now if it is not there yet.

    say: told one sentence if something has to be made. OSError: the folder cannot be written.
    """
    target = home / "samples" / f"lcoo-{_digest()}"
    if target.is_dir():
        return target
    say("Rebuilding LCOO's upstream: 52,801 changes in 50 repositories ...")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".building-", dir=target.parent) as scratch:
        draft = Path(scratch) / "lcoo"
        _lay_out(draft)
        try:
            draft.rename(target)
        except OSError:
            # Someone else finished the very same build a moment earlier: theirs is as good as ours.
            if not target.is_dir():
                raise
    for outdated in target.parent.glob("lcoo-*"):
        if outdated != target:
            shutil.rmtree(outdated, ignore_errors=True)
    return target


def changes() -> list[Mapping[str, str]]:
    """Read the facts: one row a change."""
    packed = resources.files(__package__).joinpath("changes.csv.gz").read_bytes()
    return list(csv.DictReader(io.StringIO(gzip.decompress(packed).decode())))


def affiliations() -> list[Mapping[str, str]]:
    """Read who worked where until when: the listed people, a row an interval, in order."""
    return list(csv.DictReader(io.StringIO(resources.files(__package__).joinpath("affiliations.csv").read_text())))


def _roadmap() -> str:
    """Write what the charter counts by: of each item its selectors, and since when it is agreed."""
    text = resources.files(__package__).joinpath("roadmap/items.toml").read_text(encoding="utf-8")
    lines = ["# The work that each item names is real; the grouping into items, and the days, are ours.\n"]
    for item in tomllib.loads(text)["items"]:
        agreed = f"agreed = {item['agreed']:%Y-%m-%d}" if "agreed" in item else 'state = "proposed"'
        said = {
            name: json.dumps(item[name], ensure_ascii=False) for name in ("slug", "title", "focus_area", "selectors")
        }
        lines += ["[[items]]", *(f"{name} = {value}" for name, value in said.items()), agreed, ""]
    return "\n".join(lines)


def _digest() -> str:
    digest = hashlib.sha256(BUILD_VERSION.encode())
    for name in INGREDIENTS:
        digest.update(resources.files(__package__).joinpath(name).read_bytes())
    return digest.hexdigest()[:12]


def _lay_out(folder: Path) -> None:
    facts = changes()
    (folder / "repositories").mkdir(parents=True)
    (folder / "charter.toml").write_bytes(resources.files(__package__).joinpath("charter.toml").read_bytes())
    (folder / "roadmap.toml").write_text(_roadmap(), encoding="utf-8")
    data = json.dumps(default_data(facts, affiliations()), indent=1, sort_keys=True)
    (folder / "default_data.json").write_text(data + "\n")

    by_repository: dict[str, list[Mapping[str, str]]] = {}
    addresses: dict[str, str] = {}
    for fact in facts:
        by_repository.setdefault(fact["repo"], []).append(fact)
        addresses.setdefault(fact["person"], address_of(fact["person"], fact["domain"]))
    for fact in facts:
        for person in fact["co_authors"].split():
            addresses.setdefault(person, address_of(person, "private"))

    def rebuild(name: str) -> None:
        directory = folder / "repositories" / f"{name}.git"
        directory.parent.mkdir(parents=True, exist_ok=True)
        rebuild_repository(name, by_repository[name], addresses, directory)

    with ThreadPoolExecutor(PARALLEL_BUILDS) as pool:
        list(pool.map(rebuild, sorted(by_repository)))
