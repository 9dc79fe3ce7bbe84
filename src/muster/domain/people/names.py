"""What may stand in affiliation data: addresses, domains, companies and days, cleaned or refused with a reason.

Every file format asks the same four questions here, so that none of them is the lenient one.
"""

import hashlib
import re
import unicodedata
from datetime import date
from functools import lru_cache

from muster.domain.people.affiliation import BOT, INDEPENDENT, UNAFFILIATED

ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s<>,;]+")
"""Anything that looks like an e-mail address: what must never be shown."""

WITHOUT_ADDRESS = "person-"
"""How an id begins that was made from an address, because there was nothing better."""

_DOMAIN = re.compile(r"[^\s@<>,;.]+(\.[^\s@<>,;.]+)+")
_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2}|[A-Za-z]{3})-([0-9]{1,2})")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_LONGEST = 254  # of an address by RFC 5321; no domain or company needs more
_SHOWN = 60
_OUR_OWN = frozenset({BOT, INDEPENDENT, UNAFFILIATED})
_JOINERS = "\u200c\u200d"  # zero width, and needed to write Persian, Hindi and others


class Unfit(ValueError):
    """An entry that cannot be taken. Its text is the reason, and never holds an address."""


def clean_address(raw: object) -> str:
    """An address in lower case without spaces around it."""
    if not isinstance(raw, str):
        raise Unfit("An address must be text.")
    address = raw.strip().lower()
    if len(address) > _LONGEST or not ADDRESS.fullmatch(address) or _hidden(address):
        raise Unfit("This is no e-mail address.")
    return address


def clean_domain(raw: object) -> str:
    """A domain in lower case, with two labels at least: a single one would claim a whole top-level domain."""
    if not isinstance(raw, str):
        raise Unfit("A domain must be text.")
    domain = raw.strip().lower().strip(".")
    if len(domain) > _LONGEST or not _DOMAIN.fullmatch(domain) or _hidden(domain):
        raise Unfit(f"{show(raw)} is no domain with two labels or more, such as alpha.example.")
    return domain


def clean_company(raw: object) -> str:
    """A company's name with single spaces; of the names with an asterisk only Muster's own three."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        raise Unfit("The name of the company is empty.")
    if not isinstance(raw, str):
        raise Unfit("The name of a company must be text.")
    company = " ".join(raw.split())
    if len(company) > _LONGEST:
        raise Unfit(f"The company's name {show(company)} has more than {_LONGEST} characters.")
    if _hidden(company):
        raise Unfit(f"The company's name {show(company)} has characters that cannot be seen.")
    if ADDRESS.search(company):
        raise Unfit("The company's name holds an e-mail address.")
    if company.startswith("*") and company not in _OUR_OWN:
        raise Unfit(f"{show(company)} is no company; names with an asterisk are {', '.join(sorted(_OUR_OWN))}.")
    return company


def clean_day(raw: object) -> date | None:
    """A day, written 2016-07-01 or 2016-Jul-01; None for an open end."""
    if raw is None or raw == "":
        return None
    if isinstance(raw, date):
        # A datetime is a date as well, but says more than a whole day; its day is what counts.
        return date(raw.year, raw.month, raw.day)
    written = _DAY.fullmatch(raw.strip()) if isinstance(raw, str) else None
    if not written:
        raise Unfit(f"{show(raw)} is no day; write it as 2016-07-01.")
    year, month, day = written.groups()
    try:
        # The names of months are English whatever the locale says, so strptime's %b will not do.
        number = int(month) if month.isdigit() else _MONTHS.index(month.lower()) // 4 + 1
        return date(int(year), number, int(day))
    except ValueError:
        raise Unfit(f"{show(raw)} is no day of the calendar.") from None


def clean_days(first: object, end: object) -> tuple[date | None, date | None]:
    """The days [first, end) of an interval that holds one day at least."""
    first_day, end_day = clean_day(first), clean_day(end)
    if first_day and end_day and end_day <= first_day:
        raise Unfit(f"It ends on {end_day} before it begins on {first_day}; the end is the first day that is no more.")
    return first_day, end_day


def clean_name(raw: object) -> str:
    """A person's name as far as it can be shown: empty where it is none, or is an address."""
    name = " ".join(_without_hidden(raw).split())[:_LONGEST] if isinstance(raw, str) else ""
    return "" if ADDRESS.search(name) else name


def clean_id(raw: object) -> str:
    """An id that a group's own file gives to a person: what can be shown, and is no address."""
    if not isinstance(raw, str) or not raw.strip() or "@" in raw or _hidden(raw) or len(raw) > _LONGEST:
        raise Unfit("A person's id must be a short text without @; ids are public, addresses are not.")
    return raw.strip()


def clean_words(raw: object) -> str:
    """Free text as it can be shown: on one line, without what cannot be seen and without addresses.

    Whoever wrote an address into it did not mean to publish it.
    """
    return " ".join(ADDRESS.sub("(address)", word) for word in _without_hidden(str(raw)).split())


@lru_cache(maxsize=100_000)
def folded(name: str) -> str:
    """A name as it is compared: case, width and spaces do not matter."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def person_id(kind: str, own: object, principal_address: str) -> str:
    """The stable id of a person: the source's own, "launchpad:ada"; else one that is made from their principal address.

    Never an address: an own id that looks like one is not used.
    """
    if isinstance(own, str) and own.strip() and "@" not in own and not _hidden(own):
        return f"{kind}:{own.strip()}"
    return id_of_address(principal_address)


@lru_cache(maxsize=100_000)
def id_of_address(address: str) -> str:
    """The id of a person of whom nothing but an address is known."""
    return WITHOUT_ADDRESS + hashlib.sha256(address.lower().encode("utf-8", "surrogatepass")).hexdigest()[:12]


def show(raw: object) -> str:
    """What a file says, as it can be shown in a message: short, on one line, and never an address."""
    text = ADDRESS.sub("(address)", str(raw)[:_LONGEST])
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")


def _hidden(text: str) -> bool:
    """Whether a text has control or direction characters, lone surrogates, or what a decoder could not read."""
    return not (text.isascii() and text.isprintable()) and any(map(_is_hidden, text))


def _without_hidden(text: str) -> str:
    return "".join(c for c in text if c.isspace() or not _is_hidden(c)) if _hidden(text) else text


def _is_hidden(c: str) -> bool:
    return c == "\ufffd" or (unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and c not in _JOINERS)
