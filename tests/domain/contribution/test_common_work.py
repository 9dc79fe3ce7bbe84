"""Common work and balance, by the numbers."""

from fractions import Fraction

from muster.domain.contribution.common_work import Goal, GoalWork, SharedGoal, balance, common_work

NOBODY = frozenset({"*unaffiliated"})
PLACEMENT = Goal("blueprint", "nova", "placement")
TRAITS = Goal("blueprint", "nova", "traits")
DOCS = Goal("blueprint", "neutron", "docs")


def test_goals_shared_by_members_are_counted_beside_the_upstream_baseline() -> None:
    rows = [
        GoalWork(PLACEMENT, "Alpha", 2, 3),
        GoalWork(PLACEMENT, "Beta", 1, 9),
        GoalWork(TRAITS, "Alpha", 1, 1),
        GoalWork(TRAITS, "Stranger", 1, 1),
        GoalWork(DOCS, "Stranger", 1, 4),
        GoalWork(DOCS, "*unaffiliated", 1, 4),
        GoalWork(Goal("bug", "", "7"), "Alpha", 1, 1),
    ]
    blueprints, bugs = common_work(rows, frozenset({"Alpha", "Beta"}), NOBODY, ("blueprint", "bug"))
    assert (blueprints.touched, blueprints.shared, blueprints.member_comparable) == (2, 1, 2)
    assert blueprints.shared_goals == (SharedGoal(PLACEMENT, (("Beta", 9), ("Alpha", 3))),)
    assert blueprints.member_share == Fraction(1, 2)
    assert blueprints.upstream_share == Fraction(2, 3)
    assert (bugs.touched, bugs.shared, bugs.member_share, bugs.upstream_share) == (1, 0, None, None)


def test_the_same_name_in_two_projects_is_two_goals() -> None:
    rows = [
        GoalWork(Goal("blueprint", "nova", "docs"), "Alpha", 1, 2),
        GoalWork(Goal("blueprint", "neutron", "docs"), "Beta", 1, 2),
    ]
    (blueprints,) = common_work(rows, frozenset({"Alpha", "Beta"}), NOBODY, ("blueprint",))
    assert (blueprints.touched, blueprints.shared) == (2, 0)


def test_one_company_may_do_half_and_two_may_do_four_fifths() -> None:
    exactly = balance("nova", {"Alpha": 50, "Beta": 30, "Gamma": 10, "*unaffiliated": 10}, NOBODY)
    assert (exactly.largest_share, exactly.two_largest_share, exactly.balanced) == (
        Fraction(1, 2),
        Fraction(4, 5),
        True,
    )
    assert not balance("nova", {"Alpha": 51, "Beta": 20, "*unaffiliated": 29}, NOBODY).balanced
    assert not balance("nova", {"Alpha": 41, "Beta": 40, "Gamma": 19}, NOBODY).balanced


def test_nothing_at_all_is_balanced() -> None:
    assert balance("nova", {}, NOBODY).balanced
