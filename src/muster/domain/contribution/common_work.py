"""Common work and balance: is the work shared, or does one carry it? (DESIGN 4.9)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

ONE_COMPANY_AT_MOST = Fraction(1, 2)
TWO_COMPANIES_AT_MOST = Fraction(4, 5)
BOTH = 2


@dataclass(frozen=True, slots=True, order=True)
class Goal:
    """A blueprint, bug, story, task or Jira issue. scope: the project it belongs to; '' where its key is global."""

    kind: str
    scope: str
    key: str

    def __str__(self) -> str:
        """The goal as people write it."""
        return f"{self.kind} {self.scope}/{self.key}" if self.scope else f"{self.kind} {self.key}"


@dataclass(frozen=True, slots=True)
class GoalWork:
    """What one company did for one goal in a window."""

    goal: Goal
    company: str
    people: int
    changes: int


@dataclass(frozen=True, slots=True)
class SharedGoal:
    """A goal on which two or more members worked, and the changes of each, most first."""

    goal: Goal
    members: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class CommonWork:
    """How often goals of one kind were shared, among members and, as the baseline, upstream as a whole.

    touched: goals with any member's changes. shared: those with two or more members'. comparable: goals with two or
    more changes in all, for work on a single change cannot be shared; member_comparable: those of them with a member's.
    """

    kind: str
    touched: int
    shared: int
    member_comparable: int
    upstream_comparable: int
    upstream_shared: int
    shared_goals: tuple[SharedGoal, ...]

    @property
    def member_share(self) -> Fraction | None:
        """Shared goals out of those that members could have shared; None if there were none."""
        return Fraction(self.shared, self.member_comparable) if self.member_comparable else None

    @property
    def upstream_share(self) -> Fraction | None:
        """Goals of two or more companies out of all that could have been shared: the baseline."""
        return Fraction(self.upstream_shared, self.upstream_comparable) if self.upstream_comparable else None


def common_work(
    rows: Iterable[GoalWork], members: frozenset[str], nobody: frozenset[str], kinds: Iterable[str]
) -> tuple[CommonWork, ...]:
    """Count shared goals, a kind at a time. nobody: company names that are no company, such as the unaffiliated."""
    by_goal: dict[Goal, dict[str, int]] = {}
    for row in rows:
        by_goal.setdefault(row.goal, {})[row.company] = row.changes
    return tuple(_common_work_of(kind, by_goal, members, nobody) for kind in kinds)


def _common_work_of(
    kind: str, by_goal: Mapping[Goal, Mapping[str, int]], members: frozenset[str], nobody: frozenset[str]
) -> CommonWork:
    goals = {goal: companies for goal, companies in by_goal.items() if goal.kind == kind}
    comparable = {goal: companies for goal, companies in goals.items() if sum(companies.values()) >= BOTH}
    touched = [goal for goal, companies in goals.items() if members & companies.keys()]
    shared = [goal for goal in touched if len(members & goals[goal].keys()) >= BOTH]
    return CommonWork(
        kind=kind,
        touched=len(touched),
        shared=len(shared),
        member_comparable=sum(1 for companies in comparable.values() if members & companies.keys()),
        upstream_comparable=len(comparable),
        upstream_shared=sum(1 for companies in comparable.values() if len(companies.keys() - nobody) >= BOTH),
        shared_goals=tuple(
            SharedGoal(
                goal,
                tuple(
                    sorted(
                        ((name, changes) for name, changes in goals[goal].items() if name in members),
                        key=lambda pair: (-pair[1], pair[0]),
                    )
                ),
            )
            for goal in sorted(shared)
        ),
    )


@dataclass(frozen=True, slots=True)
class Balance:
    """How much of the work the largest company, and the two largest, did.

    The thresholds are those of the OpenStack Technical Committee's tag diverse-affiliation: none above 50 %, no two
    above 80 %. companies: names and changes, most first; people without a company are in `changes` but not among them.
    """

    subject: str
    changes: int
    companies: tuple[tuple[str, int], ...]

    @property
    def largest_share(self) -> Fraction:
        """The largest company's share of the changes."""
        return self._share(1)

    @property
    def two_largest_share(self) -> Fraction:
        """The two largest companies' share of the changes."""
        return self._share(2)

    @property
    def balanced(self) -> bool:
        """Whether both rules hold."""
        return self.largest_share <= ONE_COMPANY_AT_MOST and self.two_largest_share <= TWO_COMPANIES_AT_MOST

    def _share(self, count: int) -> Fraction:
        return (
            Fraction(sum(changes for _, changes in self.companies[:count]), self.changes)
            if self.changes
            else Fraction(0)
        )


def balance(subject: str, changes_by_company: Mapping[str, int], nobody: frozenset[str]) -> Balance:
    """Rank the companies of `subject` (a focus area, a repository, or all) by their changes."""
    companies = sorted(
        ((name, changes) for name, changes in changes_by_company.items() if name not in nobody),
        key=lambda pair: (-pair[1], pair[0]),
    )
    return Balance(subject, sum(changes_by_company.values()), tuple(companies))
