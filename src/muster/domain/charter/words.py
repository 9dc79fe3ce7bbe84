"""The rules of a charter in words: one sentence or phrase each, the same wherever a rule is shown."""

from fractions import Fraction

from muster.domain.charter.board import Board, Election, Role
from muster.domain.charter.counting import Counting
from muster.domain.charter.decisions import Condition, Consensus, DecisionRule, Discussion, Quorum, Vote
from muster.domain.charter.meetings import MeetingSeries
from muster.domain.charter.membership import AttestedCriterion, Criterion, MeasuredCriterion

METHODS = {
    "schulze": "Schulze's method",
    "approval": "approval voting",
    "irv": "instant-runoff voting",
    "stv": "the single transferable vote",
    "majority": "the most votes",
}
_WAYS = {
    "consensus": "by consensus",
    "vote": "by a vote",
    "consensus-then-vote": "by consensus, and by a vote if consensus fails",
}
_CHOSEN_BY = {
    "board": "the board",
    "members": "the members",
    "electorate": "the electorate",
    "parent": "the parent body",
}
_ONE_VOTE_EACH = {"seat": "Every seat", "organisation": "Every organisation", "person": "Every person"}
_TIES = {"fails": "A tie fails.", "passes": "A tie passes.", "chair-decides": "The chair decides a tie."}
_OPEN_TO = {"anyone": "open to everyone", "members": "for members", "board": "for the board"}
_SHARES = {
    Fraction(1, 4): "a quarter",
    Fraction(1, 3): "a third",
    Fraction(1, 2): "half",
    Fraction(2, 3): "two thirds",
    Fraction(3, 4): "three quarters",
    Fraction(1): "all",
}
_SHARE_OF = {
    "seats": "all seats",
    "present": "the seats present",
    "cast": "the votes cast (abstentions among them)",
    "yes-and-no": "the votes for and against",
}


