"""An edition: the roadmap of a quarter as plain data, frozen. Nothing in it depends on what the group does afterwards.

It is kept, published and fingerprinted as canonical JSON (domain/record/chain.py): equal editions are equal bytes.
Every figure is exact, an integer or a fraction as text; a moment is written as the log writes it. Where the group has
held no round, pledged nothing or read no evidence, that part is None or empty, and the edition says so.
"""

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, JsonValue, PlainSerializer, ValidationError

from muster.domain.errors import RecordFault
from muster.domain.record.chain import canonical

FORMAT: Final = 1
"""The version of this shape. A later one reads the earlier ones too."""

_FRACTION = re.compile(r"-?[0-9]{1,40}(/[0-9]{1,40})?")


def _exact(value: object) -> object:
    if isinstance(value, str):
        if not _FRACTION.fullmatch(value) or re.search(r"/0+$", value):
            message = 'it is no exact figure such as "13/4"'
            raise ValueError(message)
        return Fraction(value)
    return value


Exact = Annotated[Fraction, BeforeValidator(_exact), PlainSerializer(str)]


class Frozen(BaseModel):
    """A part of an edition."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Named(Frozen):
    """A group or an organisation: by what addresses call it, and its name at the time."""

    slug: str
    name: str


class Three(Frozen):
    """One quantity under the charter's three θ."""

    lenient: Exact
    likely: Exact
    strict: Exact


class Share(Frozen):
    """What one company did for an item in the window. member: whether it was one of the group's."""

    company: str
    member: bool
    changes: int
    people: int
    days: int
    fte: Three


class Work(Frozen):
    """What was measured of an item in the window. unattributed: changes that belong to nobody who is known."""

    changes: int
    unattributed: int
    first_day: date | None
    last_day: date | None
    shares: tuple[Share, ...]

    @property
    def members(self) -> tuple[str, ...]:
        """The members that worked on it, by name."""
        return tuple(sorted(one.company for one in self.shares if one.member and one.days))


class Alive(Frozen):
    """Whether an item is alive, by the evidence (domain/roadmap/proof/life.py). days: since its last sign of life."""

    word: str
    days: int | None
    sentence: str


class Entered(Frozen):
    """What the log says about an item since the edition before. why: the reason that was given, "" if none was."""

    entry: int
    kind: str
    at: str
    why: str
    decided_by: str


class FrozenItem(Frozen):
    """An item as it was on the day. selectors: as people write them, a line each. decided_by: such as `proposal/3`."""

    slug: str
    title: str
    need: str
    focus_area: str
    vectors: tuple[str, ...]
    cost: Exact
    cycle: str
    state: str
    use_cases: tuple[int, ...]
    depends_on: tuple[str, ...]
    owners: tuple[Named, ...]
    selectors: tuple[str, ...]
    decided_by: str
    outcome: str
    invented: bool
    work: Work | None = None
    life: Alive | None = None
    entered: tuple[Entered, ...] = ()


class Chosen(Frozen):
    """An item that a round of priorities chose."""

    slug: str
    title: str
    cost: Exact


class Priorities(Frozen):
    """The outcome of the last round that was closed. chosen: in the order in which equal shares took them."""

    round: int
    quarter: str
    cycle: str
    ballots: str
    completion: str
    budget: Exact
    closed: str
    chosen: tuple[Chosen, ...]
    others: tuple[Chosen, ...]
    proposal: str
    invented: bool


class FrozenPledge(Frozen):
    """What a member promised to an item for a cycle. people: those whom it named. at: when it said so last."""

    organisation: Named
    item: str
    cycle: str
    fte: Exact
    people: tuple[str, ...]
    at: str
    invented: bool


class Company(Frozen):
    """What one member had upstream in the window, and what of it was for the roadmap."""

    name: str
    fte: Three
    roadmap_fte: Three


class Proven(Frozen):
    """What the figures rest on. start, end: the window, half open. fingerprint: of the evidence that was read."""

    start: date
    end: date
    theta: tuple[int, int, int]
    fingerprint: str
    read_at: str
    companies: tuple[Company, ...]


class CharterNamed(Frozen):
    """The charter that was in force."""

    version: str
    sha256: str


class Before(Frozen):
    """The edition before this one, by its fingerprint."""

    number: int
    quarter: str
    sha256: str


class Change(Frozen):
    """One thing that is otherwise than in the edition before.

    about: `item/t1`, `pledge/att/t1/Pike` or `priority/t1`. field: what of it; "" for the whole, which is new (before
    is null) or gone (after is null). why: in words. because: what the record has about that, such as `proposal/3`.
    """

    about: str
    field: str
    before: JsonValue
    after: JsonValue
    why: str
    because: tuple[str, ...]


class Edition(Frozen):
    """The roadmap of a quarter. at: the moment at which it was frozen."""

    format: int = FORMAT
    group: Named
    number: int
    quarter: str
    at: str
    foreword: str
    charter: CharterNamed | None
    before: Before | None
    items: tuple[FrozenItem, ...]
    priorities: Priorities | None
    pledges: tuple[FrozenPledge, ...]
    proof: Proven | None
    changes: tuple[Change, ...] = ()

    def item(self, slug: str) -> FrozenItem | None:
        """Find an item."""
        return next((one for one in self.items if one.slug == slug), None)

    @property
    def invented(self) -> bool:
        """Whether anything in it is an example that somebody made up."""
        priorities = self.priorities is not None and self.priorities.invented
        return priorities or any(one.invented for one in self.items) or any(one.invented for one in self.pledges)


def text_of(edition: Edition) -> str:
    """Write an edition as the canonical JSON that is fingerprinted and published."""
    return canonical(data_of(edition))


def data_of(edition: Edition) -> dict[str, Any]:
    """Give an edition as JSON values."""
    return edition.model_dump(mode="json")


def edition_of(data: Mapping[str, Any]) -> Edition:
    """Read an edition that was kept. RecordFault: it is in a form that this Muster cannot read."""
    try:
        return Edition.model_validate_json(canonical(data))
    except (ValidationError, ValueError) as wrong:
        first = str(wrong).splitlines()[0]
        what = f"An edition is kept in a form that this Muster cannot read: {first}."
        raise RecordFault("edition", what, "Use the version of Muster that published it, or a later one.") from None
