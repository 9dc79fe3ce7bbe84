"""A file out of a repository: as it is, as it was on a day, as it last was before somebody deleted it."""

from datetime import date
from pathlib import Path

import pytest

from muster.domain.errors import IdentityFault, RepositoryMissing
from muster.evidence.past_files import file_on
from tests.evidence.upstream import Upstream, moment


@pytest.fixture
def location(tmp_path: Path) -> str:
    """A repository whose file changed in March, and that was emptied in June."""
    upstream = Upstream(tmp_path / "people")
    old, new, none = upstream.tree_of(people="old"), upstream.tree_of(people="new"), upstream.tree
    parents: list[str] = []
    for tree, day in ((old, "2016-01-01"), (new, "2016-03-01"), (new, "2016-04-01"), (none, "2016-06-01")):
        parents = [upstream.commit(tree=tree, at=moment(f"{day} 12:00"), parents=parents)]
    upstream.branch(parents[0])
    return str(upstream.folder)


@pytest.mark.parametrize(
    ("day", "content"),
    [
        (None, b"new"),
        (date(2016, 12, 1), b"new"),
        (date(2016, 3, 2), b"new"),
        (date(2016, 3, 1), b"old"),
        (date(2016, 1, 1), None),
    ],
)
def test_a_file_is_given_as_it_stood_when_the_day_began(location: str, day: date | None, content: bytes | None) -> None:
    assert file_on(location, "people", day) == content


def test_a_file_that_never_was_is_none(location: str) -> None:
    assert file_on(location, "nobody", None) is None


def test_only_folders_hold_files(tmp_path: Path) -> None:
    with pytest.raises(IdentityFault, match="folders only"):
        file_on("https://git.alpha.example/people", "people", None)
    with pytest.raises(RepositoryMissing):
        file_on(str(tmp_path), "people", None)
