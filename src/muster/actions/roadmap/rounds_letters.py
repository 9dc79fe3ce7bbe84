"""Letters about rounds of priorities: to whoever speaks for a seat that has a share in one."""

from collections.abc import Collection

from muster.actions.addresses import page_of
from muster.actions.deed import Deed
from muster.actions.letter_kinds import Facts
from muster.actions.letters import Reader, write_letters
from muster.records.models import Round
from muster.records.queries.me import standpoints_in
from muster.records.queries.roadmap.rounds import title_of


def tell_that_it_opened(doing: Deed, row: Round) -> None:
    """Ask everybody who speaks for one of its seats what that seat wants; nobody once it has closed."""
    if row.closes_at > doing.at:
        facts = Facts(row.handle, title_of(row), page_of(doing.group.slug, row.handle), by=row.closes_at)
        write_letters(
            doing.group, _speaking(doing, row.seats), "round.open", facts, at=doing.at, once=f"{row.handle}/open"
        )


def tell_that_it_is_off(doing: Deed, row: Round) -> None:
    """Tell those who were asked that nothing is wanted of them any more."""
    person = doing.who.person
    facts = Facts(
        row.handle,
        title_of(row),
        page_of(doing.group.slug, row.handle),
        who=person.name if person else doing.group.name,
        words=row.called_off,
    )
    write_letters(doing.group, _speaking(doing, row.seats), "round.off", facts, at=doing.at, once=f"{row.handle}/off")


def _speaking(doing: Deed, seats: Collection[str]) -> list[Reader]:
    """Give those whose start page asks for the ballot of one of the seats. Three queries."""
    return [
        Reader(one.person, names)
        for one in standpoints_in(doing.group, doing.at.date())
        if (names := tuple(name for slug, name in one.seats.items() if slug in seats))
    ]
