"""The year's truth: what was shared, what one member carried, what stalled, beside the baseline."""

from fractions import Fraction

from muster.domain.contribution.common_work import CommonWork
from muster.domain.roadmap.proof.life import Life
from muster.domain.roadmap.proof.year import Sharing, baseline_sentence, year_of
from tests.domain.roadmap.proven import item, proof, share

STALLED = Life("stalled", 97, "no activity for 97 days")
BLUEPRINTS = CommonWork("blueprint", 253, 14, 141, 586, 183, ())
PROOF = proof(
    [
        item("t1", share("Aurora", 89), share("Borealis", 11)),
        item("t2", share("Aurora", 90), share("Borealis", 10)),
        item("t3", share("Aurora", 5), share("Stranger", 50, member=False)),
        item("t4", share("Corona", 1)),
        item("t5", share("Stranger", 3, member=False)),
        item("t6", unattributed=2),
        item("t7"),
    ]
)
ORDER = ["t7", "t6", "t5", "t4", "t3", "t2", "t1", "gone"]


def test_every_item_is_told_by_who_worked_on_it_and_a_sweep_by_one_is_no_sharing() -> None:
    told = year_of(PROOF, {"t4": STALLED}, items=ORDER)
    assert [(one.slug, one.sharing, one.sentence) for one in told.items] == [
        ("t7", Sharing.NOBODY, "No change was found."),
        ("t6", Sharing.OTHERS, "Only people whose company is not known."),
        ("t5", Sharing.OTHERS, "1 company outside the group, and no member."),
        ("t4", Sharing.ALONE, "Corona alone of the members."),
        ("t3", Sharing.ALONE, "Aurora alone of the members."),
        ("t2", Sharing.CARRIED, "Aurora did 90.0\N{NO-BREAK SPACE}% of what members did; Borealis the rest."),
        ("t1", Sharing.SHARED, "Aurora and Borealis worked on it together; Aurora did 89.0\N{NO-BREAK SPACE}%."),
    ]
    assert [one.slug for one in told.stalled] == ["t4"]


def test_shares_leave_out_what_could_not_be_shared() -> None:
    told = year_of(PROOF, {}, items=ORDER)
    # Of four items with members' work, t4 has a single change; of six with changes, it is the only one with one.
    assert (told.touched, told.shared, told.shareable, told.member_share) == (4, 2, 3, Fraction(2, 3))
    assert told.company_share == Fraction(3, 5)


def test_the_year_is_told_in_sentences_with_the_baseline_last() -> None:
    told = year_of(PROOF, {"t4": STALLED}, items=ORDER, baseline=[BLUEPRINTS, CommonWork("bug", 0, 0, 0, 0, 0, ())])
    assert told.sentences == [
        "Members worked on 4 of 7 items.",
        "Two or more of them worked on 2 (66.7\N{NO-BREAK SPACE}% of those that could be shared).",
        "On 1 of these, one member did nine tenths or more.",
        "2 items were one member's alone.",
        "1 item lay still at the end.",
        baseline_sentence(BLUEPRINTS),
    ]
    assert baseline_sentence(BLUEPRINTS) == (
        "Upstream, companies shared 31.2\N{NO-BREAK SPACE}% of the blueprints with two or more changes; "
        "members shared 9.9\N{NO-BREAK SPACE}% of theirs (14 of 141)."
    )


def test_a_year_without_items_or_without_work_is_told_too() -> None:
    assert year_of(PROOF, {}, items=[]).sentences == ["The group had no item on its roadmap."]
    empty = year_of(proof([item("t1")]), {}, items=["t1"])
    assert empty.sentences == ["Members worked on 0 of 1 item.", "Two or more of them worked on 0."]
    assert (empty.member_share, empty.company_share) == (None, None)
    assert baseline_sentence(CommonWork("story", 0, 0, 0, 4, 1, ())) == (
        "Upstream, companies shared 25.0\N{NO-BREAK SPACE}% of the stories with two or more changes; "
        "members had none to share."
    )
