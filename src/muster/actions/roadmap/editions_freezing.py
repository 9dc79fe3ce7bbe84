"""The roadmap as it is at a moment, gathered for an edition: items, priorities, pledges, and what was measured."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction

from muster.actions.charter_in_force import charter_of
from muster.actions.roadmap.rounds_settling import outcome_of
from muster.domain.contribution.verdict import Figures
from muster.domain.contribution.windows import Window, window_before
from muster.domain.record.chain import Said, written
from muster.domain.roadmap.editions.edition import (
    Alive,
    CharterNamed,
    Chosen,
    Company,
    Edition,
    Entered,
    FrozenItem,
    FrozenPledge,
    Named,
    Priorities,
    Proven,
    Share,
    Three,
    Work,
)
from muster.domain.roadmap.proof.life import life_of
from muster.domain.roadmap.proof.proof import ItemProof, Proof
from muster.domain.words import neutral
from muster.records.models import CharterVersion, Group, Organisation, Round
from muster.records.queries.groups import charter_on
from muster.records.queries.people import members_on
from muster.records.queries.roadmap import rounds
from muster.records.queries.roadmap.editions import round_closed_last, said_about_items
from muster.records.queries.roadmap.items import ItemShown, items_of
from muster.records.queries.roadmap.pledges import PledgeShown, pledges_of


def found_now(group: Group, at: datetime, *, since: datetime | None) -> Edition:
    """Gather the roadmap at a moment; it is not numbered yet, nor compared. since: when the last edition was made."""
    on = at.date()
    charter, proof, last = charter_on(group, on), None, round_closed_last(group, at)
    if charter is not None:
        proof = proof_at(group, window_before(on, charter_of(charter).counting.window_months), on)
    entered = _entered(said_about_items(group, since))
    return Edition(
        group=Named(slug=group.slug, name=fit(group.name)),
        number=1,
        quarter="",
        at=written(at),
        foreword="",
        charter=_charter(charter),
        before=None,
        items=tuple(_item(one, proof, entered[one.row.handle], on) for one in items_of(group)),
        priorities=_priorities(last, at) if last else None,
        pledges=tuple(map(_pledge, pledges_of(group))),
        proof=_proven(proof, {one.organisation.name for one in members_on(group, on)}) if proof else None,
    )


def proof_at(group: Group, window: Window, on: date) -> Proof | None:
    """Give what was measured of a window; None: no evidence was read."""
    from muster.actions.roadmap.proving import proof_of  # noqa: PLC0415 - DuckDB comes along, for which most pages need not wait

    return proof_of(group, window, on=on)


def fit(text: str) -> str:
    """Give what people typed as it can be published: no address in it, nothing hidden, lines as they are."""
    return "\n".join(neutral(line) for line in text.split("\n"))


def _charter(kept: CharterVersion | None) -> CharterNamed | None:
    return CharterNamed(version=fit(kept.version), sha256=kept.sha256) if kept else None


def _item(shown: ItemShown, proof: Proof | None, entered: Iterable[Entered], on: date) -> FrozenItem:
    row, item = shown.row, shown.item
    found = proof.item(item.slug) if proof else None
    return FrozenItem(
        slug=item.slug,
        title=fit(item.title),
        need=fit(item.need),
        focus_area=fit(item.focus_area),
        vectors=tuple(map(fit, item.vectors)),
        cost=item.cost,
        cycle=item.cycle,
        state=item.state.value,
        use_cases=item.use_cases,
        depends_on=item.depends_on,
        owners=tuple(map(_named, shown.owners)),
        selectors=tuple(map(fit, row.selectors)),
        decided_by=row.decided_by,
        outcome=fit(row.outcome),
        invented=row.invented,
        work=_work(found) if found else None,
        life=_alive(shown, found, on) if found else None,
        entered=tuple(entered),
    )


def _named(organisation: Organisation) -> Named:
    return Named(slug=organisation.slug, name=fit(organisation.name))


def _work(found: ItemProof) -> Work:
    return Work(
        changes=found.changes,
        unattributed=found.unattributed,
        first_day=found.first_day,
        last_day=found.last_day,
        shares=tuple(
            Share(
                company=fit(one.company),
                member=one.member,
                changes=one.changes,
                people=one.people,
                days=one.days,
                fte=_three(one.fte),
            )
            for one in found.shares
        ),
    )


def _alive(shown: ItemShown, found: ItemProof, on: date) -> Alive:
    life = life_of(shown.item.state, found.begun_on, found.last_seen, on=on)
    return Alive(word=life.word, days=life.days, sentence=life.sentence)


def _three(figures: Figures) -> Three:
    return Three(lenient=figures.lenient, likely=figures.likely, strict=figures.strict)


def _priorities(last: Round, at: datetime) -> Priorities | None:
    """Give what came of a round that is closed; written down or not, it is the same."""
    now = rounds.shown(last, at)
    outcome = outcome_of(now)
    if outcome is None:
        return None
    known = {one.slug: Chosen(slug=one.slug, title=fit(one.title), cost=one.cost) for one in now.choices}
    return Priorities(
        round=last.number,
        quarter=last.quarter,
        cycle=last.cycle,
        ballots=last.ballots,
        completion=last.completion,
        budget=Fraction(last.budget),
        closed=written(last.closes_at),
        chosen=tuple(known[slug] for slug in outcome.names),
        others=tuple(known[slug] for slug in sorted(known.keys() - set(outcome.names))),
        proposal=last.proposal,
        invented=last.invented,
    )


def _pledge(shown: PledgeShown) -> FrozenPledge:
    return FrozenPledge(
        organisation=_named(shown.organisation),
        item=shown.item.slug,
        cycle=shown.cycle,
        fte=shown.fte,
        people=tuple(fit(one.name) for one in shown.people),
        at=written(shown.at),
        invented=shown.invented,
    )


def _proven(proof: Proof, members: set[str]) -> Proven:
    return Proven(
        start=proof.window.first_day,
        end=proof.window.end_day,
        theta=(proof.theta.lenient, proof.theta.likely, proof.theta.strict),
        fingerprint=proof.fingerprint,
        read_at=proof.read_at,
        companies=tuple(
            Company(name=fit(name), fte=_three(one.fte), roadmap_fte=_three(one.roadmap_fte))
            for name, one in proof.companies.items()
            if name in members
        ),
    )


def _entered(said: Iterable[Said]) -> defaultdict[str, list[Entered]]:
    """Give what the log says, by the item that it is about."""
    found: defaultdict[str, list[Entered]] = defaultdict(list)
    for one in said:
        why = one.data.get("reason") or one.data.get("outcome") or ""
        found[one.subject].append(
            Entered(
                entry=one.number,
                kind=one.kind,
                at=written(one.at),
                why=fit(str(why)),
                decided_by=str(one.data.get("decided_by") or ""),
            )
        )
    return found
