"""Use cases: who needs what and why, from the first word to the group's answer."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from muster.domain.refusal import Refusal


class UseCaseState(StrEnum):
    """What the group has said of a use case."""

    OPEN = "open"
    ACCEPTED = "accepted"
    SERVED = "served"
    DECLINED = "declined"


STEPS: Final[Mapping[UseCaseState, frozenset[UseCaseState]]] = {
    UseCaseState.OPEN: frozenset({UseCaseState.ACCEPTED, UseCaseState.DECLINED}),
    UseCaseState.ACCEPTED: frozenset({UseCaseState.SERVED, UseCaseState.DECLINED, UseCaseState.OPEN}),
    UseCaseState.SERVED: frozenset({UseCaseState.OPEN}),
    UseCaseState.DECLINED: frozenset({UseCaseState.OPEN}),
}
"""What the group can say of it next."""


def refusal_of_answer(state: UseCaseState, to: UseCaseState, *, supported: bool) -> Refusal | None:
    """Say why the group cannot answer a use case so, or None if it can. supported: by a member at least."""
    if to not in STEPS[state]:
        if to is state:
            return Refusal(f"The use case is {state} already.", "Look at it again.")
        can = " or ".join(sorted(STEPS[state]))
        return Refusal(f"A use case that is {state} does not become {to}.", f"It can become {can}.")
    if to is UseCaseState.ACCEPTED and not supported:
        return Refusal("No member has said that it needs this.", "Have a member support it first.")
    return None


def refusal_of_change(state: UseCaseState, *, opened_it: bool, runs: bool) -> Refusal | None:
    """Say why somebody may not change what a use case says, or None if they may.

    opened_it: it is their own. runs: they are the chair or the secretary.
    """
    if state in {UseCaseState.SERVED, UseCaseState.DECLINED}:
        return Refusal(f"The use case is {state}, and stays as it was answered.", "Have it opened again first.")
    if runs or (opened_it and state is UseCaseState.OPEN):
        return None
    what = "This is for whoever opened it, as long as it is open, and for the chair or the secretary."
    return Refusal(what, "Say what is missing in a comment, or open a use case of your own.")


def refusal_of_support(state: UseCaseState) -> Refusal | None:
    """Say why no member can support a use case, or take its support back, or None if one can."""
    if state in {UseCaseState.OPEN, UseCaseState.ACCEPTED}:
        return None
    return Refusal(
        f"The use case is {state}: whether a member needs it is asked no more.", "Have it opened again first."
    )
