"""Dates and other quantities that come in an order."""

from collections.abc import Callable, Iterator

from muster.domain.charter.counting import Theta
from muster.domain.charter.faults import Fault, shown
from muster.domain.charter.raw import Row

_IN_ORDER = (
    # where, what comes first, what comes after it, may both be one day, in words
    (("members",), "since", "until", False),
    (("calendar", "cycles"), "start", "release", False),
    (("calendar", "cycles"), "release", "eol", False),
    (("calendar", "cycles"), "start", "planned_release", False),
    (("calendar", "events"), "first", "last", True),
    (("calendar", "events"), "planned_first", "planned_last", True),
)


def intervals_end_after_they_begin(root: Row) -> Iterator[Fault]:
    """A membership, a cycle and an event last for some time."""
    for keys, first, then, same_day in _IN_ORDER:
        for row in root.rows(*keys):
            begin, end = row.day(first), row.day(then)
            if begin is None or end is None or begin < end or (same_day and begin == end):
                continue
            wrong, right = ("before", f"{begin} or a later day") if same_day else ("not after", f"a day after {begin}")
            yield Fault(row.at(then), f"{end} is {wrong} {first}, {begin}", f"write {right}")


def nobody_joins_before_the_beginning(root: Row) -> Iterator[Fault]:
    """No membership begins, and none of a founder ends, before the group was founded; prospects may come sooner."""
    founded = root.row("group").day("founded")
    for member in root.rows("members"):
        if founded is None or member.text("state") == "prospect":
            continue
        since, until = member.day("since"), member.day("until")
        if since is not None and since < founded:
            yield Fault(
                member.at("since"),
                f"{since} is before the group was founded, {founded}",
                "leave it out for a founding member, or write a later day",
            )
        elif since is None and until is not None and until <= founded:
            yield Fault(
                member.at("until"),
                f"{until} is not after the group was founded, {founded}",
                f"write a day after {founded}",
            )


def milestones_lie_in_their_cycle(root: Row) -> Iterator[Fault]:
    """A milestone comes between the cycle's start and its release."""
    for cycle in root.rows("calendar", "cycles"):
        milestones = cycle.row("milestones")
        start, release = cycle.day("start"), cycle.day("release")
        for name in milestones.data:
            day = milestones.day(name) if isinstance(name, str) else None
            if day is None or not isinstance(name, str):
                continue
            if (start is not None and day < start) or (release is not None and day > release):
                yield Fault(
                    milestones.at(name),
                    f"{day} lies outside the cycle",
                    f"write a day from {start or 'its start'} to {release or 'its release'}",
                )


def theta_rises(root: Row) -> Iterator[Fault]:
    """θ: lenient ≤ likely ≤ strict, or the three answers would contradict each other."""
    theta = root.row("counting", "theta")
    defaults = Theta()
    for lower, upper in (("lenient", "likely"), ("likely", "strict")):
        low = theta.whole(lower) if theta.has(lower) else getattr(defaults, lower)
        high = theta.whole(upper) if theta.has(upper) else getattr(defaults, upper)
        if low is None or high is None or low <= high:
            continue
        key = upper if theta.has(upper) else lower
        yield Fault(
            theta.at(key),
            f"{lower} ({shown(low)}) is above {upper} ({shown(high)})",
            "write lenient ≤ likely ≤ strict, such as 9, 12 and 15",
        )


def proposals_live_longer_than_their_discussion(root: Row) -> Iterator[Fault]:
    """A proposal lapses only after it could have been decided."""
    discussion = root.row("decisions", "discussion")
    days, lapses = discussion.whole("days"), discussion.whole("lapses_after_days")
    if days is not None and lapses is not None and lapses <= days:
        yield Fault(
            discussion.at("lapses_after_days"),
            f"{shown(lapses)} days are over before the {shown(days)} days of discussion can lead to a decision",
            f"write more than {shown(days)}",
        )


def terms_outlast_elections(root: Row) -> Iterator[Fault]:
    """A seat is held at least until the next election."""
    election = root.row("board", "election")
    every, term = election.whole("every_months"), election.whole("term_months")
    if every is not None and term is not None and term < every:
        yield Fault(
            election.at("term_months"),
            f"seats end after {shown(term)} months, and an election comes only every {shown(every)}",
            f"write {shown(every)} or more",
        )


RULES: tuple[Callable[[Row], Iterator[Fault]], ...] = (
    intervals_end_after_they_begin,
    nobody_joins_before_the_beginning,
    milestones_lie_in_their_cycle,
    theta_rises,
    proposals_live_longer_than_their_discussion,
    terms_outlast_elections,
)
