"""Figures and verdicts in words, the same at every door; the one place where a figure is rounded.

A rounded figure never contradicts its verdict: it lies on the same side of the minimum as the exact one, or says so in
words. Exact 3.96 against a minimum of 4 is shown as 3.96, not as 4.0; 3.9999999 is "just under 4".
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from muster.domain.contribution.standing import CriterionStanding, MemberStanding, Standing
from muster.domain.contribution.verdict import Figures, Flip, Verdict
from muster.domain.words import neutral

MORE_PLACES = 3
"""How many more decimals than asked for a figure may take before words replace it."""

LONGEST_NAME = 80
TWO = 2

MEANINGS = {
    Verdict.MEETS: "even the strict count reaches the minimum",
    Verdict.BORDERLINE: "the lenient count reaches the minimum, the strict count does not",
    Verdict.SHORT: "even the lenient count does not reach the minimum",
    Verdict.UNPROVEN: "nothing was read that could prove work in the window",
}

WORST_FIRST = (Verdict.SHORT, Verdict.UNPROVEN, Verdict.BORDERLINE, Verdict.MEETS)

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def rounded(value: Fraction | int, places: int = 1, minimum: Fraction | None = None) -> str:
    """Round half up (3.25 → 3.3, -3.25 → -3.2) so that the figure compares to `minimum` as the exact value does.

    Where `places` decimals would say otherwise it takes up to MORE_PLACES more, and then words: "just under 4".
    """
    value = Fraction(value)
    if minimum is None:
        return _half_up(value, places)
    for more in range(MORE_PLACES + 1):
        text = _half_up(value, places + more)
        if _side(Fraction(text), minimum) == _side(value, minimum):
            return text
    if value == minimum:
        return number(minimum)
    return f"just {'under' if value < minimum else 'over'} {number(minimum)}"


def _half_up(value: Fraction, places: int) -> str:
    scaled = (value * 10**places + Fraction(1, 2)).__floor__()
    digits = f"{abs(scaled):0{places + 1}d}"
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if scaled < 0 else text


def _side(value: Fraction, minimum: Fraction) -> int:
    return (value > minimum) - (value < minimum)


def number(value: Fraction) -> str:
    """Write a value exactly and as short as can be: 4, 3.75, 1/3."""
    for places in range(MORE_PLACES + 1):
        text = _half_up(value, places)
        if Fraction(text) == value:
            return text
    return str(value)


def percent(share: Fraction, limit: Fraction | None = None) -> str:
    """Write a share in per cent, to one decimal; `limit`: the share that decides something, never contradicted."""
    return f"{rounded(share * 100, 1, None if limit is None else limit * 100)}\N{NO-BREAK SPACE}%"


def signed(margin: Fraction) -> str:
    """Write a margin with its sign: +5.5, -0.04, 0."""
    if not margin:
        return "0"
    text = rounded(margin, 1, Fraction(0))
    return text if margin < 0 or text.startswith("just") else f"+{text}"


def shown_name(name: str) -> str:
    """Give a name as it may stand anywhere: made safe, and its length said instead of shown where it is a flood."""
    safe = neutral(name)
    return safe if len(safe) <= LONGEST_NAME else f"{safe[:LONGEST_NAME].rstrip()}… ({len(safe):,} characters)"


def day(value: date) -> str:
    """Write a date as people read it, whatever the locale: 26 October 2016."""
    return f"{value.day}\N{NO-BREAK SPACE}{MONTHS[value.month - 1]} {value.year}"


def listed(names: Sequence[str]) -> str:
    """Join names: Alpha, Beta and Gamma."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def counted(count: int, one: str, many: str | None = None) -> str:
    """Write a count with its noun: 1 person, 1,204 people."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def figure_range(figures: Figures, minimum: Fraction | None = None) -> str:
    """Write the range from the smaller to the larger of the strict and the lenient figure; one figure if they agree."""
    low, high = sorted((figures.strict, figures.lenient))
    shown = rounded(low, 1, minimum), rounded(high, 1, minimum)
    return shown[0] if low == high else f"{shown[0]} to {shown[1]}"


def verdict_sentence(criterion: CriterionStanding) -> str:
    """Say where a member stands on one criterion: verdict, likely figure, margin and what the other counts say."""
    if criterion.verdict is Verdict.UNPROVEN:
        return f"Unproven: {MEANINGS[Verdict.UNPROVEN]}, {criterion.window}."
    minimum, figures = criterion.minimum, criterion.figures
    said = f"{criterion.verdict.capitalize()}: {_likely(criterion)}, {margin_sentence(criterion)}"
    lenient, strict = rounded(figures.lenient, 1, minimum), rounded(figures.strict, 1, minimum)
    if figures.lenient == figures.strict:
        return f"{said}."
    if criterion.verdict is Verdict.MEETS:
        return f"{said}; even counted strictly it is {strict}."
    if criterion.verdict is Verdict.SHORT:
        return f"{said}; even counted leniently it is {lenient}."
    return f"{said}; counted leniently it is {lenient}, which reaches it, counted strictly {strict}, which does not."


def _likely(criterion: CriterionStanding) -> str:
    return f"{rounded(criterion.figures.likely, 1, criterion.minimum)} {neutral(criterion.unit)}".rstrip()


def margin_sentence(criterion: CriterionStanding) -> str:
    """Say by how much the likely figure lies above or below the minimum."""
    margin, minimum = criterion.margin.likely, number(criterion.minimum)
    if criterion.verdict is Verdict.UNPROVEN:
        return f"the minimum is {minimum}"
    if not margin:
        return f"exactly the minimum of {minimum}"
    distance = rounded(abs(margin), 1, Fraction(0))
    amount = "a hair" if distance.startswith("just") else distance
    return f"{amount} {'above' if margin > 0 else 'below'} the minimum of {minimum}"


def flip_sentence(flip: Flip, criterion: CriterionStanding) -> str:
    """Say what comes out under another convention: "Counted by author date: 3.5, short"."""
    meaning = neutral(flip.meaning)
    return f"{meaning[:1].upper()}{meaning[1:]}: {_outcome(flip, criterion)}"


def flip_note(flip: Flip, criterion: CriterionStanding) -> str:
    """Say the same in as few words as a table has room for: "author date: 3.5, short"."""
    return f"{neutral(flip.convention)}: {_outcome(flip, criterion)}"


def steady_sentences(criterion: CriterionStanding) -> list[str]:
    """Say under which conventions the verdict stays what it is, and which could not be tried."""
    tried = [flip for flip in criterion.flips if flip.figures is not None]
    steady = [
        f"{neutral(flip.convention)} {rounded(flip.figures.likely, 1, criterion.minimum)}"
        for flip in tried
        if flip.figures is not None and not flip.flips
    ]
    untried = [flip_note(flip, criterion) for flip in criterion.flips if flip.figures is None]
    nothing = "Nothing that was tried flips it" if len(steady) == len(tried) else "What else was tried does not flip it"
    return [f"{nothing}: {listed(steady)}."] * bool(steady) + [f"{said[:1].upper()}{said[1:]}." for said in untried]


def _outcome(flip: Flip, criterion: CriterionStanding) -> str:
    if flip.figures is None or flip.verdict is None:
        return f"could not be tried{f', {neutral(flip.why_not)}' if flip.why_not else ''}"
    still = "" if flip.flips else "still "
    return f"{rounded(flip.figures.likely, 1, criterion.minimum)}, {still}{flip.verdict}"


def reach_sentence(criterion: CriterionStanding) -> str:
    """Say up to which θ the minimum is reached; nothing where the measure knows no θ, or nothing was read."""
    reach = criterion.theta_reach
    if reach is None or criterion.verdict is Verdict.UNPROVEN:
        return ""
    if reach.holds_up_to is None:
        return "No θ would do, not even one active day in six months."
    theta = f"θ\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{reach.holds_up_to}"
    if criterion.verdict is Verdict.SHORT:
        return f"The minimum is reached up to {theta} only."
    if reach.holds_up_to >= reach.asked_up_to:
        return f"The minimum is reached at every θ that was tried, up to {reach.asked_up_to}."
    return f"The minimum is reached up to {theta}."


def overall(member: MemberStanding) -> Verdict | None:
    """Give the worst of a member's verdicts; None if nothing of it is measured."""
    verdicts = {criterion.verdict for criterion in member.criteria}
    return next((verdict for verdict in WORST_FIRST if verdict in verdicts), None)


