"""A standing as people read it in a terminal: a sentence, a table a criterion, and what to know before believing it."""

import shlex
from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from muster.domain.contribution.standing import CriterionStanding, MemberStanding, Standing
from muster.domain.contribution.verdict import ThetaReach, Verdict
from muster.domain.contribution.words import counted, criterion_sentences, number, promise_sentences, rounded, signed
from muster.domain.words import neutral

MARKS = {Verdict.MEETS: "●", Verdict.BORDERLINE: "◐", Verdict.SHORT: "○", Verdict.UNPROVEN: "?"}
STYLES = {Verdict.MEETS: "green", Verdict.BORDERLINE: "yellow", Verdict.SHORT: "red", Verdict.UNPROVEN: "dim"}


def print_standing(standing: Standing, console: Console, *, charter: str) -> None:
    """Print the whole answer. charter: as it was named on the command line, for the commands it leads to."""
    console.print(Group(*_parts(standing, charter)), soft_wrap=False)


def _parts(standing: Standing, charter: str) -> Iterable[RenderableType]:
    yield Text(f"{neutral(standing.group)} on {standing.on}", style="bold")
    yield Text(
        f"Counted {standing.window.first_day} to {standing.window.end_day} (that day not included), with a full-timer "
        f"at {standing.theta.lenient}, {standing.theta.likely} or {standing.theta.strict} active days in six months "
        "(lenient, likely, strict)."
    )
    for sentence in promise_sentences(standing):
        yield Text(sentence)
    for criterion in _criteria(standing.members):
        yield Text()
        yield Text(f"{neutral(criterion.id)}: at least {number(criterion.minimum)} {criterion.unit}", style="bold")
        on_it = [(member.name, one) for member in standing.members for one in member.criteria if one.id == criterion.id]
        yield Text(" ".join(criterion_sentences(on_it)))
        yield _criterion_table(on_it)
    if any(member.criteria for member in standing.others):
        names = ", ".join(f"{neutral(other.name)} ({other.state})" for other in standing.others)
        yield Text(f"\nOn the roll, but no member on that day: {names}.")
    yield Text()
    yield _work_table(standing)
    if standing.caveats:
        yield Text("\nBefore you believe it", style="bold")
        for caveat in standing.caveats:
            yield Text(f"- {neutral(caveat)}")
    provenance = standing.provenance
    yield Text(
        f"\nRests on charter version {neutral(provenance.charter_version)}, "
        f"{counted(len(provenance.repositories), 'repository', 'repositories')}, "
        f"{counted(len(provenance.affiliations), 'affiliation file')}; fingerprint {provenance.fingerprint[:16]}."
    )
    if standing.members:
        first = standing.members[0].name
        yield Text(
            f"Why these figures: muster explain {charter} --on {standing.on} --member {shlex.quote(neutral(first))}"
        )


def _criteria(members: Iterable[MemberStanding]) -> list[CriterionStanding]:
    """Give the first of each criterion; members of one class share them all."""
    found: dict[str, CriterionStanding] = {}
    for member in members:
        for criterion in member.criteria:
            found.setdefault(criterion.id, criterion)
    return list(found.values())


def _criterion_table(members: Iterable[tuple[str, CriterionStanding]]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("Member", no_wrap=True)
    for name in ("Lenient", "Likely", "Strict"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("Verdict", no_wrap=True)
    table.add_column("Margin", justify="right", no_wrap=True)
    table.add_column("What would flip it")
    for name, criterion in members:
        figures, verdict = criterion.figures, criterion.verdict
        table.add_row(
            neutral(name),
            *(rounded(figure, 1, criterion.minimum) for figure in (figures.lenient, figures.likely, figures.strict)),
            Text(f"{MARKS[verdict]} {verdict}", style=STYLES[verdict]),
            signed(criterion.margin.likely),
            _flips(criterion),
        )
    return table


def _flips(criterion: CriterionStanding) -> str:
    if criterion.verdict is Verdict.UNPROVEN:
        return "nothing was read for this window"
    words = [f"{flip.convention} ({flip.verdict})" for flip in criterion.flips if flip.flips and flip.verdict]
    if criterion.theta_reach:
        words.append(_theta(criterion.theta_reach, short=criterion.verdict is Verdict.SHORT))
    return "; ".join(words) or "no convention that was tried"


def _theta(reach: ThetaReach, *, short: bool) -> str:
    """Say which θ would give the other verdict."""
    if reach.holds_up_to is None or reach.holds_up_to >= reach.asked_up_to:
        return "no θ at all"
    return f"θ of {reach.holds_up_to} or less" if short else f"θ above {reach.holds_up_to}"


def _work_table(standing: Standing) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("Work in the window", no_wrap=True)
    for name in ("People", "Began", "Stopped", "Active days", "Changes"):
        table.add_column(name, justify="right")
    for member in standing.members:
        table.add_row(
            neutral(member.name),
            str(member.people),
            str(len(member.began)),
            str(len(member.stopped)),
            str(member.active_days),
            str(member.changes),
        )
    for label, work in (
        ("(no company known)", standing.unattributed.work),
        ("(everyone upstream)", standing.everyone),
    ):
        table.add_row(label, str(work.people), "", "", str(work.active_days), str(work.changes), style="dim")
    return table
