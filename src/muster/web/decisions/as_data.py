"""Decisions as data: what their pages show, for programs. People as the record knows them, by number and name."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from muster.actions.decisions.consequences import Following
from muster.actions.decisions.history import By, Names, Told
from muster.actions.decisions.outlook import missing_in_words, next_in_words
from muster.actions.decisions.reading import Followed
from muster.actions.decisions.seat_by_seat import SeatSaid
from muster.domain.decisions.words import derivation, phase_in_words, verdict_in_words
from muster.records.models import Group, Person, Proposal

Data = dict[str, Any]


def proposal(
    followed: Followed, names: Names, *, seats: Sequence[SeatSaid], told: Sequence[Told], plan: Following | None
) -> Data:
    """Give everything about one proposal at the moment to which it was followed."""
    now = followed.state
    return {
        **_listed(followed.proposal, followed),
        "at": _moment(now.at),
        "state": phase_in_words(now),
        "charter": followed.charter.version,
        "proposer": _by(names.actor(now.proposer)) if now.proposer else None,
        "text": followed.now.text,
        "versions": [
            {
                "number": one.number,
                "title": one.title,
                "text": one.text,
                "at": _moment(one.at),
                "by": _person(names.person(one.by)),
            }
            for one in followed.versions
        ],
        "seats": [_seat(one) for one in seats],
        "verdict": {
            "way": now.verdict.way,
            "adopted": now.verdict.adopted,
            "at": _moment(now.verdict.at),
            "sentence": verdict_in_words(now.verdict, now.rules.class_names),
            "derivation": list(derivation(now.verdict, now.rules.class_names)),
        }
        if now.verdict
        else None,
        "next": next_in_words(followed),
        "follows": {
            "what": plan.words,
            "is_done": plan.is_done,
            "done": [{"what": one.what, "about": one.about, "since": one.since.isoformat()} for one in plan.done],
        }
        if plan
        else None,
        "history": [
            {
                "entry": one.number,
                "at": _moment(one.at),
                "by": _by(one.by),
                "kind": one.kind,
                "says": one.words,
                "quote": one.quote,
            }
            for one in told
        ],
    }


def decisions(group: Group, undecided: Iterable[Followed], ended: Iterable[Proposal]) -> Data:
    """Give every proposal: those that are being decided, then those that have ended."""
    return {
        "group": group.slug,
        "undecided": [{**_listed(one.proposal, one), "missing": missing_in_words(one.state)} for one in undecided],
        "ended": [_listed(one) for one in ended],
    }


def resolutions(group: Group, adopted: Iterable[Proposal]) -> Data:
    """Give what was adopted, by number."""
    return {"group": group.slug, "resolutions": [_listed(one) for one in adopted]}


def _listed(proposal: Proposal, followed: Followed | None = None) -> Data:
    """Give a proposal as it stands in a list: by its row if it has ended, by its log if not."""
    now = followed.state if followed else None
    since = now.since if now else proposal.ended_at
    return {
        "proposal": proposal.number,
        "title": followed.now.title if followed else proposal.title,
        "rule": proposal.rule,
        "invented": proposal.invented,
        "opened": _moment(proposal.opened_at),
        "version": now.version if now else None,
        "phase": str(now.phase) if now else proposal.phase,
        "since": _moment(since),
        "until": _moment(now.until) if now else None,
        "resolution": proposal.resolution,
    }


def _seat(one: SeatSaid) -> Data:
    return {
        "seat": one.slug,
        "name": one.elector.name,
        "class": one.elector.membership,
        "says": one.says,
        "stand": str(one.position.stand) if one.position else None,
        "reason": one.position.reason if one.position else "",
        "objects": one.objects,
        "vote": one.vote.choice if one.vote else None,
        "silent": one.silent,
        "at": _moment(one.at),
        "by": _by(one.by) if one.by else None,
        "answers": [{"by": _by(it.by), "at": _moment(it.at), "answer": it.answer} for it in one.answers],
    }


def _by(by: By) -> Mapping[str, Any]:
    return {"person": _person(by.person), "seat": by.seat, "entered_by": _person(by.entered_by)}


def _person(person: Person | None) -> Mapping[str, Any] | None:
    return {"number": person.number, "name": person.name, "invented": person.invented} if person else None


def _moment(at: datetime | None) -> str | None:
    return at.isoformat().replace("+00:00", "Z") if at else None
