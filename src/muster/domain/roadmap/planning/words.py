"""A plan in sentences: what a wish came to, and why."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from muster.domain.roadmap.planning.answer import Answer, Asked, Kind, Reason, Wish
from muster.domain.roadmap.planning.question import Question
from muster.domain.roadmap.pledges import written


@dataclass(frozen=True, slots=True)
class Wording:
    """A question and its answer, with the names that their sentences need. people: today's names, by `person/3`."""

    question: Question
    answer: Answer
    people: Mapping[str, str] = field(default_factory=dict)

    def fte(self, units: int) -> str:
        """Write units as FTE, in hundredths."""
        return written(Fraction(units, self.question.unit))

    @property
    def members(self) -> Mapping[str, str]:
        """The members' names by slug."""
        return {one.slug: one.name for one in self.question.members}

    @property
    def items(self) -> Mapping[str, str]:
        """The items' titles by slug; one that is no longer worked on is called by its slug."""
        found = {one.item: one.item for one in self.question.promises}
        found |= {name: name for one in self.question.works for name in one.after}
        return found | {one.slug: one.title for one in self.question.works}

    @property
    def workers(self) -> Mapping[str, str]:
        """What the workers are called by key."""
        return {one.key: self.people.get(one.label, one.label) for one in self.question.workers}

    @property
    def where(self) -> str:
        """The days over which somebody was looked for."""
        first, _, end = self.question.measured_over.partition("..")
        return f"from {first} until {end}" if end else "so far"

    def sentence(self, wish: Wish) -> str:
        """Say what came of a wish, and why not all of it."""
        return _SENTENCES[wish.kind](self, wish)

    def asked(self, asked: Asked) -> str:
        """Say what a member could be asked for."""
        known = "its people know it" if asked.knows else "nobody of it has worked on it yet"
        return f"{self.members[asked.member]}: {self.fte(asked.amount)} for {self.items[asked.item]} ({known})."

    def capacity(self, member: str) -> str:
        """Write what all people of a member can give."""
        return self.fte(next(one.capacity for one in self.answer.members if one.slug == member))

    def promised_to(self, item: str) -> str:
        """Write what was promised to an item, by everybody."""
        return self.fte(sum(one.amount for one in self.question.promises if one.item == item))


def _promise(words: Wording, wish: Wish) -> str:
    member, item = words.members[wish.member], words.items[wish.item]
    start = f"{member} promised {words.fte(wish.wanted)} to {item}, and {words.fte(wish.got)} of it is planned:"
    return f"{start} {_why(words, wish)}"


def _why(words: Wording, wish: Wish) -> str:
    if wish.reason is Reason.WAITS:
        return _waits(words, wish)
    return {
        Reason.NOBODY: f"nobody of it was found upstream {words.where}, and it named nobody.",
        Reason.NO_TIME: f"its people can give {words.capacity(wish.member)} in all, and that goes to what comes first.",
        Reason.FULL: "with what others do, the item has all that it costs.",
        Reason.OVER: "the item is delivered, or was dropped.",
    }[wish.reason]


def _waits(words: Wording, wish: Wish) -> str:
    names = _listed([words.items[name] for name in wish.because])
    does = "which does" if len(wish.because) == 1 else "which do"
    return f"it waits for {names}, {does} not get all that is needed."


def _item(words: Wording, wish: Wish) -> str:
    start = f"{words.items[wish.item]} costs {words.fte(wish.wanted)} and gets {words.fte(wish.got)}:"
    if wish.reason is Reason.WAITS:
        return f"{start} {_waits(words, wish)}"
    promised = words.promised_to(wish.item)
    said = {
        Reason.NOT_PROMISED: f"{promised} is promised." if promised != "0.00" else "nothing is promised.",
        Reason.NO_TIME: f"{promised} is promised, which is more than those who promised it can give.",
    }[wish.reason]
    if not wish.because:
        return f"{start} {said}"
    have = "has" if len(wish.because) == 1 else "have"
    members = _listed([words.members[one] for one in wish.because])
    return f"{start} {said} {members} {have} time left and people who know it."


def _minimum(words: Wording, wish: Wish) -> str:
    member = words.members[wish.member]
    start = f"{member} gives {words.fte(wish.got)} of the {words.fte(wish.wanted)} that the charter asks of it:"
    said = {
        Reason.NOBODY: f"nobody of it was found upstream {words.where}, and it named nobody.",
        Reason.NO_TIME: f"its people can give {words.capacity(wish.member)} in all.",
        Reason.NOT_PROMISED: "it promised no more that can be planned. What it could be asked for stands below.",
        Reason.NO_ROOM: "no item that could be begun needs more.",
    }
    return f"{start} {said[wish.reason]}"


def _person(words: Wording, wish: Wish) -> str:
    start = f"{words.workers[wish.worker]}, named for {words.items[wish.item]}, is not put on it:"
    if wish.reason is Reason.WAITS:
        return f"{start} {_waits(words, wish)}"
    said = {
        Reason.FULL: "what is needed of the member there is done by others.",
        Reason.NO_TIME: "their time goes to what comes first.",
        Reason.OVER: "the item is delivered, or was dropped.",
    }
    return f"{start} {said[wish.reason]}"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


_SENTENCES: Final[Mapping[Kind, Callable[[Wording, Wish], str]]] = {
    Kind.PROMISE: _promise,
    Kind.ITEM: _item,
    Kind.MINIMUM: _minimum,
    Kind.PERSON: _person,
}
