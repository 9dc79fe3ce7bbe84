"""Charters of very different groups decide as those groups do, from data alone.

The OpenStack TC: its charter's own worked numbers for thirteen seats. The CA/Browser Forum: Bylaws 2.5, section 2.3,
held against ballots whose votes, quorum and outcome the Forum published (the members here are invented). W3C: Process
2019, sections 3.3.1 to 3.4.
"""

from itertools import product

import pytest

from muster.domain.decisions import events as e
from muster.domain.decisions.rules import rules_of
from muster.domain.decisions.state import Phase
from muster.domain.decisions.words import derivation, verdict_in_words
from muster.domain.errors import RequestFault
from tests.domain.decisions.board import CHAIR, DAY, NOON, Story, by, charter, electors, numbered, rules

MOTION, AMENDMENT = (rules_of(charter("openstack-tc"), rule) for rule in ("motion", "amendment"))
THIRTEEN = numbered(13)
SEATS = tuple(elector.seat for elector in THIRTEEN)


def tc_votes(rule: str, yes: int, no: int, abstain: int) -> Story:
    """A meeting of the TC with everyone there who votes, and at least the seven that it takes."""
    story = Story(rules_of(charter("openstack-tc"), rule), *THIRTEEN)
    story.vote(story.proposer, present=SEATS[: max(7, yes + no + abstain)])
    story.poll(THIRTEEN, yes, no, abstain)
    return story.add(e.VoteClosed(at=story.at, by=story.proposer))


TABLE = [
    (yes, no, abstain)
    for yes, no, abstain in product(range(3, 8), range(8), (0, 1, 2))
    if yes + no + abstain <= len(THIRTEEN)
]


@pytest.mark.parametrize(("yes", "no", "abstain"), TABLE)
def test_the_tc_passes_a_motion_with_five_or_more_yes_and_more_yes_than_no(yes: int, no: int, abstain: int) -> None:
    passes = yes >= 5 and yes > no
    assert tc_votes("motion", yes, no, abstain).now.phase is (Phase.ADOPTED if passes else Phase.FAILED)


@pytest.mark.parametrize(("yes", "no"), [(yes, no) for yes, no in product(range(7, 14), range(7)) if yes + no <= 13])
def test_the_tc_amends_its_charter_with_nine_yes_and_nothing_less(yes: int, no: int) -> None:
    assert tc_votes("amendment", yes, no, 0).now.phase is (Phase.ADOPTED if yes >= 9 else Phase.FAILED)


def test_the_tc_says_how_a_motion_passed_in_its_own_numbers() -> None:
    verdict = tc_votes("motion", 5, 2, 0).now.verdict
    assert verdict is not None
    assert verdict_in_words(verdict) == (
        "Adopted by a vote: 5 yes, 5 needed, 5 yes > 2 no, 7 of 13 seats were present, quorum 7."
    )


@pytest.mark.parametrize("present", [5, 6])
def test_six_of_the_tc_cannot_vote_at_all(present: int) -> None:
    story = Story(MOTION, *THIRTEEN)
    refusal = story.refusal(story.calling_a_vote(story.proposer, present=SEATS[:present]))
    assert refusal is not None
    assert str(refusal) == f"{present} seats are present, and the quorum is 7. Wait for more to come."


CAB = rules_of(charter("ca-browser-forum"), "ballot")
ISSUERS, CONSUMERS = numbered(40, "i", "certificate-issuer"), numbered(8, "c", "certificate-consumer")


def ballot(issuers: e.Count, consumers: e.Count, active: int) -> Story:
    """A ballot of the Forum that ran its course. active: the mean attendance of the last three meetings."""
    story = Story(CAB, *ISSUERS, *CONSUMERS)
    story.add(*(e.ProposalSeconded(at=story.at, by=by(name)) for name in ("i01", "c01")))
    story.on(days=7).vote(story.proposer, attendance=(active - 1, active, active + 1))
    for count, seats in ((issuers, ISSUERS), (consumers, CONSUMERS)):
        story.poll(seats, count.yes, count.no, count.abstain)
    return story.on(days=7)


