"""What can be done on a proposal's page: each way a form, the deed that it asks for, and the words around both.

The page shows the ways that the engine leaves open to the reader; each is sent to its own address, which calls the one
deed. To add one, write its form and a line in WAYS.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from muster.actions.caller import Caller
from muster.actions.decisions import calling, putting, voting
from muster.actions.decisions.reading import Followed
from muster.domain.decisions.events import Stand
from muster.web.decisions import forms as f

Said = Mapping[str, Any]
Do = Callable[[Caller, Followed, Said], object]


@dataclass(frozen=True, slots=True)
class Way:
    """One way. deed: its name in the engine. buttons: (name, value, label) of each. done: what is said afterwards.

    place: "now" among what the reader can do, "more" folded below that, "objection" and "comments" where those are.
    writes: whether it is for an officer who writes down what others said.
    """

    deed: str
    title: str
    form: type[f.WayForm]
    buttons: tuple[tuple[str, str, str], ...]
    do: Do
    done: str
    explain: str = ""
    place: str = "now"
    writes: bool = False


def _button(label: str) -> tuple[tuple[str, str, str], ...]:
    return (("", "", label),)


def _extend(caller: Caller, there: Followed, said: Said) -> object:
    """Count the days from the call's end; from now, if it has closed."""
    begins = max(there.state.until or there.state.at, caller.clock())
    until = begins + timedelta(days=said["days"])
    return calling.extend_call(caller, there.proposal.number, until, seat=said["seat"], expected=said["seen"])


def _position(caller: Caller, there: Followed, said: Said) -> object:
    return calling.take_position(
        caller,
        there.proposal.number,
        said["stand"],
        version=said["version"],
        reason=said["reason"],
        seat=said["seat"],
    )


def _write_down(caller: Caller, there: Followed, said: Said) -> object:
    return calling.take_position(
        caller,
        there.proposal.number,
        said["stand"],
        version=said["version"],
        reason=said["reason"],
        written_for=said["seat"],
    )


def _recuse(caller: Caller, there: Followed, said: Said) -> object:
    return _position(caller, there, {**said, "stand": Stand.RECUSE})


def _call_vote(caller: Caller, there: Followed, said: Said) -> object:
    return voting.call_vote(
        caller,
        there.proposal.number,
        version=said["version"],
        opens=said.get("opens"),
        present=said.get("present"),
        seat=said["seat"],
        expected=said["seen"],
    )


WAYS: Final[Mapping[str, Way]] = {
    "position": Way(
        "position.take",
        "Take a position",
        f.PositionForm,
        _button("Take this position"),
        _position,
        "Your position is on the record. You can change it until the call closes.",
    ),
    "cast": Way(
        "vote.cast",
        "Vote",
        f.VoteForm,
        _button("Cast this vote"),
        lambda caller, there, said: voting.cast_vote(caller, there.proposal.number, said["choice"], seat=said["seat"]),
        "Your vote is cast.",
    ),
    "let-go": Way(
        "objection.accept",
        "Your objection stands",
        f.LetGoForm,
        (("satisfied", "yes", "The answer satisfies us"), ("satisfied", "no", "Withdraw the objection")),
        lambda caller, there, said: calling.settle_objection(
            caller, there.proposal.number, satisfied=said["satisfied"] == "yes", seat=said["seat"]
        ),
        "The objection stands no longer.",
    ),
    "second": Way(
        "proposal.second",
        "Second it",
        f.SeatForm,
        _button("Second it"),
        lambda caller, there, said: putting.second_proposal(caller, there.proposal.number, seat=said["seat"]),
        "It is seconded.",
        "To second it is to want it decided, not to agree with it.",
    ),
    "call": Way(
        "proposal.call",
        "Call for consensus",
        f.CallForm,
        _button("Call for consensus"),
        lambda caller, there, said: calling.call_for_consensus(
            caller, there.proposal.number, version=said["version"], seat=said["seat"], expected=said["seen"]
        ),
        "The call for consensus is open, and whoever speaks for a seat gets a letter.",
        "Every seat of today is asked for its position on the text above.",
    ),
    "tie": Way(
        "vote.break-tie",
        "Break the tie",
        f.TieForm,
        (("adopted", "yes", "Adopt it"), ("adopted", "no", "Do not adopt it")),
        lambda caller, there, said: voting.break_tie(
            caller, there.proposal.number, adopted=said["adopted"] == "yes", expected=said["seen"]
        ),
        "The tie is broken.",
    ),
    "vote": Way(
        "vote.call",
        "Call a vote",
        f.CallVoteForm,
        _button("Call the vote"),
        _call_vote,
        "The vote is called.",
        "Every seat of today is asked for its vote on the text above.",
    ),
    "enter": Way(
        "vote.cast",
        "Write down how others vote",
        f.EnterForm,
        _button("Write these votes down"),
        lambda caller, there, said: voting.enter_votes(
            caller,
            there.proposal.number,
            {name.removeprefix("vote-"): choice for name, choice in said.items() if choice},
        ),
        "The votes are written down. Whoever speaks for a seat can change its own.",
        "The record says that you wrote it down, and for whom.",
        place="more",
        writes=True,
    ),
    "close": Way(
        "proposal.close",
        "End the vote",
        f.SeenForm,
        _button("End the vote"),
        lambda caller, there, said: voting.close_vote(caller, there.proposal.number, expected=said["seen"]),
        "The vote is over.",
        "Once everybody in the meeting has voted. Nobody can vote afterwards.",
    ),
    "extend": Way(
        "proposal.extend",
        "Extend the call",
        f.ExtendForm,
        _button("Extend the call"),
        _extend,
        "The call is open for longer.",
        "Counted from its end, or from now if it has closed.",
        place="more",
    ),
    "recuse": Way(
        "position.recuse",
        "Recuse your seat",
        f.RecuseForm,
        _button("Recuse the seat"),
        _recuse,
        "The seat takes no part in the vote.",
        "It takes no part in the vote, and a vote that it has cast is taken back.",
        place="more",
    ),
    "write-down": Way(
        "position.take",
        "Write down what a seat said",
        f.WriteDownForm,
        _button("Write it down"),
        _write_down,
        "It is written down. Whoever speaks for the seat can change it.",
        "For a position that was given elsewhere: the record says that you wrote it down, and for whom.",
        place="more",
        writes=True,
    ),
    "withdraw": Way(
        "proposal.withdraw",
        "Withdraw the proposal",
        f.WithdrawForm,
        _button("Withdraw it"),
        lambda caller, there, said: putting.withdraw_proposal(
            caller, there.proposal.number, reason=said["reason"], seat=said["seat"], expected=said["seen"]
        ),
        "The proposal is withdrawn.",
        "This is for good: it cannot be put again, only another one.",
        place="more",
    ),
    "answer": Way(
        "objection.answer",
        "Answer the objection",
        f.AnswerForm,
        _button("Answer"),
        lambda caller, there, said: calling.answer_objection(
            caller, there.proposal.number, said["objector"], said["answer"]
        ),
        "The answer is on the record.",
        place="objection",
    ),
    "comment": Way(
        "proposal.comment",
        "Comment",
        f.CommentForm,
        _button("Comment"),
        lambda caller, there, said: putting.comment(caller, there.proposal.number, said["text"]),
        "Your comment is on the record.",
        place="comments",
    ),
}
"""Every way, by its name in addresses, in the order in which they are shown."""
