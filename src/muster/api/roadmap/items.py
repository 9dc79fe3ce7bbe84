"""The roadmap's items: what each says, who carries it, and what the group and people said of it and of its changes."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field, StringConstraints

from muster.actions.caller import Acting, Caller, acting
from muster.actions.decisions.writing import TITLE_AT_MOST, WORDS_AT_MOST
from muster.actions.roadmap import confirming, deciding
from muster.actions.roadmap import items as deeds
from muster.api.conditional import IfMatch, expected
from muster.api.door import Area, caller_of, shown
from muster.api.pages import Key, Page, Turn, listed
from muster.api.shapes import (
    NAMES,
    Asked,
    Number,
    OrganisationNamed,
    OrganisationSlug,
    PersonNamed,
    Shown,
    Slug,
    Subject,
)
from muster.domain.roadmap.selectors import LONGEST, MOST
from muster.records.models import Confirmation
from muster.records.queries.roadmap.items import ItemShown, confirmations_of, item_called, items_of

area = Area("Roadmap: items")

StateWord = Literal["proposed", "agreed", "delivered", "dropped"]
ItemSlug = Annotated[Slug, Field(json_schema_extra={NAMES: "item"}, description="An item, by its slug.")]
UseCaseNumber = Annotated[Number, Field(json_schema_extra={NAMES: "use-case"}, description="A use case.")]
Amount = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,5}(\.[0-9]{1,2})?$")]
"""FTE, with two decimals at most."""
Line = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]
Name = Annotated[str, StringConstraints(max_length=200)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=WORDS_AT_MOST)]
ChangeKey = Annotated[
    str, StringConstraints(pattern=r"^([Ii][0-9a-fA-F]{40}|(commit:)?[0-9a-fA-F]{40}([0-9a-fA-F]{24})?)$")
]
"""A change: its Change-Id, or the hash of a commit that has none."""


class Served(Shown):
    """A use case that an item serves."""

    number: int
    title: str


class ItemOnTheRoadmap(Shown):
    """An item. cost: FTE over its cycle. selectors: which work upstream is its own, a line each.

    depends_on: the items that come first. needed_by: those that wait for it. outcome: what came of it, once it is over.
    """

    slug: str
    title: str
    need: str
    state: StateWord
    focus_area: str
    vectors: list[str]
    cost: str
    cycle: str | None
    use_cases: list[Served]
    depends_on: list[str]
    needed_by: list[str]
    owners: list[OrganisationNamed]
    selectors: list[str]
    decided_by: str | None
    outcome: str
    invented: bool

    @classmethod
    def of(cls, one: ItemShown) -> "ItemOnTheRoadmap":
        """Show it."""
        row, item = one.row, one.item
        return cls(
            slug=item.slug,
            title=item.title,
            need=item.need,
            state=item.state.value,
            focus_area=item.focus_area,
            vectors=list(item.vectors),
            cost=f"{row.cost:.2f}",
            cycle=item.cycle or None,
            use_cases=[Served(number=case.number, title=case.title) for case in one.use_cases],
            depends_on=[other.slug for other in one.depends_on],
            needed_by=[other.slug for other in one.needed_by],
            owners=[OrganisationNamed.of(owner) for owner in one.owners],
            selectors=list(row.selectors),
            decided_by=row.decided_by or None,
            outcome=row.outcome,
            invented=row.invented,
        )


class WordOnAChange(Shown):
    """Somebody's word that a change belongs to an item, or does not."""

    change: str
    belongs: bool
    reason: str
    person: PersonNamed
    at: datetime

    @classmethod
    def of(cls, one: Confirmation) -> "WordOnAChange":
        """Show it."""
        person = PersonNamed.of(one.person)
        return cls(change=one.change, belongs=one.belongs, reason=one.reason, person=person, at=one.at)


class ItemAsked(Asked):
    """What an item is to say, whole."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=TITLE_AT_MOST)]
    need: Text
    focus_area: Name = ""
    vectors: list[Name] = Field(default_factory=list, max_length=50)
    cost: Amount = "0"
    cycle: Name = ""
    use_cases: list[UseCaseNumber] = Field(default_factory=list, max_length=100)
    depends_on: list[ItemSlug] = Field(default_factory=list, max_length=100)
    owners: list[OrganisationSlug] = Field(default_factory=list, max_length=100)
    selectors: list[Line] = Field(default_factory=list, max_length=MOST)

    def written(self) -> deeds.ItemWritten:
        """Give it as the deed wants it."""
        return deeds.ItemWritten(
            title=self.title,
            need=self.need,
            focus_area=self.focus_area,
            vectors=tuple(self.vectors),
            cost=Decimal(self.cost),
            cycle=self.cycle,
            use_cases=tuple(self.use_cases),
            depends_on=tuple(self.depends_on),
            owners=tuple(self.owners),
            selectors=tuple(self.selectors),
        )


class NewItemAsked(ItemAsked):
    """An item that is not there yet. slug: its short name; left out, one is made of the title."""

    slug: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$")] | None = None
    invented: bool = False


class AgreedAsked(Asked):
    """What put an item on the roadmap: the adopted proposal, if one did."""

    decided_by: Subject | None = None
    reason: Annotated[str, StringConstraints(max_length=WORDS_AT_MOST)] = ""


class ReasonAsked(Asked):
    """Why; or, of what is delivered, what came of it."""

    reason: Text


class WordAsked(Asked):
    """Somebody's word about a change."""

    change: ChangeKey
    belongs: bool
    reason: Annotated[str, StringConstraints(max_length=confirming.REASON_AT_MOST)] = ""