def promise_sentences(standing: Standing) -> list[str]:
    """Say who keeps the promise on the day: first who does, then who does not and who may."""
    on, members = day(standing.on), standing.members
    if not members:
        return [f"On {on} the charter names no member."]
    judged = [(member.name, overall(member)) for member in members]
    if not any(verdict for _, verdict in judged):
        return [f"On {on} no criterion of the {counted(len(members), 'member')} can be measured upstream."]
    meeting = sum(verdict is Verdict.MEETS for _, verdict in judged)
    keepers = _members_that(meeting, len(members), "keeps", "keep")
    return _told(f"On {on}, {keepers} every promise that can be measured", judged)


def criterion_sentences(standings: Sequence[tuple[str, CriterionStanding]]) -> list[str]:
    """Say who meets one criterion, and who does not. standings: (member, its standing on the criterion)."""
    judged = [(name, criterion.verdict) for name, criterion in standings]
    meeting = sum(verdict is Verdict.MEETS for _, verdict in judged)
    said = _members_that(meeting, len(judged), "meets", "meet")
    return _told(f"{said[:1].upper()}{said[1:]} it", judged)


def _members_that(some: int, count: int, does: str, do: str) -> str:
    if count == 1:
        return f"the only member {does}" if some else f"the only member does not {do}"
    if some == count:
        return f"both members {do}" if count == TWO else f"all {count} members {do}"
    return f"{some or 'none'} of {count} members {does if some == 1 else do}"


def _told(first: str, judged: Sequence[tuple[str, Verdict | None]]) -> list[str]:
    names: dict[Verdict | None, list[str]] = {}
    for name, verdict in judged:
        names.setdefault(verdict, []).append(shown_name(name))
    meeting = names.get(Verdict.MEETS)
    return [f"{first}: {listed(meeting)}." if meeting else f"{first}."] + [
        f"{listed(names[verdict])} {one if len(names[verdict]) == 1 else many}."
        for verdict, one, many in (
            (Verdict.BORDERLINE, "is borderline", "are borderline"),
            (Verdict.SHORT, "falls short", "fall short"),
            (Verdict.UNPROVEN, "is unproven", "are unproven"),
            (None, "has no measured criterion", "have no measured criterion"),
        )
        if verdict in names
    ]
