"""What no file of the house may say, and what it may say only with a reason."""

import re
from pathlib import Path

import pytest

from tests.conventions.house import places, python_files, said, texts

# The letters in brackets keep this file from finding itself.
NEVER = {
    "a conflict that was never resolved": r"^(?:<{7}|>{7}) ",
    "an address of a package registry": r"https?://\S+/[s]imple\b|(?<!emit-)index[-_]url[ =]|https?://\S+/packages/[0-9a-f]{2}/",
    "a folder of somebody's machine": r"(?<![\w.])/(?:home|Users)/[a-z]\w+|(?<![\w.])/[r]oot/",
    "a private key": r"-----[B]EGIN [A-Z ]*PRIVATE KEY",
    "filler": r"(?i)[l]orem ipsum",
    "a promise instead of a deed": r"\b(?:TO[D]O|FIX[M]E|XX[X])\b",
}
ADDRESS = re.compile(r"[\w.+-]+@((?:[\w-]+\.)+[A-Za-z]{2,})\b")
# Domains that belong to nobody (RFC 2606), mailing lists, hosts that stand behind `git@`, and the pseudonyms of the
# built-in sample, which keep the domain that their company is known by.
NOBODY = re.compile(
    r".*@(?:.*\.)?(?:example(?:\.(?:com|net|org))?|test|invalid)"
    r"|.*@lists\..*"
    r"|git@.*"
    r"|p\d{4}@.*",
    re.IGNORECASE,
)
# Machines that vote and commit upstream: charters list them so that they are not counted as people.
MACHINES = re.compile(r"(?:jenkins|zuul|infra-root|openstack-infra|[\w.+-]*-bot|bot|ci|no-?reply)@.*")

REASON = r"(?: - |  # )\S+(?: \S+)+"
SUPPRESSIONS = {
    "noqa": (re.compile(r"#\s*(?:ruff: *)?noqa.*"), re.compile(rf"# noqa: [A-Z]+\d+(?:, [A-Z]+\d+)*{REASON}")),
    "type": (re.compile(r"#\s*(?:type: *ignore|mypy:).*"), re.compile(rf"# type: ignore\[[\w, -]+\]{REASON}")),
    "cover": (re.compile(r"#\s*pragma:.*"), re.compile(rf"# pragma: no (?:cover|branch){REASON}")),
}


@pytest.mark.parametrize("words", NEVER)
def test_no_file_of_the_house_contains(words: str) -> None:
    pattern = re.compile(NEVER[words], re.MULTILINE)
    assert [place for path, text in texts() for place in places(pattern, path, text)] == []


def test_no_address_in_the_house_is_a_real_persons() -> None:
    found = [
        place
        for path, text in texts()
        if path != Path(__file__)
        for place in places(ADDRESS, path, text)
        if not NOBODY.fullmatch(place.rpartition(" ")[2]) and not MACHINES.fullmatch(place.rpartition(" ")[2])
    ]
    assert found == [], "invent people at alpha.example or beta.example"


@pytest.mark.parametrize("kind", SUPPRESSIONS)
def test_every_suppression_names_what_it_silences_and_why(kind: str) -> None:
    some, reasoned = SUPPRESSIONS[kind]
    found = [
        place
        for path in python_files()
        if path != Path(__file__)
        for place in places(some, path, said(path))
        if not reasoned.fullmatch(place.split(": ", 1)[1])
    ]
    assert found == [], "write for example `# noqa: S603 - the arguments are ours alone`"


@pytest.mark.parametrize(
    ("address", "may_stand"),
    [
        ("ada@alpha.example", True),
        ("ada@example.org", True),
        ("p0042@intel.com", True),
        ("zuul@review.openstack.org", True),
        ("ada.lovelace@intel.com", False),
        ("p0042x@intel.com", False),
        ("ada@notexample.com", False),
    ],
)
def test_the_rule_on_addresses_tells_people_from_nobody(address: str, may_stand: bool) -> None:
    assert bool(NOBODY.fullmatch(address) or MACHINES.fullmatch(address)) is may_stand
