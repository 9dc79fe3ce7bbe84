"""From the domain of an address to a company: the longest listed suffix of it that has a rule for the day."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from muster.domain.people.affiliation import Affiliation, Voice
from muster.domain.people.aliases import CompanyNames
from muster.domain.people.identity_data import DomainRule, IdentityData


class Domains:
    """The domain rules of all layers, ready to be asked."""

    def __init__(self, layers: Sequence[IdentityData], names: CompanyNames) -> None:
        self._names = names
        # A voice for each layer that has rules for a domain; the first layer's comes first.
        self._rules: dict[str, list[tuple[DomainRule, ...]]] = defaultdict(list)
        for layer in layers:
            by_domain: dict[str, list[DomainRule]] = defaultdict(list)
            for rule in layer.domains:
                by_domain[rule.domain].append(rule)
            for domain, rules in by_domain.items():
                self._rules[domain].append(tuple(rules))

    def voices(self, domain: str) -> list[Voice]:
        """What is said about a domain, the longest suffix first.

        "us.ibm.com" comes before "ibm.com"; "x.intel.com" is below "intel.com"; "notintel.com" is not.
        """
        found: list[Voice] = []
        labels = domain.lower().rstrip(".").split(".")
        for start in range(len(labels)):
            for rules in self._rules.get(".".join(labels[start:]), ()):
                fitting = tuple(
                    self._names.canonically(rule.affiliation) for rule in rules if rule.subdomains or start == 0
                )
                if fitting:
                    found.append(Voice("domain", fitting))
        return found


def domain_rule(
    domain: str,
    company: str,
    source: str,
    days: tuple[date | None, date | None] = (None, None),
    *,
    subdomains: bool = True,
) -> DomainRule:
    """The rule that addresses at a domain are a company's, on the days [first, end)."""
    what = (
        "The longest listed domain suffix of the address is" if subdomains else "The domain of the address is listed:"
    )
    return DomainRule(domain, Affiliation(company, *days, source, f"{what} {domain}."), subdomains)


def domain_of(address: str) -> str:
    """What stands behind the last @ of an address; empty if it has none."""
    return address.rpartition("@")[2] if "@" in address else ""