class ChangeAsked(Asked):
    """A change of which nothing is to be said any longer."""

    change: ChangeKey


@area.read("/groups/{group}/roadmap/items", Page[ItemOnTheRoadmap])
def list_items(request: HttpRequest, group: Slug, turn: Query[Turn]) -> HttpResponse:
    """Every item, whatever its state."""
    who = acting(caller_of(request, group))
    return listed(request, items_of(who.group), ItemOnTheRoadmap.of, key=Key("row__slug", str), turn=turn)


@area.read("/groups/{group}/roadmap/items/{item}", ItemOnTheRoadmap)
def show_item(request: HttpRequest, group: Slug, item: Slug) -> HttpResponse:
    """One item."""
    return _item(request, acting(caller_of(request, group)), item)


@area.write("POST", "/groups/{group}/roadmap/items", ItemOnTheRoadmap, made=True)
def propose_item(request: HttpRequest, group: Slug, asked: NewItemAsked) -> HttpResponse:
    """Put an item before the group. Every fault of it is told at once."""
    caller = caller_of(request, group)
    made = deeds.propose_item(caller, asked.written(), slug=asked.slug or "", invented=asked.invented)
    return _item(request, acting(caller), made.slug, made_at=f"{request.path}/{made.slug}")


@area.write("PUT", "/groups/{group}/roadmap/items/{item}", ItemOnTheRoadmap)
def change_item(request: HttpRequest, group: Slug, item: Slug, *, asked: ItemAsked, if_match: IfMatch) -> HttpResponse:
    """Change what an item says."""
    caller, seen = _seen(request, group, item, if_match)
    deeds.change_item(caller, item, asked.written(), expected=seen)
    return _item(request, acting(caller), item)


@area.write("POST", "/groups/{group}/roadmap/items/{item}/agree", ItemOnTheRoadmap)
def agree_item(request: HttpRequest, group: Slug, item: Slug, *, asked: AgreedAsked, if_match: IfMatch) -> HttpResponse:
    """Put an item on the roadmap."""
    caller, seen = _seen(request, group, item, if_match)
    deciding.agree_item(caller, item, decided_by=asked.decided_by or "", reason=asked.reason, expected=seen)
    return _item(request, acting(caller), item)


@area.write("POST", "/groups/{group}/roadmap/items/{item}/deliver", ItemOnTheRoadmap)
def deliver_item(
    request: HttpRequest, group: Slug, item: Slug, *, asked: ReasonAsked, if_match: IfMatch
) -> HttpResponse:
    """Say that an item is delivered."""
    caller, seen = _seen(request, group, item, if_match)
    deciding.deliver_item(caller, item, asked.reason, expected=seen)
    return _item(request, acting(caller), item)


@area.write("POST", "/groups/{group}/roadmap/items/{item}/drop", ItemOnTheRoadmap)
def drop_item(request: HttpRequest, group: Slug, item: Slug, *, asked: ReasonAsked, if_match: IfMatch) -> HttpResponse:
    """Drop an item."""
    caller, seen = _seen(request, group, item, if_match)
    deciding.drop_item(caller, item, asked.reason, expected=seen)
    return _item(request, acting(caller), item)


@area.write("POST", "/groups/{group}/roadmap/items/{item}/take-up", ItemOnTheRoadmap)
def take_up_item(
    request: HttpRequest, group: Slug, item: Slug, *, asked: ReasonAsked, if_match: IfMatch
) -> HttpResponse:
    """Put an item that was delivered or dropped before the group again."""
    caller, seen = _seen(request, group, item, if_match)
    deciding.take_up_item(caller, item, asked.reason, expected=seen)
    return _item(request, acting(caller), item)


@area.read("/groups/{group}/roadmap/items/{item}/confirmations", Page[WordOnAChange])
def list_confirmations(request: HttpRequest, group: Slug, item: Slug, turn: Query[Turn]) -> HttpResponse:
    """What people said of single changes, whatever the selectors say."""
    row = item_called(caller_of(request, group).group, item).row
    return listed(request, confirmations_of(row), WordOnAChange.of, key=Key("change", str), turn=turn)


@area.write("POST", "/groups/{group}/roadmap/items/{item}/confirmations", WordOnAChange)
def confirm_change(request: HttpRequest, group: Slug, item: Slug, *, asked: WordAsked) -> HttpResponse:
    """Say that a change belongs to an item, or that it does not. The last word stands."""
    caller = caller_of(request, group)
    said = confirming.confirm_change(caller, item, asked.change, belongs=asked.belongs, reason=asked.reason)
    return shown(request, WordOnAChange.of(said))


@area.write("POST", "/groups/{group}/roadmap/items/{item}/confirmations/unsay", ItemOnTheRoadmap)
def unsay_change(request: HttpRequest, group: Slug, item: Slug, *, asked: ChangeAsked) -> HttpResponse:
    """Let the selectors alone decide on a change again."""
    caller = caller_of(request, group)
    confirming.unsay(caller, item, asked.change)
    return _item(request, acting(caller), item)


def _seen(request: HttpRequest, group: str, item: str, if_match: str) -> tuple[Caller, int | None]:
    caller = caller_of(request, group)
    return caller, expected(caller.group, item_called(caller.group, item).row.handle, if_match)


def _item(request: HttpRequest, who: Acting, slug: str, *, made_at: str = "") -> HttpResponse:
    found = item_called(who.group, slug)
    return shown(request, ItemOnTheRoadmap.of(found), about=(who.group, found.row.handle), made_at=made_at)
