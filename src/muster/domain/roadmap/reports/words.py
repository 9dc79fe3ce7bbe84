"""The report of a month in words: Markdown, the same from the same record, for the secretary to edit."""

from collections.abc import Iterable, Iterator

from muster.domain.contribution.verdict import Verdict
from muster.domain.contribution.words import MONTHS, counted, day, rounded, signed
from muster.domain.roadmap.markdown import plain
from muster.domain.roadmap.reports.report import Happened, MonthOfGroup, StandingMoved, Stood


def drafted(month: MonthOfGroup) -> str:
    """Write the report."""
    return "\n".join(_lines(month.in_order)).strip() + "\n"


def title_of(group: str, month: MonthOfGroup) -> str:
    """Give what a report is called."""
    first = month.month.first_day
    return f"{group} in {MONTHS[first.month - 1]} {first.year}"


def _lines(month: MonthOfGroup) -> Iterator[str]:
    yield f"# {plain(title_of(month.group, month))}"
    yield "\n## Standing\n"
    yield from _standing(month.standing)
    yield "\n## Decisions\n"
    yield from _listed(month.decided, "Nothing was decided.")
    if month.open_at_end:
        yield "\nOpen at the end of the month:\n"
        yield from _listed(month.open_at_end, "")
    yield "\n## Roadmap\n"
    yield from _listed(month.moved, "Nothing moved on the roadmap.")
    if month.life:
        yield "\nBy the evidence:\n"
        yield from (f"- {plain(one)}" for one in month.life)
    yield "\n## People\n"
    yield from _listed(month.people, "Nobody came, and nobody went.")


def _listed(things: Iterable[Happened], nothing: str) -> Iterator[str]:
    found = list(things)
    for one in found:
        about = f" ({plain(one.about.replace('/', ' '))})" if one.about else ""
        yield f"- {plain(day(one.on))}: {plain(one.sentence)}{about}"
    if not found:
        yield nothing


def _standing(standing: StandingMoved | None) -> Iterator[str]:
    if standing is None:
        yield "No standing was published."
        return
    judged = [one for one in standing.members if one.verdict is not None]
    meets = sum(one.verdict is Verdict.MEETS for one in judged)
    since = f", compared with that of {plain(day(standing.before))}" if standing.before else ""
    what = f"{meets} of {counted(len(judged), 'member')} {'meets' if meets == 1 else 'meet'} every criterion"
    if not judged:
        what = "Nothing is measured of any member"
    yield f"{what}, by the standing of {plain(day(standing.on))}{since}."
    if standing.members:
        yield ""
    yield from (f"- {_stood(one)}" for one in standing.members)


def _stood(one: Stood) -> str:
    verdict = one.verdict.value if one.verdict else "not measured"
    was = f" (before: {one.verdict_before.value})" if one.verdict_before not in {None, one.verdict} else ""
    likely = one.fte.likely
    earlier = one.fte_before.likely if one.fte_before else likely
    fte = f"{rounded(likely)} FTE{f' ({signed(likely - earlier)})' if earlier != likely else ''}"
    more = one.people - one.people_before if one.people_before is not None else 0
    people = f"{counted(one.people, 'person', 'people')} upstream{f' ({more:+d})' if more else ''}"
    return f"{plain(one.member)}: {verdict}{was}, {fte}, {people}."
