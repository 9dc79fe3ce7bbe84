"""Use cases: opened, discussed, supported by members, answered by the group."""

from dataclasses import dataclass

from muster.actions.caller import Acting, Caller
from muster.actions.decisions.writing import line, one_line, prose
from muster.actions.deed import Deed, deed
from muster.domain.errors import AgainstTheRules, NotAllowed, NotThere
from muster.domain.membership.roles import CHAIR, SECRETARY
from muster.domain.refusal import Refusal
from muster.domain.roadmap.use_cases import UseCaseState, refusal_of_answer, refusal_of_change, refusal_of_support
from muster.records.models import Organisation, Seat, Support, UseCase
from muster.records.queries.people import members_on
from muster.records.queries.roadmap.use_cases import UseCaseShown, last_number, use_case_numbered

WHO_AT_MOST = 300
_MEMBER = "member"


@dataclass(frozen=True, slots=True)
class UseCaseWritten:
    """A use case as it is handed in: who needs what, and why."""

    title: str
    who: str
    need: str
    why: str = ""


def open_use_case(caller: Caller, written: UseCaseWritten, *, invented: bool = False) -> UseCase:
    """Say who needs what, and why. AgainstTheRules: nobody says it, or there is no title, no who or no need."""
    with deed(caller, "use-case.open", "use-cases") as doing:
        if doing.who.person is None:
            raise AgainstTheRules("use-cases", "Somebody has to answer for a use case.", "Sign in as a person.")
        said = _checked(written)
        row = UseCase.objects.create(
            group=doing.group,
            number=last_number(doing.group) + 1,
            title=said.title,
            who=said.who,
            need=said.need,
            why=said.why,
            opened_at=doing.at,
            opened_by=doing.who.person,
            invented=invented,
        )
        doing.log("use-case.opened", {**_data_of(said), "invented": invented}, subject=row.handle)
    return row


def change_use_case(caller: Caller, number: int, written: UseCaseWritten, *, expected: int | None = None) -> UseCase:
    """Change what a use case says. AgainstTheRules: it is not theirs to change, or answered already."""
    with deed(caller, "use-case.change", f"use-case/{number}", expected=expected) as doing:
        shown = use_case_numbered(doing.group, number)
        refused = why_not_to_change(doing.who, shown)
        if refused:
            raise refused.error(doing.subject)
        said, row = _checked(written), shown.row
        was, now = _data_of(UseCaseWritten(row.title, row.who, row.need, row.why)), _data_of(said)
        changes = {name: {"from": was[name], "to": now[name]} for name in now if was[name] != now[name]}
        if not changes:
            raise AgainstTheRules(doing.subject, "Nothing in it is new.", "Change something.")
        row.title, row.who, row.need, row.why = said.title, said.who, said.need, said.why
        row.save(update_fields=["title", "who", "need", "why"])
        doing.log("use-case.changed", {"changes": changes})
    return row


def comment(caller: Caller, number: int, text: str) -> None:
    """Say something about a use case; after its answer too."""
    with deed(caller, "use-case.comment", f"use-case/{number}") as doing:
        use_case_numbered(doing.group, number)
        doing.log("use-case.commented", {"text": prose("comment", text)})


def support(
    caller: Caller, number: int, *, organisation: str = "", reason: str = "", expected: int | None = None
) -> Support:
    """Say that a member needs what a use case says.

    organisation: the member's slug; "" for that of the one seat that the caller holds. The chair and the secretary
    write down what any member has said. AgainstTheRules: it is said already, or not clear for whom.
    """
    with deed(caller, "use-case.support", f"use-case/{number}", expected=expected) as doing:
        shown = _supportable(doing, number)
        member, seat = _member(doing, organisation)
        why = prose("reason", reason, needed=False)
        before = next((one for one in shown.supports if one.organisation_id == member.pk), None)
        if before and before.reason == why:
            raise AgainstTheRules(doing.subject, f"{member} supports it already.", "Give another reason, or leave it.")
        row, _ = Support.objects.update_or_create(
            use_case=shown.row, organisation=member, defaults={"reason": why, "at": doing.at}
        )
        doing.log("use-case.supported", {"organisation": member.handle, "reason": why}, on_behalf=seat)
    return row


