"""Seats, quorums and thresholds: nothing that can never be reached, and nothing that is always met."""

from collections.abc import Callable, Iterator

from muster.domain.charter.faults import Fault, shown, suggestion
from muster.domain.charter.raw import Row

ANY_SEAT, PROPOSER = "any-seat", "proposer"


def the_board_has_seats(root: Row) -> Iterator[Fault]:
    """A board has a number of seats or a number a member, filled in a way that goes with it."""
    for board in root.rows("board"):
        if board.has("seats") == board.has("seats_per_member"):
            what = "stands beside seats_per_member" if board.has("seats") else "is missing"
            yield Fault(board.at("seats"), what, "write either seats or seats_per_member")
        filled_by = board.text("filled_by")
        if filled_by == "election" and not board.has("election"):
            yield Fault(board.at("election"), "is missing", "write a table [board.election], as filled_by says")
        if filled_by in {"members", "parent"} and board.has("election"):
            yield Fault(
                board.at("election"), f"is there, and filled_by is {shown(filled_by)}", 'write filled_by = "election"'
            )
        if filled_by == "members" and board.has("seats") and not board.has("seats_per_member"):
            yield Fault(
                board.at("seats"),
                "is fixed, and filled_by says that each member fills its own",
                "write seats_per_member = 1",
            )


def elections_fill_the_seats(root: Row) -> Iterator[Fault]:
    """Elections in turn fill every seat once in a term."""
    board = root.row("board")
    seats, election = board.whole("seats"), board.row("election")
    turns = election.data.get("seats_in_turn")
    if not isinstance(turns, list | tuple) or not turns or seats is None:
        return
    filled = [turn for turn in turns if isinstance(turn, int) and not isinstance(turn, bool)]
    if len(filled) == len(turns) and sum(filled) != seats:
        yield Fault(
            election.at("seats_in_turn"),
            f"the elections fill {_many(sum(filled), 'seat')}, and the board has {shown(seats)}",
            f"write numbers that add up to {shown(seats)}",
        )


def caps_leave_room(root: Row) -> Iterator[Fault]:
    """A cap says something, and lets every organisation have a seat."""
    board = root.row("board")
    for cap in board.rows("cap"):
        share, seats, most = cap.number("share"), board.whole("seats"), cap.whole("seats")
        if not cap.has("share") and not cap.has("seats"):
            yield Fault(cap.path, "caps nothing", 'write seats = 2 or share = "1/2"')
        if share is not None and not 0 < share <= 1:
            yield Fault(cap.at("share"), f"{share} is no share", 'write one above 0 and up to 1, such as "1/2"')
        if most is not None and seats is not None and most >= seats:
            yield Fault(
                cap.at("seats"),
                f"{shown(most)} seats are no limit to a board of {shown(seats)}",
                f"write less than {shown(seats)}, or leave the cap out",
            )


def bounds_can_be_reached(root: Row) -> Iterator[Fault]:
    """A threshold or quorum is one number that some, but not every, outcome reaches."""
    most, because = _seats(root)
    for bound in _bounds(root):
        if bound.has("at_least") == bound.has("more_than"):
            what = "has both at_least and more_than" if bound.has("at_least") else "has no number"
            yield Fault(bound.path, what, "write either at_least or more_than")
            continue
        key = "at_least" if bound.has("at_least") else "more_than"
        number = bound.number(key)
        if number is None:
            continue
        if key == "at_least" and number == 0:
            yield Fault(bound.at(key), "0 is always reached", "write a number above 0")
        elif bound.has("of") and (number > 1 or (key == "more_than" and number == 1)):
            mend = "write a share up to 1, or leave `of` out to mean a number"
            yield Fault(bound.at(key), f"nothing is ever {_words(key)} {number} of {bound.text('of')}", mend)
        elif not bound.has("of") and number.denominator != 1:
            mend = 'write of = "seats" or the like beside it'
            yield Fault(bound.at(key), f"{number} is a share, and `of` does not say of what", mend)
        elif not bound.has("of") and most is not None and number + (key == "more_than") > most:
            mend = f"write {most - (key == 'more_than')} or less"
            yield Fault(bound.at(key), f"{_words(key)} {number} can never be reached: {because}", mend)


def seconds_can_be_found(root: Row) -> Iterator[Fault]:
    """There are other seats enough to second a proposal."""
    most, because = _seats(root)
    for rule in root.rows("decisions", "rules"):
        seconds = rule.whole("seconds")
        if seconds is not None and most is not None and seconds >= most:
            others = f"{because}, and one of them proposes"
            yield Fault(
                rule.at("seconds"), f"{shown(seconds)} can never be found: {others}", "write less, or leave it out"
            )


