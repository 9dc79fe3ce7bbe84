"""SortingHat's export: unique identities with their enrollments, and organisations with their domains.

    {"uidentities": {"<uuid>": {"profile": {"name": "Ada", "is_bot": false},
                                "identities": [{"email": "ada@alpha.example"}],
                                "enrollments": [{"organization": "Alpha", "start": "2014-01-01T00:00:00",
                                                 "end": "2016-07-01T00:00:00"}]}},
     "organizations": {"Alpha": [{"domain": "alpha.example", "is_top": true}]}}

The day of an enrollment's end is the first that is no more. SortingHat writes 1900 for "since ever" and 2100 for "until
further notice". A domain that is no top domain says nothing about the names below it.
"""

from collections.abc import Iterator
from datetime import date

from muster.domain.people.affiliation import BOT, Affiliation, Person
from muster.domain.people.domains import domain_rule
from muster.domain.people.identity_data import Aside, DomainRule, IdentityData
from muster.domain.people.names import (
    Unfit,
    clean_address,
    clean_company,
    clean_day,
    clean_days,
    clean_domain,
    clean_name,
    person_id,
)
from muster.evidence.identity.text import cleaned, head_of, items, json_of, object_of

NAME = "sortinghat"

_RULE = "SortingHat enrolls this person in this organisation on these days."
_BOT_RULE = "SortingHat says that this is a bot."
_UNKNOWN = "Unknown"
_EVER, _NEVER = date(1900, 1, 1), date(2100, 1, 1)
_DAY = len("2016-07-01")


def recognises(file_name: str, head: bytes) -> bool:
    """Whether the file is of this format, by its name or its beginning."""
    text = head_of(head)
    keys = ('"uidentities"', '"blacklist"', '"organizations"')
    return "sortinghat" in file_name or (text.lstrip().startswith("{") and any(key in text for key in keys))


def read(data: bytes, origin: str) -> IdentityData:
    """All that the export says; IdentityFault if it is no JSON object."""
    document = json_of(data, origin)
    asides: list[Aside] = []
    people: list[Person] = []
    for uuid, one, place in _entries(document, "uidentities", origin, asides):
        try:
            people += _person(uuid, object_of(one), place, asides)
        except Unfit as unfit:
            asides.append(Aside(place, f"{unfit} It was left out."))
    domains: list[DomainRule] = []
    companies: list[str] = []
    for name, listed, place in _entries(document, "organizations", origin, asides):
        for company in cleaned([name], clean_company, place, asides):
            if company != _UNKNOWN:
                companies.append(company)
                domains += _domains(company, listed, place, asides)
    return IdentityData(origin, tuple(people), tuple(domains), companies=tuple(sorted(companies)), asides=tuple(asides))


def _entries(
    document: dict[str, object], key: str, origin: str, asides: list[Aside]
) -> Iterator[tuple[str, object, str]]:
    """Each entry of one of the export's two big objects: its key, its value and its place."""
    place = f"{origin}: {key}"
    value = document.get(key) or {}
    if not isinstance(value, dict):
        asides.append(Aside(place, "There should be a JSON object here, so this was left out."))
        return
    for index, (name, entry) in enumerate(value.items()):
        yield name, entry, f"{place}[{index}]"


def _person(uuid: str, one: dict[str, object], place: str, asides: list[Aside]) -> list[Person]:
    identities = items(one.get("identities"), f"{place}.identities", asides, "identities")
    # Accounts of trackers and chats have no address. They are no fault; no history shows them.
    emails = [i.get("email") for i in identities if isinstance(i, dict) and i.get("email")]
    addresses = tuple(cleaned(emails, clean_address, f"{place}.identities", asides))
    if not addresses:
        return []
    profile = one.get("profile")
    profile = profile if isinstance(profile, dict) else {}
    if profile.get("is_bot") is True:
        affiliations: tuple[Affiliation, ...] = (Affiliation(BOT, None, None, place, _BOT_RULE),)
    else:
        affiliations = tuple(_enrollments(one, place, asides))
    identity = person_id("sortinghat", uuid, addresses[0])
    return [Person(identity, addresses, affiliations, place, clean_name(profile.get("name")))]


def _enrollments(one: dict[str, object], place: str, asides: list[Aside]) -> Iterator[Affiliation]:
    for index, raw in enumerate(items(one.get("enrollments"), f"{place}.enrollments", asides, "enrollments")):
        here = f"{place}.enrollments[{index}]"
        try:
            entry = object_of(raw)
            company = clean_company(entry.get("organization"))
            days = clean_days(_day(entry.get("start")), _day(entry.get("end")))
            if company != _UNKNOWN:
                yield Affiliation(company, *days, here, _RULE)
        except Unfit as unfit:
            asides.append(Aside(here, f"{unfit} It was left out."))


def _day(moment: object) -> date | None:
    """The day of a moment such as 2016-07-01T00:00:00; None for SortingHat's open ends."""
    day = clean_day(moment[:_DAY] if isinstance(moment, str) else moment)
    return day if day and _EVER < day < _NEVER else None


def _domains(company: str, listed: object, place: str, asides: list[Aside]) -> Iterator[DomainRule]:
    if isinstance(listed, dict):
        listed = listed.get("domains")
    for raw in items(listed, place, asides, "domains"):
        try:
            entry = object_of(raw)
        except Unfit as unfit:
            asides.append(Aside(place, f"{unfit} It was left out."))
            continue
        top = bool(entry.get("is_top", entry.get("is_top_domain", False)))
        for domain in cleaned([entry.get("domain")], clean_domain, place, asides):
            yield domain_rule(domain, company, place, subdomains=top)