def withdraw_support(caller: Caller, number: int, *, organisation: str = "", expected: int | None = None) -> None:
    """Say that a member needs it no longer. AgainstTheRules: it never said so."""
    with deed(caller, "use-case.support", f"use-case/{number}", expected=expected) as doing:
        shown = _supportable(doing, number)
        member, seat = _member(doing, organisation)
        before = next((one for one in shown.supports if one.organisation_id == member.pk), None)
        if before is None:
            raise AgainstTheRules(doing.subject, f"{member} does not support it.", "Look at it again.")
        before.delete()
        doing.log("use-case.support-withdrawn", {"organisation": member.handle}, on_behalf=seat)


def answer_use_case(
    caller: Caller, number: int, state: UseCaseState, reason: str = "", *, expected: int | None = None
) -> UseCase:
    """Accept, decline or open a use case again, or say that it is served. To decline one takes a reason."""
    with deed(caller, "use-case.decide", f"use-case/{number}", expected=expected) as doing:
        shown = use_case_numbered(doing.group, number)
        refused = refusal_of_answer(shown.state, state, supported=bool(shown.supports))
        if refused:
            raise refused.error(doing.subject)
        why = prose("reason", reason, needed=state is UseCaseState.DECLINED)
        shown.row.state = str(state)
        shown.row.save(update_fields=["state"])
        doing.log("use-case.answered", {"state": str(state), "reason": why})
    return shown.row


def why_not_to_change(who: Acting, shown: UseCaseShown) -> Refusal | None:
    """Say why somebody may not change what a use case says, or None if they may."""
    own = who.person is not None and who.person.pk == shown.row.opened_by_id
    runs = not who.roles.isdisjoint({CHAIR, SECRETARY})
    return refusal_of_change(shown.state, opened_it=own, runs=runs)


def members_to_speak_for(who: Acting) -> list[Organisation]:
    """Give the members for whom somebody can say what they need: their own seats'; for those who run the group, all."""
    members = [one.organisation for one in members_on(who.group, who.on) if one.state == _MEMBER]
    if not who.roles.isdisjoint({CHAIR, SECRETARY}):
        return members
    mine = frozenset(_seats(who).values())
    return [one for one in members if one.pk in mine]


def _seats(who: Acting) -> dict[str, int]:
    """Give the seats that somebody holds, by slug, each with the key of its organisation. One query."""
    found = Seat.objects.filter(group=who.group, slug__in=who.seats).order_by("slug")
    return dict(found.values_list("slug", "organisation_id"))


def _supportable(doing: Deed, number: int) -> UseCaseShown:
    shown = use_case_numbered(doing.group, number)
    refused = refusal_of_support(shown.state)
    if refused:
        raise refused.error(doing.subject)
    return shown


def _member(doing: Deed, slug: str) -> tuple[Organisation, str]:
    """Give the member that is spoken for, and the seat, as the log calls it; "" if an officer writes it down."""
    seats = _seats(doing.who)
    can = {one.slug: one for one in members_to_speak_for(doing.who)}
    if slug:
        if not Organisation.objects.filter(group=doing.group, slug=slug).exists():
            raise NotThere(
                f"organisation/{slug}", "The group knows no such organisation.", "Choose one of its members."
            )
        if slug not in can:
            what = "You hold no seat of it, or it is no member today."
            raise NotAllowed(doing.subject, what, "Let whoever holds its seat say so, or the chair or the secretary.")
        member = can[slug]
    else:
        mine = [one for one in can.values() if one.pk in frozenset(seats.values())]
        if len(mine) != 1:
            raise AgainstTheRules(doing.subject, "It is not clear which member needs it.", "Say which.")
        member = mine[0]
    seat = next((name for name, organisation in seats.items() if organisation == member.pk), "")
    return member, f"seat/{seat}" if seat else ""


def _checked(written: UseCaseWritten) -> UseCaseWritten:
    who = one_line("who", written.who)
    if not who or len(who) > WHO_AT_MOST:
        what = f"It is {len(who)} characters long." if who else "It does not say who needs it."
        raise AgainstTheRules("who", what, f"Say in at most {WHO_AT_MOST} characters who needs it, in which part.")
    return UseCaseWritten(
        line("title", written.title), who, prose("need", written.need), prose("why", written.why, needed=False)
    )


def _data_of(said: UseCaseWritten) -> dict[str, str]:
    """Give what the log keeps of what a use case says."""
    return {"title": said.title, "who": said.who, "need": said.need, "why": said.why}
