"""The affiliation data of the built-in group, in Stackalytics' form, built from facts in which nobody has a name.

changes.csv.gz has a row a change: the person as a pseudonym, p0007, the domain of the address that they used, or
"private" where that is no company's, their company on that day, and how it was found. affiliations.csv has, for each
listed person, their companies in order and until when: the first day that is no more, empty for an open end.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

PRIVATE = "private"
"""What changes.csv.gz calls a domain that is no company's."""

PRIVATE_DOMAIN = "private.example"
"""The domain that all private addresses get; no company has it."""


def address_of(person: str, domain: str) -> str:
    """The address that a person of the sample uses at a domain of the sample: "p0007@alpha.example"."""
    return f"{person}@{PRIVATE_DOMAIN if domain in {PRIVATE, ''} else domain}"


def default_data(changes: Iterable[Mapping[str, str]], affiliations: Iterable[Mapping[str, str]]) -> dict[str, object]:
    """A default_data.json that says what the facts say: who is listed, and which domains are whose.

    changes, affiliations: rows of the two files, with their columns as keys. Everybody listed has a private address as
    well as those that they used, since a co-author's domain is not known.
    """
    companies: dict[str, list[dict[str, str | None]]] = defaultdict(list)
    for row in affiliations:
        entry = {"company_name": row["company"], "end_date": _stackalytics_date(row["until"])}
        companies[row["person"]].append(entry)
    used: dict[str, set[str]] = defaultdict(set)
    domains: dict[str, set[str]] = defaultdict(set)
    for row in changes:
        used[row["person"]].add(row["domain"])
        if row["how"] == "domain":
            domains[row["company"]].add(row["domain"])
    names = {str(entry["company_name"]) for entries in companies.values() for entry in entries} | domains.keys()
    return {
        "users": [
            {
                "user_id": person,
                "user_name": person,
                "emails": [address_of(person, domain) for domain in sorted(used[person] | {PRIVATE})],
                "companies": companies[person],
            }
            for person in sorted(companies)
        ],
        "companies": [{"company_name": name, "domains": sorted(domains[name])} for name in sorted(names)],
    }


def _stackalytics_date(until: str) -> str | None:
    """Stackalytics' way to write a day, 2016-Jul-01; None for an open end."""
    if not until:
        return None
    day = date.fromisoformat(until)
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{day.year}-{months[day.month - 1]}-{day.day:02}"