def _many(count: int, noun: str) -> str:
    return f"{shown(count)} {noun}{'' if count == 1 else 's'}"


def _words(key: str) -> str:
    return key.replace("_", " ")


def _seats(root: Row) -> tuple[int | None, str]:
    """The most seats that there can be, with the reason; None if the charter does not limit them."""
    board = root.row("board")
    if (seats := board.whole("seats")) is not None:
        return seats, f"the board has {_many(seats, 'seat')}"
    each = board.whole("seats_per_member")
    names = {m.text("name") for m in root.rows("members") if m.text("state") in {None, "member"}} - {None}
    if each is None or not names:
        return None, ""
    return each * len(names), f"{_many(len(names), 'member')} with {_many(each, 'seat')} each"


def _bounds(root: Row) -> Iterator[Row]:
    yield from root.rows("decisions", "quorum")
    yield from root.rows("decisions", "rules", "quorum")
    yield from root.rows("decisions", "rules", "passes")


def quorums_know_their_meetings(root: Row) -> Iterator[Fault]:
    """A quorum of recent attendance says of how many meetings, and there are meetings."""
    for quorum in (*root.rows("decisions", "quorum"), *root.rows("decisions", "rules", "quorum")):
        recent = quorum.text("of") == "recent-attendance"
        if recent and not quorum.has("meetings"):
            yield Fault(quorum.at("meetings"), "is missing", "write how many meetings count, such as meetings = 3")
        if recent and not root.data.get("meetings"):
            yield Fault(quorum.at("of"), "there are no meetings to attend", "write [[meetings]], or another quorum")
        if quorum.has("meetings") and not recent:
            yield Fault(quorum.at("meetings"), "goes with recent attendance alone", 'write of = "recent-attendance"')


def rules_have_what_they_need(root: Row) -> Iterator[Fault]:
    """A rule that asks for consensus or a vote finds what the charter says of them."""
    decisions = root.row("decisions")
    for rule in decisions.rows("rules"):
        way = rule.text("way") or ""
        for needed in ("consensus", "vote"):
            if needed in way.split("-") and not decisions.has(needed):
                yield Fault(
                    rule.at("way"), f"{shown(way)} needs decisions.{needed}", f"write a table [decisions.{needed}]"
                )
        if "vote" in way.split("-") and not rule.data.get("passes"):
            yield Fault(rule.at("passes"), "is missing", 'write passes = [{ more_than = "1/2", of = "cast" }]')
        if way == "consensus" and rule.data.get("passes"):
            yield Fault(rule.at("passes"), "says what votes must reach, and there is no vote", "leave it out")


def votes_are_called_by_someone(root: Row) -> Iterator[Fault]:
    """Whoever calls a vote holds an office of the board, or any seat, or has put the proposal."""
    known = root.names("board", "roles", "id")
    vote = root.row("decisions", "vote")
    if vote.data.get("called_by") == []:
        yield Fault(vote.at("called_by"), "names nobody", f'write ["{ANY_SEAT}"], ["{PROPOSER}"] or an office')
    if known is None:
        return
    for path, name in vote.texts("called_by"):
        if name not in {*known, ANY_SEAT, PROPOSER}:
            mend = suggestion(name, [*known, ANY_SEAT, PROPOSER])
            yield Fault(path, f"there is no office {shown(name)} in board.roles", mend)
    if vote.text("tie") == "chair-decides" and "chair" not in known:
        yield Fault(vote.at("tie"), "there is no chair to decide", 'write a [[board.roles]] with id = "chair"')


def a_parent_that_chooses_is_named(root: Row) -> Iterator[Fault]:
    """Where the parent body fills seats or chooses for an office, the charter says which body that is."""
    if root.row("group").has("parent") or not any(root.rows("group")):
        return
    choosing = (root.row("board"), "filled_by"), *((role, "chosen_by") for role in root.rows("board", "roles"))
    for row, key in choosing:
        if row.text(key) == "parent":
            yield Fault(row.at(key), "there is no parent body", "write it as group.parent, or let others choose")


def criteria_ask_for_something(root: Row) -> Iterator[Fault]:
    """A minimum of nothing is met by everyone."""
    for criterion in root.rows("classes", "criteria"):
        if criterion.number("minimum") == 0:
            yield Fault(criterion.at("minimum"), "0 is always met", "write a number above 0")


RULES: tuple[Callable[[Row], Iterator[Fault]], ...] = (
    the_board_has_seats,
    elections_fill_the_seats,
    caps_leave_room,
    bounds_can_be_reached,
    seconds_can_be_found,
    quorums_know_their_meetings,
    rules_have_what_they_need,
    votes_are_called_by_someone,
    a_parent_that_chooses_is_named,
    criteria_ask_for_something,
)