@pytest.mark.parametrize(
    ("name", "issuers", "consumers", "active", "quorum", "phase"),
    [
        ("ballot 197 of 2017", (18, 0, 5), (3, 0, 1), 23, 12, Phase.ADOPTED),
        ("ballot 208 of 2017, lost among the consumers", (13, 1, 2), (2, 2, 0), 19, 10, Phase.FAILED),
        ("ballot 221 of 2018, without a quorum", (6, 0, 0), (0, 1, 0), 19, 10, Phase.FAILED),
        ("ballot Forum-9 of 2019", (11, 0, 0), (3, 0, 0), 21, 11, Phase.ADOPTED),
        ("ballot SC18 of 2019", (1, 9, 0), (0, 1, 0), 24, 13, Phase.FAILED),
        ("ballot SC54 of 2022", (18, 0, 0), (6, 0, 0), 28, 15, Phase.ADOPTED),
    ],
)
def test_ballots_of_the_forum_end_as_it_published_them(
    name: str, issuers: tuple[int, int, int], consumers: tuple[int, int, int], active: int, quorum: int, phase: Phase
) -> None:
    counts = e.Count("certificate-issuer", *issuers), e.Count("certificate-consumer", *consumers)
    story = ballot(*counts, active)
    assert story.now.verdict is not None, name
    assert (story.now.phase, story.now.verdict.quorum.needed) == (phase, quorum)
    assert story.now.verdict.quorum.value == sum(issuers) + sum(consumers)


@pytest.mark.parametrize(
    ("issuers", "consumers", "phase"),
    [
        ((8, 4, 0), (3, 2, 0), Phase.ADOPTED),  # exactly two thirds, and a majority
        ((7, 4, 9), (3, 2, 3), Phase.FAILED),  # 7 of 11 is less than two thirds; abstentions do not count
        ((8, 4, 9), (2, 2, 0), Phase.FAILED),  # half of the consumers is no majority
        ((12, 0, 0), (0, 0, 2), Phase.FAILED),  # no consumer in favour
        ((0, 0, 9), (5, 0, 0), Phase.FAILED),  # no issuer in favour
        ((9, 0, 0), (1, 0, 0), Phase.FAILED),  # everybody in favour, and too few: 10 of the 11 that it takes
        ((9, 0, 0), (1, 0, 1), Phase.ADOPTED),  # an abstention counts for the quorum
    ],
)
def test_both_classes_of_the_forum_must_agree_and_enough_take_part(
    issuers: tuple[int, int, int], consumers: tuple[int, int, int], phase: Phase
) -> None:
    counts = e.Count("certificate-issuer", *issuers), e.Count("certificate-consumer", *consumers)
    assert ballot(*counts, 21).now.phase is phase


def test_the_forum_says_why_in_the_names_of_its_classes() -> None:
    now = ballot(e.Count("certificate-issuer", 13, 1, 2), e.Count("certificate-consumer", 2, 2, 0), 19).now
    assert now.verdict is not None
    assert derivation(now.verdict, CAB.class_names) == (
        "Certificate issuer: 13 yes of 14 for and against, 10 needed (at least two thirds)",
        "Certificate consumer: 2 yes = 2 no, a tie, which fails",
        "Certificate issuer: 13 yes, 1 needed",
        "Certificate consumer: 2 yes, 1 needed",
        "2 abstained",
        "20 of 48 organisations answered, quorum 10 (more than half of the mean attendance, 19)",
    )


def test_a_ballot_of_the_forum_waits_for_its_endorsers_and_for_seven_days_without_a_new_version() -> None:
    story = Story(CAB, *ISSUERS, *CONSUMERS).on(days=6)

    def why() -> str | None:
        refusal = story.refusal(story.calling_a_vote(story.proposer, attendance=(20, 21, 22)))
        return refusal.what if refusal else None

    assert why() == "2 more of the other seats must second it."
    story.add(e.ProposalSeconded(at=story.at, by=by("i01")))
    assert why() == "1 more of the other seats must second it."
    story.add(e.ProposalSeconded(at=story.at, by=by("c01")))
    assert why() == "Version 1 is discussed until 2017-05-09 12:00:00 UTC."
    story.add(e.ProposalRevised(at=story.at, by=story.proposer, version=1)).on(days=6)
    assert why() == "Version 2 is discussed until 2017-05-15 12:00:00 UTC."
    story.on(days=1)
    assert why() is None


def test_a_ballot_of_the_forum_lapses_ninety_days_after_its_last_version() -> None:
    story = Story(CAB, *ISSUERS).on(days=80)
    story.add(e.ProposalRevised(at=story.at, by=story.proposer, version=1))
    assert story.now.until == NOON + 170 * DAY
    assert (story.on(days=90).now.phase, story.now.since) == (Phase.LAPSED, NOON + 170 * DAY)


