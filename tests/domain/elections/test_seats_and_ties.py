"""Who takes the seats: caps on employers, ties that matter and ties that do not, and lots that anybody can draw."""

import hashlib
import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.domain.charter.board import Method as CharterMethod
from muster.domain.elections.ballots import Poll
from muster.domain.elections.counting import count
from muster.domain.elections.lots import drawn, lot
from muster.domain.elections.result import Ranking, Seating, Tally, Undecided, as_data
from muster.domain.elections.rule import METHODS, Method, Rule
from muster.domain.elections.seats import seated
from muster.domain.errors import ElectionFault
from tests.domain.elections.strategies import NAMES, poll_of, polls

EMPLOYERS = {"Ada": "Alpha", "Bo": "Alpha", "Cy": "Gamma", "Di": "Alpha"}
SEVERAL: tuple[Method, ...] = ("schulze", "approval", "stv", "majority")


def ranked(*ranks: str) -> Ranking:
    return tuple(tuple(rank.split()) for rank in ranks)


def rule(seats: int, seed: str | None = None, cap: int | None = None, **held: int) -> Rule:
    return Rule("schulze", seats, seed, cap, EMPLOYERS if cap else {}, held)


@pytest.mark.parametrize(
    ("ranking", "by", "seating"),
    [
        pytest.param(ranked("Ada", "Bo", "Cy"), rule(2), Seating(("Ada", "Bo")), id="the first two"),
        pytest.param(ranked("Ada Cy", "Bo"), rule(2), Seating(("Ada", "Cy")), id="a tie that decides nothing"),
        pytest.param(ranked("Ada"), rule(3), Seating(("Ada",)), id="fewer candidates than seats"),
        pytest.param(
            ranked("Ada", "Bo", "Cy", "Eve"), rule(2, cap=1), Seating(("Ada", "Cy"), ("Bo",)), id="passed over"
        ),
        pytest.param(
            ranked("Ada", "Cy", "Eve"), rule(2, cap=2, Alpha=2), Seating(("Cy", "Eve"), ("Ada",)), id="seats held"
        ),
        pytest.param(ranked("Eve", "Fay"), rule(2, cap=1), Seating(("Eve", "Fay")), id="nobody's employees"),
        pytest.param(ranked("Ada", "Cy", "Bo"), rule(2, cap=1), Seating(("Ada", "Cy")), id="the cap is not asked"),
        pytest.param(
            ranked("Ada", "Bo", "Di"), rule(2, cap=1), Seating(("Ada",), ("Bo", "Di")), id="a seat stays empty"
        ),
        pytest.param(
            ranked("Eve", "Ada Cy"),
            rule(2),
            Seating(("Eve",), undecided=Undecided(1, ("Ada", "Cy"))),
            id="a tie for the last seat without a seed",
        ),
        pytest.param(
            ranked("Ada Bo Cy", "Eve"),
            rule(3, cap=1),
            Seating((), undecided=Undecided(3, ("Ada", "Bo", "Cy"))),
            id="a tie between two of one employer without a seed",
        ),
    ],
)
def test_seats_go_to_the_first_whom_the_cap_lets_in(ranking: Ranking, by: Rule, seating: Seating) -> None:
    assert seated(ranking, by) == seating


def test_a_tie_for_the_last_seat_goes_by_lot_and_says_so() -> None:
    seating = seated(ranked("Eve", "Ada Cy Fay"), rule(2, "a seed"))
    tie = drawn("seat", ("Ada", "Cy", "Fay"), "a seed")
    assert seating == Seating(("Eve", tie.order[0]), ties=(tie,))


def test_of_two_of_one_employer_on_one_rank_the_lot_decides_who_is_passed_over() -> None:
    seating = seated(ranked("Ada Bo Cy"), rule(3, "a seed", cap=1))
    (tie,) = seating.ties
    alphas = [name for name in tie.order if name != "Cy"]
    assert (set(seating.winners), seating.capped_out) == ({alphas[0], "Cy"}, (alphas[1],))


def test_a_lot_is_a_hash_that_anybody_can_take_by_hand() -> None:
    assert lot("Nov 22", "Ada Example") == hashlib.sha256(b"Nov 22\nAda Example").hexdigest()
    tie = drawn("seat", ("Ada", "Cy"), "x")
    assert list(tie.lots) == sorted(lot("x", name) for name in ("Ada", "Cy"))
    assert [lot("x", name) for name in tie.order] == list(tie.lots)


@given(st.lists(st.text(min_size=1), min_size=2, unique=True), st.text(min_size=1), st.data())
def test_the_order_in_which_names_are_given_never_changes_a_lot(
    names: list[str], seed: str, data: st.DataObject
) -> None:
    assert drawn("seat", data.draw(st.permutations(names)), seed) == drawn("seat", names, seed)


def test_every_candidate_wins_about_as_many_ties_as_any_other() -> None:
    won = [drawn("seat", NAMES[:4], f"seed {number}").order[0] for number in range(2000)]
    assert all(430 < won.count(name) < 570 for name in NAMES[:4])


