"""What a proposal waits for and what comes next, in words, in each of its phases."""

from muster.actions.decisions.calling import call_for_consensus, take_position
from muster.actions.decisions.history import Names, history
from muster.actions.decisions.outlook import missing_in_words, next_in_words, rules_in_words
from muster.actions.decisions.putting import second_proposal, withdraw_proposal
from muster.actions.decisions.seat_by_seat import seat_by_seat
from muster.actions.decisions.settling import settle
from muster.actions.decisions.voting import break_tie, call_vote, cast_vote, close_vote
from tests.actions.decisions.boards import CLOSE, DAY, MEETS, SECRET, board, failed, put, seen, voted_on
from tests.cast import NOON, Cast

SECONDED = {
    'way = "consensus-then-vote"': 'way = "consensus-then-vote"\nseconds = 1',
    "[decisions]": "[decisions]\ndiscussion = { days = 2, lapses_after_days = 30 }",
}


def test_before_a_decision_time_and_seconds_are_missing_and_then_a_call(alpha: Cast) -> None:
    gamma = board(alpha, SECONDED)
    number = put(gamma)
    now = seen(gamma, number)
    assert missing_in_words(now.state) == "1 second of other seats"
    assert next_in_words(now) == [
        "1 other seat must second it before it can be decided.",
        "It is discussed until 2017-05-11 12:00:00 UTC at least.",
        "Any seat can second it.",
        "The proposer can put a new version.",
        "The proposer or the chair can withdraw it.",
        "Then the proposer or the chair can call for consensus.",
    ]
    second_proposal(gamma.caller("Cy"), number)
    assert missing_in_words(seen(gamma, number).state) == "the time that the charter gives to discussion"
    assert missing_in_words(seen(gamma, number, at=NOON + 2 * DAY).state) == "nobody has called for consensus"
    assert rules_in_words(now)[1].startswith("Discussion: at least 2 days.")


def test_a_vote_says_how_it_would_end_now_and_a_secret_one_does_not(alpha: Cast) -> None:
    gamma = board(alpha, SECRET)
    so_far = "1 yes > 0 no, 1 of 3 seats answered, quorum 2"
    openly = f"If nothing changes until 2017-05-16 12:00:00 UTC: Not adopted by a vote: {so_far}."
    secretly = "The votes are counted when the vote has closed. Until then nobody sees how it goes."
    for cast, expected in ((alpha, openly), (gamma, secretly)):
        number = voted_on(cast)
        cast_vote(cast.caller("Ada"), number, "yes")
        now = seen(cast, number)
        assert next_in_words(now)[0] == expected
        assert missing_in_words(now.state) == "2 of 3 seats have not voted"


def test_a_vote_announced_counted_and_tied_each_say_what_they_wait_for(alpha: Cast) -> None:
    noticed = {"days = 7 }\n\n[[": 'days = 7, notice_days = 3, ballot = "secret", tie = "chair-decides" }\n\n[['}
    gamma = board(alpha, noticed)
    number = voted_on(gamma)
    now = seen(gamma, number)
    assert missing_in_words(now.state) == "the notice that the charter asks for"
    assert next_in_words(now)[0] == "Voting opens on 2017-05-12 12:00:00 UTC; until then nobody can vote."
    for name, choice in (("Ada", "yes"), ("Bo", "no")):
        cast_vote(gamma.caller(name, at=NOON + 3 * DAY), number, choice)
    over = CLOSE + 3 * DAY
    assert missing_in_words(seen(gamma, number, at=over).state) == "the votes are to be counted"
    assert next_in_words(seen(gamma, number, at=over))[0].startswith("The votes are counted with the next thing")
    settle(gamma.group, over)
    tied = seen(gamma, number, at=over)
    assert missing_in_words(tied.state) == "the chair has to break the tie"
    assert "The chair can break the tie." in next_in_words(tied)
    break_tie(gamma.caller("Ada", at=over), number, adopted=False)
    ended = seen(gamma, number, at=over)
    assert (next_in_words(ended), missing_in_words(ended.state)) == ([], "")


def test_the_history_tells_every_entry_in_words_and_names_those_who_wrote_for_others(alpha: Cast) -> None:
    gamma = board(alpha, MEETS)
    number = failed(gamma)
    call_vote(gamma.caller("Ada"), number, version=1, present=["aurora", "borealis"])
    cast_vote(gamma.caller("Di"), number, "yes", written_for="aurora")
    take_position(gamma.caller("Bo"), number, "recuse", version=1)
    close_vote(gamma.caller("Ada"), number)
    now = seen(gamma, number)
    told = history(now, Names(now))
    assert [(str(one.by.person or "Muster"), one.by.seat, one.words) for one in told] == [
        ("Bo", "Borealis", "put it, by the rule “motion”"),
        ("Bo", "Borealis", "called for consensus on version 1, among 3 seats"),
        ("Cy", "Corona", "objects"),
        ("Muster", "", "it came to: no consensus"),
        ("Ada", "Aurora", "called a vote on version 1, among 3 seats"),
        ("Ada", "Aurora", "voted yes"),
        ("Bo", "Borealis", "recuses itself"),
        ("Ada", "Aurora", "ended the vote"),
        ("Muster", "", "it ended: not adopted"),
    ]
    assert [str(one.by.entered_by) for one in told if one.by.entered_by] == ["Di"]
    assert [(one.elector.name, one.says, one.stood) for one in seat_by_seat(now, Names(now))] == [
        ("Aurora", "yes", ""),
        ("Borealis", "recuses itself", "recuses itself"),
        ("Corona", "is not in the meeting", "objects"),
    ]


def test_silence_is_told_as_what_it_means(alpha: Cast) -> None:
    gamma = board(alpha, {'silence = "agrees"': 'silence = "says-nothing"'})
    for cast, during, after in (
        (alpha, "has not answered: agrees, if it stays so", "said nothing, which agrees"),
        (gamma, "has not answered: takes no part, if it stays so", "said nothing, and took no part"),
    ):
        number = put(cast)
        call_for_consensus(cast.caller("Bo"), number, version=1)
        now, then = seen(cast, number), seen(cast, number, at=CLOSE)
        assert {one.says for one in seat_by_seat(now, Names(now))} == {during}
        assert {one.says for one in seat_by_seat(then, Names(then))} == {after}
    withdrawn = put(alpha, at=CLOSE)
    withdraw_proposal(alpha.caller("Bo", at=CLOSE), withdrawn, reason="No.")
    told = history(seen(alpha, withdrawn, at=CLOSE), Names(seen(alpha, withdrawn, at=CLOSE)))
    assert [(one.words, one.quote) for one in told] == [("put it, by the rule “motion”", ""), ("withdrew it", "No.")]
