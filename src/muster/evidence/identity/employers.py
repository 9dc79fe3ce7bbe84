"""The words that gitdm and the CNCF's files use in place of an employer."""

from muster.domain.people.affiliation import BOT, INDEPENDENT
from muster.domain.people.names import clean_company

_INDEPENDENT = frozenset({"independent", "self", "(none)", "(self)", "freelance", "(consultant)"})
_UNKNOWN = frozenset({"notfound", "(unknown)", "unknown", "?"})
_ROBOTS = frozenset({"(robots)", "robots"})


def employer(raw: str) -> str | None:
    """The company that an entry means; None if it says that nobody knows. Unfit if it is no company."""
    word = " ".join(raw.split()).lower()
    if word in _UNKNOWN:
        return None
    if word in _INDEPENDENT:
        return INDEPENDENT
    return BOT if word in _ROBOTS else clean_company(raw)


def unscrambled(address: str) -> str:
    """An address as it is sent to: these files write "ada!alpha.example"."""
    return address if "@" in address else address.replace("!", "@", 1)
