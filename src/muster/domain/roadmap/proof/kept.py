"""Promise against proof on the roadmap: what each member pledged to each item for a cycle, and what came of it.

A pledge is judged as a criterion of membership is (domain/contribution/verdict.py): *meets* where even the strict count
reaches it, *short* where even the lenient one does not, *borderline* between, *unproven* where nothing was read. Work
that nobody promised is shown and not judged: it makes up for no promise to another item.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from muster.domain.contribution.verdict import Figures, Verdict, judge
from muster.domain.contribution.words import counted, figure_range, number, rounded, signed
from muster.domain.roadmap.proof.life import DELIVERED, DROPPED, STALLED, Life
from muster.domain.roadmap.proof.proof import NOUGHT, ItemProof, Proof, Share, added


@dataclass(frozen=True, slots=True)
class Promised:
    """What a member promised to an item for a cycle. people: the names that it likes to name. invented: an example."""

    company: str
    item: str
    cycle: str
    fte: Fraction
    people: tuple[str, ...] = ()
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """One member on one item in one cycle. promised: nought where it promised nothing, and then there is no verdict."""

    company: str
    item: str
    promised: Fraction
    delivered: Figures
    changes: int
    people: int
    days: int
    verdict: Verdict | None
    named: tuple[str, ...] = ()
    invented: bool = False

    @property
    def margin(self) -> Figures:
        """By how much each figure lies above or below what was promised."""
        return self.delivered.less(self.promised)

    @property
    def sentence(self) -> str:
        """Say it in words, with the margin."""
        if self.verdict is None:
            return f"Not promised: {self._delivered} FTE delivered."
        said = f"{number(self.promised)} FTE promised"
        if self.verdict is Verdict.UNPROVEN:
            return f"Unproven: {said}, and nothing was read that could prove it."
        if not self.delivered.likely:
            return f"Short: {said}, nothing delivered."
        return f"{self.verdict.capitalize()}: {said}, {self._delivered} delivered, {self.margin_words}."

    @property
    def margin_words(self) -> str:
        """Say by how much it lies above or below the promise."""
        margin = self.margin.likely
        if not margin:
            return "exactly as promised"
        said = rounded(abs(margin), 1, Fraction(0))
        amount = "a hair" if said.startswith("just") else said
        return f"{amount} {'more' if margin > 0 else 'less'} than promised"

    @property
    def _delivered(self) -> str:
        least = self.promised if self.verdict else None
        likely, spread = rounded(self.delivered.likely, 1, least), figure_range(self.delivered, least)
        return likely if spread == likely else f"{likely} ({spread})"


@dataclass(frozen=True, slots=True)
class Total:
    """Several promises together, an item's or a member's.

    kept: how many of them are met even strictly. delivered: all that was delivered; on_promised: the part of it that
    went where it was promised, which is what is held against the promises: the rest makes up for none.
    """

    promises: int
    kept: int
    promised: Fraction
    delivered: Figures
    on_promised: Figures
    verdict: Verdict | None

    @property
    def sentence(self) -> str:
        """Say how many promises were kept."""
        if not self.promises:
            return "Nothing was promised."
        if self.verdict is Verdict.UNPROVEN:
            return f"{counted(self.promises, 'promise')}, none of which can be proven yet."
        return f"{self.kept} of {counted(self.promises, 'promise')} kept."


@dataclass(frozen=True, slots=True)
class Ledger:
    """Promise against proof in one cycle, in the order of items, and of members in each."""

    rows: tuple[Kept, ...]

    def of_item(self, slug: str) -> tuple[Kept, ...]:
        """Give the rows of an item."""
        return tuple(row for row in self.rows if row.item == slug)

    def of_company(self, name: str) -> tuple[Kept, ...]:
        """Give the rows of a member."""
        return tuple(row for row in self.rows if row.company == name)

    @property
    def companies(self) -> tuple[str, ...]:
        """Whoever promised or delivered something, by name."""
        return tuple(sorted({row.company for row in self.rows}))


def ledger(promised: Iterable[Promised], proof: Proof | None, items: Sequence[str]) -> Ledger:
    """Set promises against proof. proof: None if nothing was read. items: slugs in the order in which they are shown.

    Whoever is no member and promised nothing has no row.
    """
    promises = {(one.item, one.company): one for one in promised if one.fte > 0}
    shares = {
        (item.slug, share.company): share
        for item in (proof.items if proof else ())
        for share in item.shares
        if share.member or (item.slug, share.company) in promises
    }
    place = {slug: at for at, slug in enumerate(items)}
    pairs = sorted(promises.keys() | shares.keys(), key=lambda pair: (place.get(pair[0], len(place)), pair))
    return Ledger(tuple(_kept(pair, promises.get(pair), shares.get(pair), read=proof is not None) for pair in pairs))


def _kept(pair: tuple[str, str], promise: Promised | None, share: Share | None, *, read: bool) -> Kept:
    item, company = pair
    delivered = share.fte if share else NOUGHT
    return Kept(
        company=company,
        item=item,
        promised=promise.fte if promise else Fraction(0),
        delivered=delivered,
        changes=share.changes if share else 0,
        people=share.people if share else 0,
        days=share.days if share else 0,
        verdict=judge(delivered, promise.fte, evidence=read) if promise else None,
        named=promise.people if promise else (),
        invented=promise.invented if promise else False,
    )


def total(rows: Iterable[Kept]) -> Total:
    """Add rows up. The verdict is the worst of the rows': keeping one promise twice over does not keep another."""
    held = list(rows)
    promises = [row for row in held if row.verdict is not None]
    worst = next((word for word in _WORST_FIRST if any(row.verdict is word for row in promises)), None)
    return Total(
        promises=len(promises),
        kept=sum(row.verdict is Verdict.MEETS for row in promises),
        promised=sum((row.promised for row in promises), Fraction(0)),
        delivered=added(row.delivered for row in held),
        on_promised=added(row.delivered for row in promises),
        verdict=worst,
    )