def test_the_forum_cannot_vote_before_it_has_met_as_often_as_its_quorum_looks_back() -> None:
    story = Story(CAB, *ISSUERS)
    story.add(*(e.ProposalSeconded(at=story.at, by=by(name)) for name in ("i01", "i02"))).on(days=7)
    refusal = story.refusal(story.calling_a_vote(story.proposer, attendance=(20, 21)))
    assert refusal is not None
    assert refusal.what == "The quorum follows the last 3 meetings, and 2 are known."


W3C = rules_of(charter("w3c-like"), "decision")
CONSORTIUM = (
    e.Elector("seat/Alpha", "Alpha", "Omega Holdings", "person/Ada"),
    e.Elector("seat/Beta", "Beta", "Omega Holdings", "person/Bo"),
    e.Elector("seat/Gamma", "Gamma", "Gamma", "person/Cy"),
)


def test_a_consortium_decides_despite_a_formal_objection_and_records_it() -> None:
    story = Story(W3C, *CONSORTIUM).call()
    story.says("Alpha", "agree").says("Gamma", "object", "It cannot be implemented.").on(days=28)
    assert story.now.phase is Phase.ADOPTED
    assert story.now.verdict is not None
    assert story.now.verdict.objecting == ("Gamma",)


def test_a_consortium_votes_when_nobody_answered_and_related_members_have_one_vote() -> None:
    story = Story(W3C, *CONSORTIUM).call().on(days=28)
    assert story.now.phase is Phase.NO_CONSENSUS
    story.vote().on(days=7).votes("yes", "Alpha").votes("no", "Gamma")
    refusal = story.refusal(story.voting("Beta", "yes"))
    assert refusal is not None
    assert refusal.what == "Alpha has voted, and the two have one vote."
    story.on(days=14)
    assert story.now.verdict is not None
    assert verdict_in_words(story.now.verdict) == (
        "Not adopted by a vote: 1 yes = 1 no, a tie, which fails, 2 of 2 organisations answered, quorum 1."
    )


def test_lcoo_votes_when_consensus_failed_and_the_chair_calls() -> None:
    story = Story(
        rules_of(charter("lcoo"), "motion"), *electors("AT&T", "Comcast", "Intel", "NTT", "Orange", "Walmart")
    )
    story.call().says("Orange", "object", "Not before the summit.").on(days=7)
    assert story.now.phase is Phase.NO_CONSENSUS
    story.vote(CHAIR).votes("yes", "AT&T", "Intel", "NTT").votes("no", "Orange").on(days=7)
    assert story.now.verdict is not None
    assert verdict_in_words(story.now.verdict) == ("Adopted by a vote: 3 yes > 1 no, 4 of 6 seats answered, quorum 4.")


@pytest.mark.parametrize(
    ("rule", "yes", "phase"),
    [("decision", 3, Phase.FAILED), ("decision", 4, Phase.ADOPTED), ("charter-change", 4, Phase.FAILED)],
)
def test_kubernetes_steering_needs_four_of_seven_and_five_to_change_its_charter(
    rule: str, yes: int, phase: Phase
) -> None:
    seats = numbered(7)
    story = Story(rules_of(charter("kubernetes-steering"), rule), *seats)
    if rule == "decision":
        story.call().says("06", "object", "Not ours to decide.").on(days=7)
    present = tuple(elector.seat for elector in seats[:6])
    story.vote(story.proposer, present=present).votes("yes", *(elector.name for elector in seats[:yes]))
    story.votes("abstain", *(elector.name for elector in seats[yes:6]))
    assert story.add(e.VoteClosed(at=story.at, by=story.proposer)).now.phase is phase


def test_a_rule_may_have_a_quorum_of_its_own() -> None:
    of = rules("""
decisions.quorum = { at_least = 2 }
decisions.consensus = { days = 7, silence = "says-nothing" }
decisions.rules = [{ id = "motion", name = "Motion", way = "consensus", quorum = { at_least = 3 } }]
""")
    story = Story(of, *numbered(7)).call().says("00", "agree").says("01", "agree")
    assert story.on(days=7).now.phase is Phase.NO_CONSENSUS


def test_a_group_that_decides_nothing_says_so() -> None:
    with pytest.raises(RequestFault, match=r"has no rule 'motion'\. It says nothing of how the group decides\.$"):
        rules_of(charter("five-for-the-future"), "motion")
    with pytest.raises(RequestFault, match=r"has no rule 'moton'\. It has motion, amendment\.$"):
        rules_of(charter("openstack-tc"), "moton")
