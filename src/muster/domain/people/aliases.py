"""One company, many spellings: from every name that a file uses to the one name that is counted.

"Alpha Inc." → "Alpha". An alias may lead to another alias; aliases that lead back to themselves are set aside.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from muster.domain.people.affiliation import Affiliation
from muster.domain.people.identity_data import Aside, CompanyAlias, IdentityData
from muster.domain.people.names import folded


@dataclass(frozen=True, slots=True)
class CompanyNames:
    """Answers which company a name means."""

    spellings: Mapping[str, str]
    """From a folded name to the spelling that is counted."""

    def canonical(self, name: str) -> str:
        """The one name of a company; a name of which nothing is known stands for itself."""
        return self.spellings.get(folded(name), name)

    def canonically(self, affiliation: Affiliation) -> Affiliation:
        """The affiliation under the company's one name; its rule says so if that is another one."""
        company = self.canonical(affiliation.company)
        if company == affiliation.company:
            return affiliation
        rule = f"{affiliation.rule} {affiliation.company!r} is another name of {company!r}."
        return replace(affiliation, company=company, rule=rule)


def company_names(layers: Sequence[IdentityData]) -> tuple[CompanyNames, list[Aside]]:
    """The names of all companies in all layers, the first layer's aliases and spellings before later ones."""
    asides: list[Aside] = []
    aliases: dict[str, CompanyAlias] = {}
    for layer in layers:
        for alias in sorted(layer.company_aliases, key=lambda a: (folded(a.alias), folded(a.company), a.company)):
            if folded(alias.alias) == folded(alias.company):
                continue
            taken = aliases.setdefault(folded(alias.alias), alias)
            if folded(taken.company) != folded(alias.company):
                reason = (
                    f"{alias.alias!r} is said to be {alias.company!r} here and {taken.company!r} at {taken.source}; "
                    "the latter counts."
                )
                asides.append(Aside(alias.source, reason))
    asides += _drop_cycles(aliases)
    preferred = _spellings(layers)
    ends = {name: _end_of(name, aliases) for name in aliases}
    return CompanyNames(preferred | {name: preferred[end] for name, end in ends.items()}), asides


def _end_of(name: str, aliases: Mapping[str, CompanyAlias]) -> str:
    """Where a chain of aliases without cycles leads to."""
    while name in aliases:
        name = folded(aliases[name].company)
    return name


def _drop_cycles(aliases: dict[str, CompanyAlias]) -> list[Aside]:
    """Take every alias out that is part of a cycle, and say so once a cycle."""
    asides: list[Aside] = []
    settled: set[str] = set()
    for start in sorted(aliases):
        path: dict[str, None] = {}
        at = start
        while at in aliases and at not in settled and at not in path:
            path[at] = None
            at = folded(aliases[at].company)
        settled.update(path)
        if at in path:
            steps = list(path)
            cycle = [aliases.pop(name) for name in steps[steps.index(at) :]]
            names = " → ".join([*(repr(alias.alias) for alias in cycle), repr(cycle[0].alias)])
            reason = f"These aliases lead back to themselves: {names}. None of them counts."
            asides.append(Aside(cycle[0].source, reason))
    return asides


def _spellings(layers: Sequence[IdentityData]) -> dict[str, str]:
    """The spelling of every company: first where a layer says what companies there are, then wherever one is named."""
    found: dict[str, str] = {}
    for layer in layers:
        listed = [alias.company for alias in layer.company_aliases]
        _prefer(found, [*listed, *(rule.affiliation.company for rule in layer.domains), *layer.companies])
    for layer in layers:
        _prefer(found, (affiliation.company for person in layer.people for affiliation in person.affiliations))
    return found


def _prefer(found: dict[str, str], names: Iterable[str]) -> None:
    # Within one layer the order of entries must not matter: the spelling first in the alphabet is taken.
    for name in sorted(set(names)):
        found.setdefault(folded(name), name)
