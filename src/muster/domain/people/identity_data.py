"""What one file says about people, domains and companies, whatever its format: the shape that every reader returns."""

from dataclasses import dataclass

from muster.domain.people.affiliation import Affiliation, Person


@dataclass(frozen=True, slots=True)
class SeenAddress:
    """An address as it stands in the evidence, with every name that was seen beside it."""

    address: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """Something that a person should look at.

    place: file and line, or the path inside a JSON file. reason: what is wrong and what was done about it. counted:
    False if the entry was left out, True if it was taken as it stands. Neither text ever holds an address.
    """

    place: str
    reason: str
    counted: bool = False


@dataclass(frozen=True, slots=True)
class DomainRule:
    """Addresses at a domain belong to a company, on the days of the affiliation.

    subdomains: whether addresses at names below the domain do, too.
    """

    domain: str
    affiliation: Affiliation
    subdomains: bool = True


@dataclass(frozen=True, slots=True)
class CompanyAlias:
    """Another name of a company."""

    alias: str
    company: str
    source: str


@dataclass(frozen=True, slots=True)
class IdentityData:
    """All that one file says.

    origin: the file, as a person knows it. overlay: whether it is the group's own word, which comes before imported
    data. companies: names that the file declares beyond those in its domains and aliases.
    """

    origin: str
    people: tuple[Person, ...] = ()
    domains: tuple[DomainRule, ...] = ()
    company_aliases: tuple[CompanyAlias, ...] = ()
    companies: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()
    overlay: bool = False
