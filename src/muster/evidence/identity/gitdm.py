"""gitdm's maps: lines of addresses or domains with an employer, of aliases of addresses, and of names of companies.

    ada@alpha.example Alpha < 2016-07-01     until then with Alpha (the day itself no more), then
    ada@alpha.example Beta                   with Beta; the order of lines does not matter
    alpha.example Alpha                      a domain, dated in the same way
    ada@home.example ada@alpha.example       the first address is another one of the person of the second
    `Alpha Inc.` `Alpha`                     the first name means the second
    # and everything behind a number sign is a comment

One file may hold all of these. The CNCF writes ! for @. Not read are gitdm's main file, which names other files, its
group maps, whose employer stands in the main file, and its virtual employers.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from muster.domain.people.affiliation import Affiliation, Person, chained
from muster.domain.people.domains import domain_rule
from muster.domain.people.identity_data import Aside, CompanyAlias, DomainRule, IdentityData
from muster.domain.people.names import Unfit, clean_address, clean_company, clean_day, clean_domain, clean_name
from muster.evidence.identity.employers import employer, unscrambled
from muster.evidence.identity.text import head_of, lines_of

NAME = "gitdm"

_FILES = ("domain-map", "email-map", "aliases", "company-map")
_EMPLOYER = re.compile(r"(?P<key>\S+) (?P<employer>\S.*?)( ?< ?(?P<end>\d+-\d+-\d+))?")
_ALIAS = re.compile(r'("(?P<name>[^"]+)"|(?P<other>[^\s@!]+[@!]\S+)) (?P<principal>[^\s@!]+[@!][^\s@!]+)')
_COMPANY = re.compile(r"`(?P<alias>[^`]+)` `(?P<company>[^`]+)`")
_LISTED = "gitdm's address map lists this address with this employer."


def recognises(file_name: str, head: bytes) -> bool:
    """Whether the file is of this format, by its name or by its first line that says something."""
    if file_name.endswith(_FILES):
        return True
    lines = (_without_comment(line) for line in head_of(head).splitlines())
    first = next((line for line in lines if line), "")
    known = _COMPANY.fullmatch(first) or _ALIAS.fullmatch(first) or _EMPLOYER.fullmatch(first)
    return bool(known) and bool(re.match(r"`|[^\s{}\[\]=:,<>]+[@!.][^\s{}\[\]=:,<>]+\s", first))


def read(data: bytes, origin: str) -> IdentityData:
    """All that the file says."""
    asides: list[Aside] = []
    people: list[Person] = []
    aliases: list[CompanyAlias] = []
    by_address: dict[str, list[Affiliation]] = defaultdict(list)
    by_domain: dict[str, list[Affiliation]] = defaultdict(list)
    for place, raw in lines_of(data, origin, asides):
        line = _without_comment(raw)
        try:
            if not line:
                continue
            if company := _COMPANY.fullmatch(line):
                aliases.append(CompanyAlias(clean_company(company["alias"]), clean_company(company["company"]), place))
            elif alias := _ALIAS.fullmatch(line):
                people.append(_same_person(alias, place))
            else:
                key, entry = _entry(line, place)
                if entry and "@" in key:
                    by_address[clean_address(key)].append(entry)
                elif entry:
                    by_domain[clean_domain(key)].append(entry)
        except Unfit as unfit:
            asides.append(Aside(place, f"{unfit} The line was left out."))
    people += (Person("", (address,), tuple(chained(said)), said[0].source) for address, said in by_address.items())
    domains = [rule for domain, said in by_domain.items() for rule in _rules(domain, said)]
    return IdentityData(origin, tuple(people), tuple(domains), tuple(aliases), asides=tuple(asides))


def _without_comment(line: str) -> str:
    return " ".join(line.partition("#")[0].split())


def _same_person(alias: re.Match[str], place: str) -> Person:
    """Two addresses of one person, the principal one first; or a name that gitdm takes for an address."""
    principal = clean_address(unscrambled(alias["principal"]))
    if alias["name"]:
        return Person("", (principal,), (), place, clean_name(alias["name"]))
    other = clean_address(unscrambled(alias["other"]))
    return Person("", tuple(dict.fromkeys((principal, other))), (), place)


def _entry(line: str, place: str) -> tuple[str, Affiliation | None]:
    """Address or domain, and who employs it until when; None if the line says that nobody knows."""
    parts = _EMPLOYER.fullmatch(line)
    if not parts:
        raise Unfit("An address or a domain must be followed by an employer.")
    company = employer(parts["employer"])
    end_day = clean_day(parts["end"])
    return unscrambled(parts["key"]), Affiliation(company, None, end_day, place, _LISTED) if company else None


def _rules(domain: str, said: Iterable[Affiliation]) -> list[DomainRule]:
    return [domain_rule(domain, a.company, a.source, (a.first_day, a.end_day)) for a in chained(said)]
