"""Editions to draw from: small ones that differ in everything that an edition can differ in."""

from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from muster.domain.roadmap.editions.edition import (
    Alive,
    Before,
    CharterNamed,
    Chosen,
    Company,
    Edition,
    Entered,
    FrozenItem,
    FrozenPledge,
    Named,
    Priorities,
    Proven,
    Share,
    Three,
    Work,
)

SLUGS = ("t1", "t2", "l1", "m1")
COMPANIES = (Named(slug="aurora", name="Aurora"), Named(slug="borealis", name="Borealis"))
STATES = ("proposed", "agreed", "delivered", "dropped")
LIVES = ("not begun", "active", "quiet", "stalled", "delivered", "dropped")
AT = "2017-03-21T08:00:00.000000Z"
THREE = Three(lenient=Fraction(3, 2), likely=Fraction(5, 4), strict=Fraction(1))


def item(slug: str = "t1", **said: object) -> FrozenItem:
    """Give an item that is agreed; said: what is otherwise."""
    usual: dict[str, object] = {
        "slug": slug,
        "title": f"Item {slug}",
        "need": "Operators need it.",
        "focus_area": "Testing",
        "vectors": ("Operations",),
        "cost": Fraction(2),
        "cycle": "Pike",
        "state": "agreed",
        "use_cases": (1,),
        "depends_on": (),
        "owners": (COMPANIES[0],),
        "selectors": ("repository openstack/patrole",),
        "decided_by": "proposal/1",
        "outcome": "",
        "invented": False,
    }
    return FrozenItem(**{**usual, **said})  # type: ignore[arg-type]  # as the fields want them


def pledge(slug: str = "t1", fte: str = "2", **said: object) -> FrozenPledge:
    """Give Aurora's pledge for Pike; said: what is otherwise."""
    usual: dict[str, object] = {
        "organisation": COMPANIES[0],
        "item": slug,
        "cycle": "Pike",
        "fte": Fraction(fte),
        "people": ("Ada",),
        "at": AT,
        "invented": False,
    }
    return FrozenPledge(**{**usual, **said})  # type: ignore[arg-type]  # as above


def priorities(*slugs: str, number: int = 1) -> Priorities:
    """Give the outcome of a round that chose these, in this order."""
    return Priorities(
        round=number,
        quarter="2017Q1",
        cycle="Pike",
        ballots="approvals",
        completion="add-one",
        budget=Fraction(9),
        closed=AT,
        chosen=tuple(Chosen(slug=slug, title=f"Item {slug}", cost=Fraction(2)) for slug in slugs),
        others=(),
        proposal=f"proposal/{number + 1}",
        invented=False,
    )


def edition(*items: FrozenItem, number: int = 1, **said: object) -> Edition:
    """Give an edition of these items; said: what else is in it."""
    usual: dict[str, object] = {
        "group": Named(slug="alpha", name="Alpha"),
        "number": number,
        "quarter": "2017Q1",
        "at": AT,
        "foreword": "",
        "charter": CharterNamed(version="1", sha256="0" * 64),
        "before": None,
        "items": items,
        "priorities": None,
        "pledges": (),
        "proof": None,
    }
    return Edition(**{**usual, **said})  # type: ignore[arg-type]  # as above


def _fractions() -> st.SearchStrategy[Fraction]:
    return st.fractions(min_value=0, max_value=9, max_denominator=9)


def _threes() -> st.SearchStrategy[Three]:
    return st.builds(Three, lenient=_fractions(), likely=_fractions(), strict=_fractions())


def _shares() -> st.SearchStrategy[tuple[Share, ...]]:
    one = st.builds(
        Share,
        company=st.sampled_from(("Aurora", "Borealis", "Nobody's")),
        member=st.booleans(),
        changes=st.integers(0, 9),
        people=st.integers(0, 3),
        days=st.integers(0, 5),
        fte=_threes(),
    )
    return st.lists(one, unique_by=lambda share: share.company, max_size=3).map(tuple)


def _works() -> st.SearchStrategy[Work]:
    days = st.none() | st.dates(date(2016, 1, 1), date(2017, 12, 31))
    counts = st.integers(0, 99)
    return st.builds(Work, changes=counts, unattributed=counts, first_day=days, last_day=days, shares=_shares())


