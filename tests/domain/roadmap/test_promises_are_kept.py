"""Promise against proof: verdicts with margins, totals in which nothing makes up for anything, partners and doubts."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.contribution.verdict import Verdict
from muster.domain.roadmap.items import ItemState
from muster.domain.roadmap.proof.kept import (
    Doubt,
    Ledger,
    Partner,
    Promised,
    alone_on,
    doubts,
    ledger,
    partners,
    shown_margin,
    total,
)
from muster.domain.roadmap.proof.life import Life, life_of
from tests.domain.roadmap.proven import PIKE, figures, item, proof, share

STALLED = Life("stalled", 97, "no activity for 97 days")
ALIVE = life_of(ItemState.AGREED, PIKE.first_day, PIKE.end_day, on=PIKE.end_day)


def promised(company: str, slug: str, fte: str, cycle: str = "Pike") -> Promised:
    return Promised(company, slug, cycle, Fraction(fte))


@pytest.mark.parametrize(
    ("delivered", "verdict", "said", "margin"),
    [
        (("3", "4", "2"), "meets", "3.0 (2.0 to 4.0) delivered, 1.0 more than promised", "+1.0"),
        (("1.9", "2.5", "1.5"), "borderline", "1.9 (1.5 to 2.5) delivered, 0.1 less than promised", "-0.1"),
        (("1", "1.99", "0.8"), "short", "1.0 (0.8 to 1.99) delivered, 1.0 less than promised", "-1.0"),
        (("0", "0", "0"), "short", "nothing delivered", "-2.0"),
        (("2", "2", "2"), "meets", "2.0 delivered, exactly as promised", "0"),
        (("1.99999",) * 3, "short", "just under 2 delivered, a hair less than promised", "just under 0"),
    ],
)
def test_a_pledge_is_judged_as_a_criterion_is_and_shows_its_margin(
    delivered: tuple[str, str, str], verdict: str, said: str, margin: str
) -> None:
    found = proof([item("t1", share("Aurora", 5, figures(*delivered)))])
    held = ledger([promised("Aurora", "t1", "2")], found, ["t1"])
    sentence = f"{verdict.capitalize()}: 2 FTE promised, {said}."
    assert [(row.verdict, row.sentence, shown_margin(row)) for row in held.rows] == [(verdict, sentence, margin)]


def test_without_evidence_every_promise_is_unproven_and_none_is_short() -> None:
    held = ledger([promised("Aurora", "t1", "2")], None, ["t1"])
    assert [(row.verdict, row.sentence, shown_margin(row)) for row in held.rows] == [
        (Verdict.UNPROVEN, "Unproven: 2 FTE promised, and nothing was read that could prove it.", "")
    ]
    assert total(held.rows).sentence == "1 promise, none of which can be proven yet."


def test_the_ledger_has_every_promise_and_every_members_work_and_nobody_elses_in_the_order_of_the_items() -> None:
    held = ledger(
        [promised("Borealis", "t2", "1"), promised("Aurora", "t1", "0"), promised("Prospect", "t1", "1")],
        proof(
            [
                item("t1", share("Aurora", 9), share("Stranger", 8, member=False), share("Prospect", 1, member=False)),
                item("t2", share("Aurora", 1, "1/2")),
            ]
        ),
        ["t2", "t1"],
    )
    assert [(row.item, row.company, row.verdict) for row in held.rows] == [
        ("t2", "Aurora", None),
        ("t2", "Borealis", Verdict.SHORT),
        ("t1", "Aurora", None),
        ("t1", "Prospect", Verdict.MEETS),
    ]
    assert held.companies == ("Aurora", "Borealis", "Prospect")
    assert held.rows[0].sentence == "Not promised: 0.5 FTE delivered."
    assert held.of_item("t1") == held.rows[2:]


def test_what_was_done_beside_a_promise_makes_up_for_none() -> None:
    held = ledger(
        [promised("Aurora", "t1", "1"), promised("Aurora", "t2", "1")],
        proof([item("t1", share("Aurora", 9, "5")), item("t2"), item("t3", share("Aurora", 9, "7"))]),
        ["t1", "t2", "t3"],
    )
    whole = total(held.of_company("Aurora"))
    assert (whole.promises, whole.kept, whole.promised, whole.verdict) == (2, 1, Fraction(2), Verdict.SHORT)
    assert (whole.delivered, whole.on_promised) == (figures("12"), figures("5"))
    assert whole.sentence == "1 of 2 promises kept."
    assert total(()).sentence == "Nothing was promised."


FTE = st.fractions(min_value=0, max_value=20, max_denominator=100)


@given(fte=FTE, spread=st.tuples(FTE, FTE, FTE), more=FTE)
def test_a_greater_promise_is_never_better_kept_by_the_same_work(
    fte: Fraction, spread: tuple[Fraction, Fraction, Fraction], more: Fraction
) -> None:
    strict, likely, lenient = map(str, sorted(spread))
    found = proof([item("t1", share("Aurora", 1, figures(likely, lenient, strict)))])
    order = [Verdict.SHORT, Verdict.BORDERLINE, Verdict.MEETS]
    small, great = (
        ledger([Promised("Aurora", "t1", "Pike", asked)], found, ["t1"]).rows[0] for asked in (fte + 1, fte + 1 + more)
    )
    assert small.verdict is not None
    assert great.verdict is not None
    assert order.index(great.verdict) <= order.index(small.verdict)


@given(parts=st.lists(st.tuples(FTE, FTE), min_size=1, max_size=6))
def test_the_totals_of_members_add_up_to_the_total_of_all(parts: list[tuple[Fraction, Fraction]]) -> None:
    found = proof([item(f"t{at}", share(f"C{at % 3}", 1, str(did))) for at, (_, did) in enumerate(parts)])
    given_ = [Promised(f"C{at % 3}", f"t{at}", "Pike", asked) for at, (asked, _) in enumerate(parts)]
    held = ledger(given_, found, [f"t{at}" for at in range(len(parts))])
    each = [total(held.of_company(name)) for name in held.companies]
    whole = total(held.rows)
    assert sum(one.promised for one in each) == whole.promised
    assert sum(one.delivered.likely for one in each) == whole.delivered.likely
    assert (sum(one.kept for one in each), sum(one.promises for one in each)) == (whole.kept, whole.promises)


def test_partners_are_named_item_by_item_members_first() -> None:
    found = proof(
        [
            item("t1", share("Stranger", 90, member=False), share("Aurora", 9), share("Borealis", 2)),
            item("t2", share("Aurora", 3), share("Stranger", 1, member=False)),
            item("t3", share("Borealis", 4)),
        ]
    )
    assert partners(found, "Aurora") == (
        Partner("t1", "Borealis", member=True, ours=9, theirs=2),
        Partner("t1", "Stranger", member=False, ours=9, theirs=90),
        Partner("t2", "Stranger", member=False, ours=3, theirs=1),
    )
    assert [one.slug for one in alone_on(found, "Aurora")] == ["t2"]
    assert (partners(None, "Aurora"), alone_on(None, "Aurora")) == ((), ())


def test_what_to_drop_is_told_with_every_reason_and_only_of_what_was_promised() -> None:
    nothing = ledger([promised("Aurora", "t1", "1"), promised("Aurora", "t2", "1")], proof([]), ["t1", "t2"])
    done = ledger([promised("Aurora", "t2", "1")], proof([item("t2", share("Aurora", 3, "2"))]), ["t2"])
    coming = [promised("Aurora", "t1", "2", "Rocky"), promised("Aurora", "t4", "1", "Rocky"), promised("Cy", "t5", "1")]
    gone = Life("dropped", None, "dropped by the group")
    lives = {"t1": STALLED, "t2": ALIVE, "t3": STALLED, "t4": gone, "t5": STALLED}
    assert doubts("Aurora", [("Pike", nothing), ("Queens", nothing)], coming, lives) == (
        Doubt(
            "t1",
            (
                "No activity for 97 days.",
                "It is stalled, and a promise of 2 FTE stands for Rocky.",
                "A promise of 1 FTE for Queens brought nothing.",
                "The promise fell short in 2 cycles: Pike, Queens.",
            ),
        ),
        Doubt(
            "t2",
            (
                "A promise of 1 FTE for Queens brought nothing.",
                "The promise fell short in 2 cycles: Pike, Queens.",
            ),
        ),
        Doubt("t4", ("It is dropped, and a promise of 1 FTE stands for Rocky.",)),
    )
    assert doubts("Aurora", [("Pike", nothing), ("Queens", done)], [], {"t1": ALIVE, "t2": ALIVE}) == (
        Doubt("t1", ("A promise of 1 FTE for Pike brought nothing.",)),
    )
    assert doubts("Aurora", [("Pike", Ledger(()))], [], lives) == ()
