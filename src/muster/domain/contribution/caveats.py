"""What a reader must know before believing a figure, in whole sentences."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from muster.domain.contribution.standing import Provenance, RepositoryEvidence
from muster.domain.contribution.windows import Window
from muster.domain.contribution.words import counted, percent

MUCH_UNATTRIBUTED = Fraction(1, 10)


def caveats(
    window: Window,
    provenance: Provenance,
    *,
    founded: date | None,
    unattributed_share: Fraction,
) -> tuple[str, ...]:
    """Say what was not read, what was cut off, where the evidence begins and ends, and how much has no company."""
    read = list(provenance.repositories)
    found = [f"{repository.name} could not be read: {repository.problem}" for repository in read if repository.problem]
    if found:
        found.append("Work in what could not be read is missing from every figure: each is a lower bound.")
    found += [
        f"{repository.name} is a shallow clone: work up to {repository.shallow_until} is missing from it."
        for repository in read
        if repository.shallow_until and repository.shallow_until >= window.first_day
    ]
    found += _edges(window, [repository for repository in read if not repository.problem])
    if founded and window.end_day < founded:
        found.append(f"The charter is in force since {founded}; before that nobody had promised anything.")
    if unattributed_share > MUCH_UNATTRIBUTED:
        found.append(
            f"Of all work in the window {percent(unattributed_share)} has no known company; it may be a member's."
        )
    entries = sum(len(file.asides) for file in provenance.affiliations)
    if entries:
        found.append(
            f"The affiliation files have {counted(entries, 'entry', 'entries')} that a person should look at: "
            "contradictions, or what makes no sense. Each is listed with its file and with what was done about it."
        )
    return tuple(found)


def _edges(window: Window, read: list[RepositoryEvidence]) -> Iterable[str]:
    last_days = [repository.last_day for repository in read if repository.last_day]
    first_days = [repository.first_day for repository in read if repository.first_day]
    if not last_days or not first_days:
        yield "No work was found in any repository."
        return
    if min(first_days) > window.first_day:
        yield f"The evidence begins on {min(first_days)}, after the window's first day."
    if (window.end_day - max(last_days)).days > 1:
        yield (
            f"The evidence ends on {max(last_days)}, before the window's last day: "
            "nobody landed anything after it, or it was not fetched."
        )