def number_of(count: int, noun: str) -> str:
    """A count with its noun: 1 day, 7 days."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def criterion_in_words(criterion: Criterion, counting: Counting) -> str:
    """What decides whether the criterion is met."""
    if isinstance(criterion, AttestedCriterion):
        return "attested: a person's word decides"
    if isinstance(criterion, MeasuredCriterion):
        months = criterion.window_months or counting.window_months
        return f"measured: {criterion.measure} of at least {criterion.minimum} over {number_of(months, 'month')}"
    every = criterion.renewed_every_months
    renewal = f"confirmed every {number_of(every, 'month')}" if every else "valid until withdrawn"
    return f"pledged: {criterion.measure} of at least {criterion.minimum} a {criterion.unit}, {renewal}"


def seats_in_words(board: Board) -> str:
    """How many seats there are, who fills them, and how many one organisation may hold."""
    who = {
        "members": "each member fills its own",
        "election": "they are elected",
        "parent": "the parent body fills them",
    }
    if board.seats is not None:
        number = f"The board ({board.name}) has {number_of(board.seats, 'seat')}; {who[board.filled_by]}."
    else:
        each = number_of(board.seats_per_member or 0, "seat")
        number = f"Every member has {each} on the board ({board.name}); {who[board.filled_by]}."
    alternates = "Every seat has an alternate." if board.alternates else "There are no alternates."
    related = {
        "as-one": "Related organisations count as one.",
        "apart": "Related organisations count each for itself.",
    }[board.related_organisations]
    return " ".join(part for part in (number, alternates, _cap_in_words(board), related) if part)


def _cap_in_words(board: Board) -> str:
    if board.cap is None:
        return ""
    seats = number_of(board.cap.seats, "seat") if board.cap.seats is not None else ""
    share = f"{share_in_words(board.cap.share)} of all seats" if board.cap.share is not None else ""
    return f"At most {' and at most '.join(limit for limit in (seats, share) if limit)} may belong to one organisation."


def election_in_words(election: Election) -> str:
    """How seats are elected."""
    turns = ", then ".join(str(turn) for turn in election.seats_in_turn)
    return (
        f"There is an election every {number_of(election.every_months, 'month')}, "
        f"{f'for {turns} seats in turn' if turns else 'for all seats'}, by {METHODS[election.method]}; "
        f"a seat is held for {number_of(election.term_months, 'month')}. Who may vote: {election.electorate}"
    )


def role_in_words(role: Role) -> str:
    """How many people hold an office, who chooses them, and for how long."""
    term = f"for {number_of(role.term_months, 'month')}" if role.term_months else "until another is chosen"
    method = f", by {METHODS[role.method]}" if role.method else ""
    holders = number_of(role.holders, "holder")
    return f"{role.name} ({role.id}): {holders}, chosen by {_CHOSEN_BY[role.chosen_by]}{method}, {term}."


def quorum_in_words(quorum: Quorum | None) -> str:
    """How many must take part."""
    if quorum is None:
        return "There is no quorum."
    doing = {"present": "must be present", "answered": "must answer"}[quorum.counts]
    if quorum.of == "seats":
        return f"Quorum: {_bound(quorum)} of all seats {doing}."
    if quorum.of == "recent-attendance":
        meetings = number_of(quorum.meetings or 0, "meeting")
        return f"Quorum: {_bound(quorum)} of the mean attendance of the last {meetings} {doing}."
    return f"Quorum, in seats: {_bound(quorum)} {doing}."


def condition_in_words(condition: Condition) -> str:
    """What the votes in favour must be; goes on from "the votes in favour are"."""
    among = f"in the class {condition.voters}, " if condition.voters is not None else ""
    if condition.of is None:
        return f"{among}{_bound(condition)}"
    if condition.of == "yes-and-no" and condition.more_than == Fraction(1, 2):
        return f"{among}more than the votes against"
    return f"{among}{_bound(condition)} of {_SHARE_OF[condition.of]}"


def share_in_words(share: Fraction) -> str:
    """A number as people say it: half, two thirds, 7."""
    return _SHARES.get(share, str(share))


def _bound(bound: Quorum | Condition) -> str:
    if bound.at_least is not None:
        return f"at least {share_in_words(bound.at_least) if bound.of else bound.at_least}"
    more_than = bound.more_than or Fraction(0)
    return f"more than {share_in_words(more_than) if bound.of else more_than}"


def discussion_in_words(discussion: Discussion) -> str:
    """The time before a proposal can be decided."""
    new = {"restarts": "A new version restarts it.", "continues": "A new version does not restart it."}
    lapses = discussion.lapses_after_days
    end = f"A proposal lapses after {number_of(lapses, 'day')} without a decision." if lapses is not None else ""
    return f"Discussion: at least {number_of(discussion.days, 'day')}. {new[discussion.new_version]} {end}".strip()


def consensus_in_words(consensus: Consensus) -> str:
    """The call for objections."""
    silence = {"agrees": "agrees", "says-nothing": "has not taken part"}[consensus.silence]
    objections = {
        "block": "A standing objection blocks the proposal.",
        "recorded": "Objections are recorded with the decision and answered.",
    }[consensus.objections]
    reason = "needs a reason" if consensus.objection_needs_reason else "needs no reason"
    return (
        f"Consensus: a call is open for {number_of(consensus.days, 'day')}. A seat that does not answer {silence}. "
        f"{objections} An objection {reason}."
    )


def vote_in_words(vote: Vote) -> str:
    """Who calls a vote, who has one, and how it is taken."""
    callers = " or ".join("any seat" if caller == "any-seat" else f"the {caller}" for caller in vote.called_by)
    notice = f" It is announced {number_of(vote.notice_days, 'day')} before." if vote.notice_days is not None else ""
    taken = f"is open for {number_of(vote.days, 'day')}" if vote.days is not None else "is taken in a meeting"
    ballot = {"open": "Everyone sees who voted how.", "secret": "The ballot is secret."}[vote.ballot]
    recusal = {
        "leaves-base": "A seat that stands back leaves the base of every share.",
        "stays-in-base": "A seat that stands back stays in the base of every share.",
    }[vote.recusal]
    return (
        f"Vote: {callers} may call one.{notice} It {taken}. {_ONE_VOTE_EACH[vote.one_vote_each]} has one vote. "
        f"{ballot} {_TIES[vote.tie]} {recusal}"
    )


def rule_in_words(rule: DecisionRule) -> str:
    """How one kind of proposal is decided, and what it takes."""
    passes = "; and ".join(condition_in_words(condition) for condition in rule.passes)
    colon = ":" if len(rule.passes) > 1 else ""
    needs = f" A vote passes if the votes in favour are{colon} {passes}." if passes else ""
    quorum = f" {quorum_in_words(rule.quorum)}" if rule.quorum is not None else ""
    text = f" {rule.text}" if rule.text else ""
    seconds = f" {number_of(rule.seconds, 'other seat')} must second it first." if rule.seconds is not None else ""
    return f"{rule.name} ({rule.id}).{text} Decided {_WAYS[rule.way]}.{seconds}{needs}{quorum}"


def meeting_in_words(series: MeetingSeries) -> str:
    """When a series meets, and what everyone can expect of it."""
    long = f", {number_of(series.minutes_long, 'minute')}" if series.minutes_long is not None else ""
    before, after = series.agenda_days_before, series.results_days_after
    agenda = f" The agenda is out at least {number_of(before, 'day')} before." if before is not None else ""
    results = f" The results are out within {number_of(after, 'day')}." if after is not None else ""
    purpose = f" {series.purpose}" if series.purpose else ""
    return f"{series.name} ({series.id}): {series.cadence}{long}, {_OPEN_TO[series.open_to]}.{agenda}{results}{purpose}"


def counting_in_words(counting: Counting) -> str:
    """The conventions of counting."""
    theta = counting.theta
    day = {"committer": "the committer's date", "author": "the author's date"}[counting.day_of]
    clock = {"utc": "in UTC", "local": "in the zone written in the commit"}[counting.clock]
    refs = {"branches": "All branches count", "default": "The default branch alone counts"}[counting.refs]
    credit = {"author": "the author alone is credited", "co-authors": "co-authors are credited too"}[counting.credit]
    identities = {
        "merged": "The addresses of one person count as one",
        "address": "Every address counts for itself",
    }[counting.identities]
    goals = ", ".join(counting.goal_kinds) or "no links"
    overlay = f" The group's own affiliations in {counting.overlay} come first." if counting.overlay else ""
    return (
        f"Conventions version {counting.version}. A full-timer is active on {theta.likely} days in six months "
        f"(θ; lenient {theta.lenient}, strict {theta.strict}); work is measured over "
        f"{number_of(counting.window_months, 'month')}. The day of a change is {day}, {clock}. {refs}, and {credit}. "
        f"{identities}. A change is work on the roadmap if it names a goal: {goals}.{overlay}"
    )
