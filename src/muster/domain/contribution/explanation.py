"""Why a figure is what it is: people, their days, the changes on them, and the rule that put each of them there."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from muster.domain.contribution.standing import Theta
from muster.domain.contribution.verdict import Figures
from muster.domain.contribution.windows import Window


@dataclass(frozen=True, slots=True)
class Attribution:
    """Why work stands under a company. how: overlay, listed, domain, none or bot. source: file and place in it."""

    company: str
    how: str
    rule: str
    source: str


@dataclass(frozen=True, slots=True)
class ExplainedChange:
    """One change as it was counted: by the earliest of its commits, on that commit's day.

    key: the Change-Id, or `commit:` and a hash. commits: how many carry it, over all branches and repositories.
    goals: what it names, as "blueprint x". on_roadmap: whether it counts toward the roadmap.
    """

    key: str
    repository: str
    sha: str
    day: date
    subject: str
    person: str
    credited_as: str
    commits: int
    goals: tuple[str, ...]
    on_roadmap: bool
    attribution: Attribution


@dataclass(frozen=True, slots=True)
class ExplainedDay:
    """One active day of one person: what landed on it, under which company."""

    day: date
    companies_that_day: int
    changes: int
    roadmap_changes: int
    attribution: Attribution


@dataclass(frozen=True, slots=True)
class ExplainedPerson:
    """One person's share in a figure.

    all_days: the person's active days in the window under whatever company; days: the share under the companies asked
    about. full_time: min(1, all_days ÷ (θ · months ÷ 6)); fte and roadmap_fte: that, split.
    """

    person: str
    name: str
    all_days: Fraction
    days: Fraction
    full_time: Figures
    fte: Figures
    roadmap_fte: Figures
    active: tuple[ExplainedDay, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer to "why?" for a member, a person or a change. subject: what was asked about, as it was found."""

    group: str
    kind: str
    subject: str
    on: date
    window: Window
    theta: Theta
    fte: Figures
    roadmap_fte: Figures
    people: tuple[ExplainedPerson, ...]
    changes: tuple[ExplainedChange, ...]
    caveats: tuple[str, ...]
