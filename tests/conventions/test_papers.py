"""The papers of the house say what is so."""

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.conventions.house import ROOT, said

REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))
PROJECT: dict[str, Any] = tomllib.loads(said(ROOT / "pyproject.toml"))


def test_the_readme_names_the_two_commands_that_a_newcomer_needs() -> None:
    assert set(re.findall(r"^make (demo|test)\b", said(ROOT / "README.md"), re.MULTILINE)) == {"demo", "test"}


def test_the_changelog_has_a_place_for_what_is_not_released_yet() -> None:
    assert re.search(r"^## Unreleased$", said(ROOT / "CHANGELOG.md"), re.MULTILINE)


@pytest.mark.parametrize("pins", REQUIREMENTS, ids=lambda path: path.stem)
def test_every_pin_is_one_version_with_hashes_and_names_no_registry(pins: Path) -> None:
    text = "".join(line for line in said(pins).splitlines(keepends=True) if not line.lstrip().startswith("#"))
    pin = r"[a-z0-9-]+==[\w.]+(?: ; [^\\\n]+)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n"
    assert re.fullmatch(f"(?:{pin})+", text)
    assert "://" not in said(pins)


def test_every_dependency_is_pinned_where_it_is_installed_from() -> None:
    def names(requirements: list[str]) -> set[str]:
        return {re.split(r"[ ~=<>;\[]", line, maxsplit=1)[0].lower() for line in requirements}

    def pinned(stem: str) -> set[str]:
        return set(re.findall(r"^([a-z0-9-]+)==", said(ROOT / "requirements" / f"{stem}.txt"), re.MULTILINE))

    runtime, groups = names(PROJECT["project"]["dependencies"]), PROJECT["dependency-groups"]
    spark = names(PROJECT["project"]["optional-dependencies"]["spark"])
    assert runtime - pinned("runtime") == set()
    assert (runtime | spark | names(groups["test"])) - pinned("test") == set()
    assert {group: names(groups[group]) - pinned(group) for group in ("build", "check", "pins")} == {
        "build": set(),
        "check": set(),
        "pins": set(),
    }


def test_the_domain_is_forbidden_every_dependency_but_pydantic() -> None:
    imported_as = {
        "django-allauth": "allauth",
        "django-csp": "csp",
        "django-ninja": "ninja",
        "pyyaml": "yaml",
        "vl-convert-python": "vl_convert",
    }
    dependencies = [
        re.split(r"[ ~=<>;\[]", line, maxsplit=1)[0]
        for line in PROJECT["project"]["dependencies"]
        + [line for extra in PROJECT["project"]["optional-dependencies"].values() for line in extra]
    ]
    modules = {imported_as.get(name, name.replace("-", "_")) for name in dependencies}
    (contract,) = [one for one in PROJECT["tool"]["importlinter"]["contracts"] if "is pure" in one["name"]]
    assert modules - set(contract["forbidden_modules"]) == {"pydantic"}


def test_the_floor_of_coverage_has_never_been_higher() -> None:
    command = ["git", "-c", "safe.directory=*", "log", "--format=", "-p", "-G^fail_under", "--", "pyproject.toml"]
    history = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    floors = [int(floor) for floor in re.findall(r"^[+]fail_under = (\d+)", history, re.MULTILINE)]
    assert PROJECT["tool"]["coverage"]["report"]["fail_under"] >= max(floors, default=0)