_WORST_FIRST = (Verdict.SHORT, Verdict.UNPROVEN, Verdict.BORDERLINE, Verdict.MEETS)


def shown_margin(row: Kept) -> str:
    """Write a row's margin for a table: +0.4, -1, 0; nothing where there is none to speak of."""
    return "" if row.verdict in {None, Verdict.UNPROVEN} else signed(row.margin.likely)


@dataclass(frozen=True, slots=True)
class Partner:
    """With whom a member worked on an item: the other company, and the changes of both."""

    item: str
    company: str
    member: bool
    ours: int
    theirs: int


def partners(proof: Proof | None, company: str) -> tuple[Partner, ...]:
    """Give everybody with whom a company shared an item: members first, then those with most changes."""
    found = [
        Partner(item.slug, other.company, other.member, mine.changes, other.changes)
        for item in (proof.items if proof else ())
        for mine in item.shares
        if mine.company == company
        for other in item.shares
        if other.company != company
    ]
    return tuple(sorted(found, key=lambda one: (not one.member, -one.theirs, one.company, one.item)))


def alone_on(proof: Proof | None, company: str) -> tuple[ItemProof, ...]:
    """Give the items on which a company worked and no other member did."""
    return tuple(
        item
        for item in (proof.items if proof else ())
        if any(share.company == company for share in item.shares)
        and not any(share.member and share.company != company for share in item.shares)
    )


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a member should ask itself whether to go on with an item. why: whole sentences."""

    item: str
    why: tuple[str, ...]


def doubts(
    company: str, cycles: Sequence[tuple[str, Ledger]], coming: Iterable[Promised], lives: Mapping[str, Life]
) -> tuple[Doubt, ...]:
    """Say which items a member should drop, or say anew that it wants: each with every reason there is.

    cycles: those that are over or under way, the earliest first. coming: promises for cycles that have not begun.
    lives: what the evidence says of each item. An item that the member never promised anything to is not asked about.
    """
    reasons: dict[str, list[str]] = {}
    promised = {row.item for _, held in cycles for row in held.of_company(company) if row.verdict is not None}
    ahead = {one.item: one for one in coming if one.company == company and one.fte > 0}
    for slug in dict.fromkeys([*promised, *ahead]):
        said = [*_of_life(lives.get(slug), ahead.get(slug)), *_of_promises(company, slug, cycles)]
        if said:
            reasons[slug] = said
    return tuple(Doubt(slug, tuple(reasons[slug])) for slug in sorted(reasons))


def _of_life(life: Life | None, ahead: Promised | None) -> Iterable[str]:
    if life is None:
        return
    if life.word == STALLED:
        yield f"{life.sentence[:1].upper()}{life.sentence[1:]}."
    if life.word in {DELIVERED, DROPPED, STALLED} and ahead:
        yield f"It is {life.word}, and a promise of {number(ahead.fte)} FTE stands for {ahead.cycle}."


def _of_promises(company: str, slug: str, cycles: Sequence[tuple[str, Ledger]]) -> Iterable[str]:
    judged = [
        (cycle, row)
        for cycle, held in cycles
        for row in held.of_company(company)
        if row.item == slug and row.verdict in {Verdict.SHORT, Verdict.BORDERLINE, Verdict.MEETS}
    ]
    if judged and not judged[-1][1].delivered.lenient:
        cycle, row = judged[-1]
        yield f"A promise of {number(row.promised)} FTE for {cycle} brought nothing."
    short = [cycle for cycle, row in judged if row.verdict is Verdict.SHORT]
    if len(short) > 1:
        yield f"The promise fell short in {len(short)} cycles: {', '.join(short)}."