@given(polls(most=6), st.sampled_from(SEVERAL), st.integers(1, 4), st.integers(1, 2), st.data())
def test_no_employer_ever_gets_more_seats_than_the_cap(
    poll: Poll, method: Method, seats: int, cap: int, data: st.DataObject
) -> None:
    employers = {name: data.draw(st.sampled_from(("Alpha", "Beta"))) for name in poll.candidates}
    held = {"Alpha": data.draw(st.integers(0, 2))}
    result = count(poll, Rule(method, seats, "a seed", cap, employers, held))
    for employer in ("Alpha", "Beta"):
        won = sum(employers[name] == employer for name in result.winners)
        assert won + held.get(employer, 0) <= max(cap, held.get(employer, 0))
    assert len(result.winners) <= seats
    assert not set(result.winners) & set(result.outcome.seating.capped_out)


@given(polls(), st.sampled_from(METHODS), st.data())
def test_every_result_ranks_everybody_once_seats_the_first_and_fits_into_json(
    poll: Poll, method: Method, data: st.DataObject
) -> None:
    seats = 1 if method == "irv" else data.draw(st.integers(1, 4))
    result = count(poll, Rule(method, seats, "a seed"))
    assert sorted(name for rank in result.ranking for name in rank) == sorted(poll.candidates)
    if poll.cast > poll.ranks_nobody:
        assert len(result.winners) == min(seats, len(poll.candidates))
        ahead = [name for rank in result.ranking for name in rank]
        places = {name: place for place, rank in enumerate(result.ranking) for name in rank}
        last_seated = max(places[name] for name in result.winners)
        assert all(places[name] >= last_seated for name in ahead if name not in result.winners)
    data_of_it = as_data(result)
    assert json.loads(json.dumps(data_of_it))["winners"] == list(result.winners)


@given(polls(), st.sampled_from(METHODS), st.data())
def test_the_order_of_ballots_never_matters(poll: Poll, method: Method, data: st.DataObject) -> None:
    order = data.draw(st.permutations(sorted(poll.ballots)))
    shuffled = Poll(poll.candidates, {ranks: poll.ballots[ranks] for ranks in order}, poll.blanks)
    by = Rule(method, seed="a seed")
    assert count(shuffled, by) == count(poll, by)


@pytest.mark.parametrize("method", METHODS)
def test_where_nobody_was_ranked_nobody_is_elected(method: Method) -> None:
    result = count(Poll(("Ada", "Cy"), {(0, 0): 3}), Rule(method, seed="a seed"))
    assert (result.winners, result.ranking, result.ballots, result.ranks_nobody) == ((), (("Ada", "Cy"),), 3, 3)
    assert result.outcome.seating.undecided == Undecided(1, ("Ada", "Cy"))


def test_an_approval_is_a_first_place_and_first_places_may_be_shared() -> None:
    result = count(poll_of("4 A=BC, 3 B, 2 CA, 1 C=A=B"), Rule("approval", 2))
    assert isinstance(result.outcome.derivation, Tally)
    assert result.outcome.derivation.votes == {"A": 5, "B": 8, "C": 3}
    assert (result.outcome.derivation.valid, result.outcome.derivation.more_than_half) == (10, ("B",))
    assert result.winners == ("B", "A")


def test_a_ballot_that_places_more_first_than_there_are_seats_is_spoilt_where_the_most_votes_win() -> None:
    poll = poll_of("4 AB, 3 B, 2 A=B, 5 B=A=C")
    one, two = (count(poll, Rule("majority", seats)).outcome.derivation for seats in (1, 2))
    assert one == Tally({"A": 4, "B": 3, "C": 0}, valid=7, spoilt=7)
    assert two == Tally({"A": 6, "B": 5, "C": 0}, valid=9, spoilt=5)
    assert isinstance(one, Tally)
    assert one.more_than_half == ("A",)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"method": "borda"}, "There is no method 'borda'"),
        ({"method": "stv", "seats": 0}, "0 seats cannot be filled"),
        ({"method": "irv", "seats": 2}, "Instant runoff fills one seat"),
        ({"method": "stv", "cap": 0}, "A cap of 0 lets nobody in"),
        ({"method": "stv", "seed": ""}, "The seed is empty"),
    ],
)
def test_a_rule_that_nobody_could_count_by_is_refused(parts: dict[str, object], reason: str) -> None:
    with pytest.raises(ElectionFault, match=reason):
        Rule(**parts)  # type: ignore[arg-type]  # what a file or a form may say


def test_a_rule_about_somebody_who_does_not_stand_is_refused() -> None:
    with pytest.raises(ElectionFault, match="'Zoe' is no candidate"):
        count(poll_of("1 AB"), Rule("schulze", employers={"Zoe": "Alpha"}))


def test_the_methods_are_those_that_a_charter_can_name() -> None:
    assert get_args(CharterMethod) == METHODS
