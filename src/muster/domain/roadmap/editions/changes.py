"""What is otherwise in one edition than in the one before, and why: nothing that matters is left out.

An edition comes down to facts: of every item, pledge and priority, what is so. The changes between two editions are the
facts that differ, so that whoever applies them to the earlier one, in any order, has the facts of the later.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from pydantic import JsonValue

from muster.domain.contribution.words import listed
from muster.domain.roadmap.editions.edition import Change, Edition, FrozenItem, FrozenPledge
from muster.domain.roadmap.editions.order import in_one_way

LIFE: Final = "life"
AT_WORK: Final = "at_work"
"""What the evidence says of an item: nobody decided it."""

Facts = Mapping[str, Mapping[str, JsonValue]]
"""By what it is about (`item/t1`): what is so, by field."""


def frozen(edition: Edition, before: Edition | None) -> Edition:
    """Put an edition in the one way in which it is written, with what changed since the one before."""
    ordered = in_one_way(edition)
    return ordered.model_copy(update={"changes": changes(before, ordered) if before else ()})


def facts_of(edition: Edition) -> Facts:
    """Give what is so in an edition, as far as two editions are compared."""
    found: dict[str, Mapping[str, JsonValue]] = {f"item/{one.slug}": _item(one) for one in edition.items}
    for pledge in edition.pledges:
        found[_about(pledge)] = {"member": pledge.organisation.name, "fte": str(pledge.fte)}
    for place, chosen in enumerate(edition.priorities.chosen if edition.priorities else (), start=1):
        found[f"priority/{chosen.slug}"] = {"place": place}
    return found


def changes(before: Edition, after: Edition) -> tuple[Change, ...]:
    """Give what is otherwise in the later edition, and why, in the order of what it is about."""
    return tuple(
        Change(about=about, field=field, before=old, after=new, why=why, because=because)
        for about, field, old, new in _differences(facts_of(before), facts_of(after))
        for why, because in [_reason(about, field, before, after)]
    )


def applied(facts: Facts, made: Iterable[Change]) -> Facts:
    """Give the facts after changes were made. Their order does not matter: no two are about the same."""
    found = {about: dict(fields) for about, fields in facts.items()}
    for one in made:
        if one.field:
            found[one.about][one.field] = one.after
        elif isinstance(one.after, dict):
            found[one.about] = dict(one.after)
        else:
            del found[one.about]
    return found


def _item(item: FrozenItem) -> dict[str, JsonValue]:
    return {
        "title": item.title,
        "need": item.need,
        "focus_area": item.focus_area,
        "vectors": list(item.vectors),
        "cost": str(item.cost),
        "cycle": item.cycle,
        "state": item.state,
        "use_cases": list(item.use_cases),
        "depends_on": list(item.depends_on),
        "owners": [one.name for one in item.owners],
        "selectors": list(item.selectors),
        "outcome": item.outcome,
        LIFE: item.life.word if item.life else "",
        AT_WORK: list(item.work.members) if item.work else [],
    }


def _about(pledge: FrozenPledge) -> str:
    return f"pledge/{pledge.organisation.slug}/{pledge.item}/{pledge.cycle}"


def _differences(old: Facts, new: Facts) -> Iterable[tuple[str, str, JsonValue, JsonValue]]:
    for about in sorted({*old, *new}):
        if about not in old:
            yield about, "", None, dict(new[about])
        elif about not in new:
            yield about, "", dict(old[about]), None
        else:
            for field in sorted({*old[about], *new[about]}):
                was, now = old[about].get(field), new[about].get(field)
                if was != now:
                    yield about, field, was, now


def _reason(about: str, field: str, before: Edition, after: Edition) -> tuple[str, tuple[str, ...]]:
    """Say why something is otherwise, and what the record has about it."""
    kind, _, name = about.partition("/")
    if kind == "priority":
        return _round(after)
    if kind == "pledge":
        now = next((one for one in after.pledges if _about(one) == about), None)
        said = now or next(one for one in before.pledges if _about(one) == about)
        day = f" on {now.at[:10]}" if now else ""
        return f"{said.organisation.name} {'said so' if now else 'took it back'}{day}.", ()
    item = after.item(name)
    if item is None:
        return "It is not on the roadmap any more.", ()
    if field in {LIFE, AT_WORK}:
        return _measured(item, field, after)
    was = before.item(name)
    return _entered(item, anew=was is None or was.decided_by != item.decided_by)


def _round(after: Edition) -> tuple[str, tuple[str, ...]]:
    now = after.priorities
    if now is None:
        return "No round of priorities is in force any more.", ()
    words = f"Round {now.round} of priorities, for {now.quarter}, was closed on {now.closed[:10]}."
    return words, (f"round/{now.round}", *([now.proposal] if now.proposal else []))


def _measured(item: FrozenItem, field: str, after: Edition) -> tuple[str, tuple[str, ...]]:
    if field == LIFE and item.life:
        return f"{item.life.sentence[:1].upper()}{item.life.sentence[1:].rstrip('.')}.", ()
    if after.proof:
        return f"Measured from {after.proof.start} until {after.proof.end}.", ()
    return "No evidence was read for this edition.", ()


def _entered(item: FrozenItem, *, anew: bool) -> tuple[str, tuple[str, ...]]:
    """Give the reasons that the log has, of every entry since the edition before. anew: it was decided since then."""
    decided = {item.decided_by} if anew and item.decided_by else set()
    decided |= {one.decided_by for one in item.entered if one.decided_by}
    reasons = [one.why.rstrip(".") for one in item.entered if one.why]
    because = (*sorted(decided), *(f"entry/{one.entry}" for one in item.entered))
    if reasons:
        return f"{'; '.join(dict.fromkeys(reasons))}.", because
    if decided:
        return f"Decided by {listed([one.replace('/', ' ') for one in sorted(decided)])}.", because
    did = listed(list(dict.fromkeys(one.kind.partition(".")[2].replace("-", " ") for one in item.entered)))
    return (f"It was {did} since." if did else "The record gives no reason."), because
