"""Stackalytics' default_data.json: people with their companies, and companies with their domains and other names.

    {"users": [{"launchpad_id": "ada", "user_name": "Ada", "emails": ["ada@alpha.example"],
                "companies": [{"company_name": "Alpha", "end_date": "2016-Jul-01"},
                              {"company_name": "Beta", "end_date": null}]}],
     "companies": [{"company_name": "Alpha", "domains": ["alpha.example"], "aliases": ["Alpha Inc."]}]}

As in Stackalytics' own normalizer, entries are sorted by their end, an end is the first day that is no more, whoever
has no open end is independent from then on, and "*robots" are no people. In the real file, "*independent" has the empty
domain. Unlike Stackalytics, Muster resolves aliases in people's companies, too, and calls nobody independent of whom
nothing is said.
"""

from collections.abc import Iterable, Iterator

from muster.domain.people.affiliation import BOT, INDEPENDENT, Affiliation, Person, chained
from muster.domain.people.domains import domain_rule
from muster.domain.people.identity_data import Aside, CompanyAlias, DomainRule, IdentityData
from muster.domain.people.names import (
    Unfit,
    clean_address,
    clean_company,
    clean_day,
    clean_domain,
    clean_name,
    folded,
    person_id,
)
from muster.evidence.identity.text import cleaned, head_of, items, json_of, object_of

NAME = "stackalytics"

_IDS = {"launchpad_id": "launchpad", "github_id": "github", "zanata_id": "zanata", "user_id": "stackalytics"}
_ROBOTS = "*robots"
_RULE = "Stackalytics lists this person with this company until a given day, or until further notice."
_AFTERWARDS = "Stackalytics lists no company after the last one that ended, which means independent."


def recognises(file_name: str, head: bytes) -> bool:
    """Whether the file is of this format, by its name or its beginning."""
    text = head_of(head)
    return file_name.endswith("default_data.json") or ('"company_name"' in text and text.lstrip().startswith("{"))


def read(data: bytes, origin: str) -> IdentityData:
    """All that the file says; IdentityFault if it is no JSON object."""
    document = json_of(data, origin)
    asides: list[Aside] = []
    people: list[Person] = []
    for index, user in enumerate(items(document.get("users"), f"{origin}: users", asides, "people")):
        place = f"{origin}: users[{index}]"
        try:
            people += _person(object_of(user), place, asides)
        except Unfit as unfit:
            asides.append(Aside(place, f"{unfit} It was left out."))
    domains: list[DomainRule] = []
    aliases: list[CompanyAlias] = []
    companies: set[str] = set()
    for index, entry in enumerate(items(document.get("companies"), f"{origin}: companies", asides, "companies")):
        place = f"{origin}: companies[{index}]"
        try:
            company = object_of(entry)
            name = clean_company(company.get("company_name"))
        except Unfit as unfit:
            asides.append(Aside(place, f"{unfit} It was left out."))
            continue
        companies.add(name)
        domains += _domains(company, name, place, asides)
        aliases += _aliases(company, name, place, asides)
    asides += _unknown_companies(people, companies, aliases)
    return IdentityData(
        origin, tuple(people), tuple(domains), tuple(aliases), tuple(sorted(companies)), asides=tuple(asides)
    )


def _person(user: dict[str, object], place: str, asides: list[Aside]) -> list[Person]:
    emails = items(user.get("emails"), f"{place}.emails", asides, "addresses")
    addresses = cleaned(emails, clean_address, f"{place}.emails", asides)
    if not addresses:
        asides.append(Aside(place, "This person has no address, so no history can show them."))
        return []
    own = next((key for key in _IDS if user.get(key)), "user_id")
    identity = person_id(_IDS[own], user.get(own), addresses[0])
    affiliations = tuple(_affiliations(user, place, asides))
    return [Person(identity, tuple(addresses), affiliations, place, clean_name(user.get("user_name")))]


def _affiliations(user: dict[str, object], place: str, asides: list[Aside]) -> list[Affiliation]:
    entries = []
    for index, raw in enumerate(items(user.get("companies"), f"{place}.companies", asides, "companies")):
        here = f"{place}.companies[{index}]"
        try:
            entry = object_of(raw)
            name = entry.get("company_name")
            company = BOT if name == _ROBOTS else clean_company(name)
            entries.append(Affiliation(company, None, clean_day(entry.get("end_date")), here, _RULE))
        except Unfit as unfit:
            asides.append(Aside(here, f"{unfit} It was left out."))
    found = chained(entries)
    if found and found[-1].end_day:
        found.append(Affiliation(INDEPENDENT, found[-1].end_day, None, place, _AFTERWARDS))
    return found


def _domains(company: dict[str, object], name: str, place: str, asides: list[Aside]) -> list[DomainRule]:
    listed = items(company.get("domains"), f"{place}.domains", asides, "domains")
    if name == INDEPENDENT:
        listed = [domain for domain in listed if domain != ""]
    return [domain_rule(domain, name, place) for domain in cleaned(listed, clean_domain, f"{place}.domains", asides)]


def _aliases(company: dict[str, object], name: str, place: str, asides: list[Aside]) -> list[CompanyAlias]:
    listed = items(company.get("aliases"), f"{place}.aliases", asides, "names")
    # The real file holds whatever people once typed into a form, "****" among it; such a name can match nobody.
    listed = [alias for alias in listed if not isinstance(alias, str) or alias.strip("* ")]
    names = cleaned(listed, clean_company, f"{place}.aliases", asides)
    return [CompanyAlias(alias, name, f"{place}.aliases") for alias in names]


def _unknown_companies(
    people: Iterable[Person], companies: Iterable[str], aliases: Iterable[CompanyAlias]
) -> Iterator[Aside]:
    """Companies of people that are not among the file's companies: each once, with how many entries name it."""
    known = {folded(name) for name in companies} | {folded(alias.alias) for alias in aliases}
    unknown: dict[str, list[Affiliation]] = {}
    for person in people:
        for affiliation in person.affiliations:
            if not affiliation.company.startswith("*") and folded(affiliation.company) not in known:
                unknown.setdefault(affiliation.company, []).append(affiliation)
    for company, entries in sorted(unknown.items()):
        reason = (
            f"{company!r} is not among the file's companies, though entries of people name it ({len(entries)}). "
            "It counts under this name."
        )
        yield Aside(entries[0].source, reason, counted=True)
