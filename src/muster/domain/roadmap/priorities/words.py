"""Outcomes of equal shares in sentences, for pages and terminals. Figures are exact; here they are rounded."""

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Final

from muster.domain.contribution.words import counted, listed
from muster.domain.roadmap.priorities.outcome import Missed, OneMore, Outcome, Selected
from muster.domain.roadmap.priorities.question import Completion, Rule

COMPLETION_WORDS: Final[Mapping[Completion, str]] = {
    "none": "it stays unspent",
    "add-one": "every share is raised, step by step, as long as what that selects fits into the budget",
    "greedy": "it buys what most of the seats want and fits, one item after another",
}
"""What becomes of what the shares leave over."""

MOST_NAMED: Final = 6
_CENT: Final = Decimal("0.01")


def amount(figure: Fraction) -> str:
    """Write an amount with two decimals, or as a whole number; `≈` says that it was rounded."""
    exact = Decimal(figure.numerator) / Decimal(figure.denominator)
    rounded = exact.quantize(_CENT, ROUND_HALF_EVEN)
    if figure.denominator == 1:
        return f"{figure.numerator:,}"
    return f"{'' if Fraction(rounded) == figure else '≈ '}{rounded:,}"


def rule_sentences(found: Outcome, rule: Rule, unit: str = "") -> list[str]:
    """Say how it was counted. unit: what the budget is in, such as "FTE"."""
    said = f" {unit}" if unit else ""
    shares = counted(len(found.accounts), "equal share")
    lines = [
        f"A budget of {amount(found.budget)}{said}, in {shares} of {amount(found.share)}{said}.",
        f"What the shares leave over: {COMPLETION_WORDS[rule.completion]}.",
    ]
    if found.raised:
        lines.append(
            f"Shares were raised {counted(found.raised, 'time')}, by {amount(rule.step)}{said} each, "
            f"to {amount(found.counted_share)}{said}."
        )
    return lines


def outcome_sentence(found: Outcome, unit: str = "") -> str:
    """Say what came of it."""
    said = f" {unit}" if unit else ""
    wanted = len(found.selected) + len(found.missed)
    return (
        f"{len(found.selected)} of {counted(wanted, 'item')} that anybody wants {_are(len(found.selected))} selected; "
        f"they cost {amount(found.spent)}{said}, and {amount(found.left_over)}{said} of the budget is left."
    )


def selected_sentence(one: Selected, titles: Mapping[str, str], unit: str = "") -> str:
    """Say who paid for an item, and how much."""
    said = f" {unit}" if unit else ""
    if one.left_over:
        return "Bought from what the shares had left over."
    if not one.paid:
        return "It costs nothing, and somebody wants it."
    amounts = {voter: amount(paid) for voter, paid in one.paid.items()}
    if len(set(amounts.values())) == 1:
        each = " each" if len(amounts) > 1 else ""
        return (
            f"{listed([titles.get(name, name) for name in amounts])} paid {next(iter(amounts.values()))}{said}{each}."
        )
    parts = [f"{titles.get(name, name)} {paid}" for name, paid in amounts.items()]
    return f"Paid by {listed(parts)}{said}."


def missed_sentence(one: Missed, titles: Mapping[str, str], unit: str = "") -> str:
    """Say who wanted an item, and why it is not selected."""
    said = f" {unit}" if unit else ""
    names = [titles.get(name, name) for name in one.backers]
    if len(names) > MOST_NAMED:
        names = [*names[: MOST_NAMED - 1], f"{len(names) - MOST_NAMED + 1} others"]
    together = " together" if len(names) > 1 else ""
    return (
        f"Wanted by {listed(names)}, with {amount(one.had)}{said} left{together}: "
        f"{amount(one.missing)}{said} too little."
    )


def one_more_sentence(found: OneMore, titles: Mapping[str, str], unit: str = "") -> str:
    """Say what so much more in the budget would have changed."""
    more = f"{amount(found.more)}{f' {unit}' if unit else ''} more"
    if not found.gained and not found.lost:
        return f"{more} would have changed nothing."
    parts = []
    if found.gained:
        parts.append(f"bought {listed([titles.get(name, name) for name in found.gained])}")
    if found.lost:
        places = "its place" if len(found.lost) == 1 else "their places"
        parts.append(f"cost {listed([titles.get(name, name) for name in found.lost])} {places}")
    return f"{more} would have {listed(parts)}."


def tied_sentence(one: Selected, titles: Mapping[str, str]) -> str:
    """Say what an item was told apart from by the published rule; "" if nothing was as good."""
    if not one.tied:
        return ""
    names = listed([titles.get(name, name) for name in one.tied])
    return f"As good at that step: {names}; more backers come first, then a lower cost, then the smaller lot."


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