def _lives() -> st.SearchStrategy[Alive]:
    words = st.sampled_from(LIVES)
    return st.builds(
        Alive, word=words, days=st.none() | st.integers(0, 99), sentence=st.just("no activity for 97 days")
    )


def _entries() -> st.SearchStrategy[tuple[Entered, ...]]:
    one = st.builds(
        Entered,
        entry=st.integers(1, 99),
        kind=st.just("item.changed"),
        at=st.just(AT),
        why=st.sampled_from(("", "It costs more.")),
        decided_by=st.sampled_from(("", "proposal/3")),
    )
    return st.lists(one, unique_by=lambda entry: entry.entry, max_size=2).map(tuple)


def _items(slug: str) -> st.SearchStrategy[FrozenItem]:
    return st.builds(
        FrozenItem,
        slug=st.just(slug),
        title=st.sampled_from(("Tests", "*Te|sts*", "Ä <b>")),
        need=st.text(max_size=5),
        focus_area=st.sampled_from(("Testing", "Logging")),
        vectors=st.just(("Operations",)),
        cost=_fractions(),
        cycle=st.sampled_from(("", "Ocata", "Pike")),
        state=st.sampled_from(STATES),
        use_cases=st.lists(st.integers(1, 3), unique=True, max_size=2).map(tuple),
        depends_on=st.lists(st.sampled_from(SLUGS), unique=True, max_size=2).map(tuple),
        owners=st.lists(st.sampled_from(COMPANIES), unique=True, max_size=2).map(tuple),
        selectors=st.just(("topic patrole",)) | st.just(()),
        decided_by=st.sampled_from(("", "proposal/1")),
        outcome=st.sampled_from(("", "It came.")),
        invented=st.booleans(),
        work=st.none() | _works(),
        life=st.none() | _lives(),
        entered=_entries(),
    )


def _pledges() -> st.SearchStrategy[tuple[FrozenPledge, ...]]:
    one = st.builds(
        FrozenPledge,
        organisation=st.sampled_from(COMPANIES),
        item=st.sampled_from(SLUGS),
        cycle=st.sampled_from(("Ocata", "Pike")),
        fte=_fractions(),
        people=st.lists(st.sampled_from(("Ada", "Bo")), unique=True).map(tuple),
        at=st.just(AT),
        invented=st.booleans(),
    )
    return st.lists(one, unique_by=lambda pledge: (pledge.organisation, pledge.item, pledge.cycle), max_size=4).map(
        tuple
    )


def _proofs() -> st.SearchStrategy[Proven]:
    company = st.builds(Company, name=st.sampled_from(("Aurora", "Borealis")), fte=_threes(), roadmap_fte=_threes())
    return st.builds(
        Proven,
        start=st.just(date(2016, 10, 1)),
        end=st.just(date(2017, 4, 1)),
        theta=st.just((9, 12, 15)),
        fingerprint=st.just("f" * 64),
        read_at=st.just("2017-03-20T00:00:00Z"),
        companies=st.lists(company, unique_by=lambda one: one.name, max_size=2).map(tuple),
    )


def editions() -> st.SearchStrategy[Edition]:
    """Draw an edition: with a round, pledges and evidence, or without any of them."""
    chosen = st.lists(st.sampled_from(SLUGS), unique=True).map(lambda slugs: priorities(*slugs))
    items = st.lists(st.sampled_from(SLUGS), unique=True).flatmap(
        lambda slugs: st.tuples(*(_items(slug) for slug in slugs))
    )
    before = st.builds(Before, number=st.just(1), quarter=st.just("2016Q4"), sha256=st.just("a" * 64))
    return st.builds(
        Edition,
        group=st.just(Named(slug="alpha", name="Alpha")),
        number=st.integers(1, 5),
        quarter=st.sampled_from(("2016Q4", "2017Q1")),
        at=st.just(AT),
        foreword=st.sampled_from(("", "What the quarter brought.")),
        charter=st.none() | st.just(CharterNamed(version="1", sha256="0" * 64)),
        before=st.none() | before,
        items=items,
        priorities=st.none() | chosen,
        pledges=_pledges(),
        proof=st.none() | _proofs(),
        changes=st.just(()),
    )
