"""What no single key can tell: the rules between the keys of a charter.

Each rule reads the data as written (see `raw`) and yields a fault for every pair of keys that cannot both stand. They
are grouped by what they are about; a new rule is a function in one of the groups and a line in its list.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from muster.domain.charter import rules_of_dates, rules_of_decisions, rules_of_names
from muster.domain.charter.faults import Fault, shown, suggestion
from muster.domain.charter.raw import Row

Rule = Callable[[Row], Iterator[Fault]]

RULES: tuple[Rule, ...] = (*rules_of_names.RULES, *rules_of_dates.RULES, *rules_of_decisions.RULES)


def broken_rules(
    data: Mapping[Any, object], *, measures: Collection[str], formats: Collection[str] | None
) -> tuple[Fault, ...]:
    """Every fault between the keys, rule by rule.

    measures: the names that a criterion may measure. formats: those of affiliation files; None if any may be.
    """
    root = Row((), data)
    return (
        *_unknown_measures(root, measures),
        *_unknown_formats(root, formats),
        *(fault for rule in RULES for fault in rule(root)),
    )


def _unknown_measures(root: Row, measures: Collection[str]) -> Iterator[Fault]:
    for criterion in root.rows("classes", "criteria"):
        measure = criterion.text("measure")
        if criterion.text("kind") == "measured" and measure is not None and measure not in measures:
            yield Fault(
                criterion.at("measure"),
                f"{shown(measure)} is no measure that is known",
                suggestion(measure, sorted(measures)),
            )


def _unknown_formats(root: Row, formats: Collection[str] | None) -> Iterator[Fault]:
    for source in root.rows("evidence", "affiliations"):
        name = source.text("format")
        if formats is not None and name is not None and name not in formats:
            yield Fault(
                source.at("format"), f"{shown(name)} is no format that is known", suggestion(name, sorted(formats))
            )
