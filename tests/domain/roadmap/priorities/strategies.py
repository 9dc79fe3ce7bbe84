"""Questions put to equal shares, drawn at random and written by hand."""

from fractions import Fraction

from hypothesis import strategies as st

from muster.domain.roadmap.priorities.question import COMPLETIONS, SATISFACTIONS, Question, Rule

NAMES = ("a", "b", "c", "d", "e", "f")
SEATS = ("alpha", "beta", "delta", "gamma", "omega")


def amounts(most: int = 8) -> st.SearchStrategy[Fraction]:
    return st.builds(Fraction, st.integers(1, most * 4), st.sampled_from([1, 2, 4, 5]))


def weights() -> st.SearchStrategy[Fraction]:
    return st.one_of(st.just(Fraction(1)), st.builds(Fraction, st.just(1), st.integers(2, 4)))


@st.composite
def questions(draw: st.DrawFn, *, seats: int = 5, items: int = 6) -> Question:
    """Draw a question. seats, items: how many at most."""
    names = NAMES[: draw(st.integers(1, items))]
    voters = SEATS[: draw(st.integers(1, seats))]
    wants = st.dictionaries(st.sampled_from(names), weights())
    costs = st.one_of(amounts(), st.just(Fraction(1)))
    return Question(
        {name: draw(costs) for name in names}, {voter: draw(wants) for voter in voters}, draw(amounts()) * len(voters)
    )


def rules() -> st.SearchStrategy[Rule]:
    return st.builds(
        Rule,
        completion=st.sampled_from(COMPLETIONS),
        step=st.sampled_from([Fraction(1), Fraction(1, 3)]),
        satisfaction=st.sampled_from(SATISFACTIONS),
        seed=st.just("a seed"),
    )


def approvals(costs: dict[str, int], budget: int, **ballots: str) -> Question:
    """Write a question as papers do: `alpha="abc"` wants a, b and c."""
    return Question(
        {name: Fraction(cost) for name, cost in costs.items()},
        {voter: dict.fromkeys(wanted, Fraction(1)) for voter, wanted in ballots.items()},
        Fraction(budget),
    )
