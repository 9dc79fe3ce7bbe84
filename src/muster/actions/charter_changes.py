"""A group gives itself another charter, in force from a day on."""

from collections.abc import Iterator
from datetime import date

from muster.actions.caller import Caller
from muster.actions.charter_in_force import charter_of
from muster.actions.charters import faults_at
from muster.actions.decided import check_decision
from muster.actions.deed import Deed, deed
from muster.actions.effective_charter import roll_of
from muster.actions.intervals import day
from muster.actions.kept_charters import FILE, read_charter
from muster.actions.reseating import reseat
from muster.actions.seats import holders_at_most
from muster.domain.charter.charter import Charter
from muster.domain.charter.faults import Fault, shown
from muster.domain.errors import AgainstTheRules
from muster.domain.membership.effective import differences
from muster.domain.membership.roles import OFFICES
from muster.records.models import CharterVersion, Group, Membership, Office
from muster.records.queries.people import lasting_after

SUBJECT = "charter"


def adopt_charter(
    caller: Caller, text: str, since: date, *, decided_by: str = "", expected: int | None = None
) -> CharterVersion:
    """Adopt another charter. text: its charter.toml. since: the day from which it is in force, today or later.

    The seats of the board follow it: those that it adds are made, those that it takes away end, if nobody holds them.
    CharterFaults: everything that is wrong with it, in itself and for this group. AgainstTheRules: it binds the past;
    no adopted proposal is named; somebody holds a seat that it takes away.
    """
    charter, sha256 = read_charter(text)
    with deed(caller, "charter.change", SUBJECT, expected=expected) as doing:
        last = CharterVersion.objects.filter(group=doing.group).order_by("-since", "-pk")[0]
        _refuse_the_past(since, doing.who.on, last)
        check_decision(doing, decided_by, charter_of(last), needed=True)
        if last.sha256 == sha256:
            raise AgainstTheRules(SUBJECT, "This is the charter that the group has.", "Change it before you adopt it.")
        faults = tuple(_faults_for(doing.group, charter, charter_of(last), since, today=doing.who.on))
        if faults:
            raise faults_at(FILE, text, faults)
        kept = CharterVersion.objects.create(
            group=doing.group, version=charter.version, since=since, text=text, sha256=sha256, decided_by=decided_by
        )
        said = {"version": charter.version, "sha256": sha256, "since": day(since), "decided_by": decided_by}
        doing.log("charter.adopted", said)
        if since <= doing.who.on:
            _rename(doing, charter)
        reseat(doing, charter, since)
    return kept


def check_charter(group: Group, text: str, since: date) -> tuple[str, ...]:
    """Say, before a charter is adopted, what a reader should know of it: where its members are not the record's.

    CharterFaults, AgainstTheRules: as when it is adopted, but for the decision and the seats.
    """
    charter, _ = read_charter(text)
    last = CharterVersion.objects.filter(group=group).order_by("-since", "-pk")[0]
    faults = tuple(_faults_for(group, charter, charter_of(last), since, today=since))
    if faults:
        raise faults_at(FILE, text, faults)
    return differences(charter, roll_of(group), on=since)


def _refuse_the_past(since: date, today: date, last: CharterVersion) -> None:
    if since < today:
        what = f"The charter would bind from {since} on, and what was decided since then was decided by another."
        raise AgainstTheRules(SUBJECT, what, f"Choose {today} or a later day.")
    if since < last.since:
        what = f"Version {last.version} is adopted already, in force from {last.since} on."
        raise AgainstTheRules(SUBJECT, what, f"Choose {last.since} or a later day.")


def _faults_for(group: Group, charter: Charter, before: Charter, since: date, *, today: date) -> Iterator[Fault]:
    """Find what is wrong with a charter for this group, though it is sound in itself."""
    if CharterVersion.objects.filter(group=group, version=charter.version).exists():
        yield Fault(("version",), f"the group has had a version {shown(charter.version)}", "count on")
    if charter.group.founded != before.group.founded:
        founded = before.group.founded
        mend = f"leave it at {founded}" if founded else "leave it out, as before"
        yield Fault(("group", "founded"), "a group is founded once", mend)
    if since > today:
        for key in ("name", "full_name", "mission"):
            if getattr(charter.group, key) != getattr(before.group, key):
                what = "is new, and what the group is called and is for changes on its pages at once"
                yield Fault(("group", key), what, f"let the charter be in force from {today} on, or keep this for then")
    known = {one.id for one in charter.classes}
    lasting = Membership.objects.filter(lasting_after(since), organisation__group=group).exclude(state="former")
    for name, kind in lasting.order_by("organisation__name").values_list("organisation__name", "membership").distinct():
        if kind not in known:
            what = f"{name} is of the class {shown(kind)}, which is gone"
            yield Fault(("classes",), what, "keep the class, or let the member change its own first")
    yield from _crowded_offices(group, charter, since)


def _crowded_offices(group: Group, charter: Charter, since: date) -> Iterator[Fault]:
    holding = Office.objects.filter(lasting_after(since), group=group, since__lte=since)
    held = list(holding.values_list("role", flat=True))
    for role in OFFICES:
        if (number := held.count(role)) > (at_most := holders_at_most(charter, role)):
            what = f"{number} people are {role} that day, and {at_most} may be"
            yield Fault(("board", "roles"), what, "let some leave first")


def _rename(doing: Deed, charter: Charter) -> None:
    group = doing.group
    group.name, group.full_name = charter.group.name, charter.group.full_name or ""
    group.mission = charter.group.mission
    group.save(update_fields=["name", "full_name", "mission"])
