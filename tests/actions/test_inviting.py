"""People come to their accounts by invitation: a code by mail, good once, for a time, and for one account."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from muster.actions.accounts import make_account
from muster.actions.caller import Caller, acting
from muster.actions.invitations import (
    GOOD_FOR,
    PATH,
    accept_invitation,
    invitation_with,
    invite,
    withdraw_invitation,
)
from muster.actions.people import add_person
from muster.actions.sending import send_letters
from muster.actions.tokens import fingerprint
from muster.domain.errors import AgainstTheRules, NotAllowed, NotThere
from muster.records.log import entries, published
from muster.records.models import Account, Invitation, Letter, Person
from muster.records.queries.accounts import open_invitations_for
from tests.cast import NOON, Cast, address

FAY = "fay@alpha.example"


def code_sent_to(to: str) -> str:
    """Read the code from the letter, which is the only place where it stands."""
    text = Letter.objects.filter(to=to, kind="invitation").latest("pk").text
    return text.partition(PATH)[2].partition("/")[0]


def account(alpha: Cast, email: str = FAY, name: str = "Fay") -> Caller:
    return Caller(alpha.group, make_account(email, "another long word", name), lambda: NOON)


def test_somebody_new_is_invited_accepts_and_speaks_for_themselves(alpha: Cast) -> None:
    invitation = invite(alpha.caller("Di"), " FAY@alpha.example ", name="Fay", organisation="corona")
    fay = account(alpha)
    assert acting(fay).person is None
    accept_invitation(fay, invitation_with(code_sent_to(FAY), NOON))
    who = acting(fay)
    assert who.person == invitation.person
    assert who.roles == {"public", "participant"}


def test_what_is_kept_of_the_code_is_its_fingerprint_once_the_letter_is_sent(alpha: Cast) -> None:
    invitation = invite(alpha.caller("Di"), FAY, name="Fay")
    code = code_sent_to(FAY)
    assert len(code) >= 43
    assert invitation.sha256 == fingerprint(code)
    assert send_letters(NOON).sent == 1
    kept = [str(value) for row in (*Letter.objects.values_list(), *Invitation.objects.values_list()) for value in row]
    assert [text for text in kept if code in text] == []


def test_the_log_tells_of_the_invitation_and_never_of_the_address_or_the_name(alpha: Cast) -> None:
    invitation = invite(alpha.caller("Di"), FAY, name="Fay Freely")
    accept_invitation(account(alpha), invitation)
    said = [(one.kind, one.subject, one.by, dict(one.data)) for one in entries(alpha.group)][-3:]
    number = invitation.person.number
    assert said == [
        ("person.added", f"person/{number}", "person/4", {"invented": False}),
        ("invitation.made", f"person/{number}", "person/4", {"until": "2017-05-23"}),
        ("invitation.accepted", f"person/{number}", f"person/{number}", {}),
    ]
    assert [line for line in published(alpha.group) if "fay" in line.lower() or "@" in line] == []


def test_the_letter_says_who_invites_to_what_and_answers_go_to_them(alpha: Cast) -> None:
    invite(alpha.caller("Di"), FAY, name="Fay")
    letter = Letter.objects.get()
    assert letter.title == "[Alpha] Di invites you to Alpha"
    assert letter.reply_to == address("Di")
    assert letter.secret
    assert "because Di entered your address" in letter.text


def test_an_invitation_is_good_for_fourteen_days_and_not_a_second_longer(alpha: Cast) -> None:
    invite(alpha.caller("Di"), FAY, name="Fay")
    code = code_sent_to(FAY)
    assert invitation_with(code, NOON + GOOD_FOR - timedelta(seconds=1)).email == FAY
    with pytest.raises(AgainstTheRules, match="good until 23 May 2017"):
        invitation_with(code, NOON + GOOD_FOR)


def test_the_clock_decides_when_it_is_accepted_not_when_it_was_opened(alpha: Cast) -> None:
    invite(alpha.caller("Di"), FAY, name="Fay")
    opened = invitation_with(code_sent_to(FAY), NOON)
    late = Caller(alpha.group, account(alpha).account, lambda: NOON + GOOD_FOR)
    with pytest.raises(AgainstTheRules, match="good until"):
        accept_invitation(late, opened)
    assert Person.objects.get(pk=opened.person.pk).account is None


def test_an_invitation_opens_one_door_once(alpha: Cast) -> None:
    invitation = invite(alpha.caller("Di"), FAY, name="Fay")
    accept_invitation(account(alpha), invitation)
    gil = account(alpha, "gil@alpha.example", "Gil")
    with pytest.raises(AgainstTheRules, match="accepted already"):
        accept_invitation(gil, invitation)
    with pytest.raises(AgainstTheRules, match="accepted already"):
        invitation_with(code_sent_to(FAY), NOON)
    assert acting(gil).person is None


def test_whoever_takes_part_already_cannot_be_a_second_person(alpha: Cast) -> None:
    invitation = invite(alpha.caller("Di"), FAY, name="Fay")
    with pytest.raises(AgainstTheRules, match="You take part in Alpha already, as Ed"):
        accept_invitation(alpha.caller("Ed"), invitation)
    assert invitation_with(code_sent_to(FAY), NOON) == invitation, "it is still good for whom it was meant"


def test_an_account_of_another_group_takes_part_in_both(alpha: Cast) -> None:
    invitation = invite(alpha.caller("Di"), address("Oz"), name="Oz of Alpha")
    oz = alpha.caller("Oz")
    accept_invitation(oz, invitation)
    assert {one.group.slug for one in Person.objects.filter(account=oz.account)} == {"alpha", "omega"}


def test_nobody_accepts_an_invitation_without_an_account(alpha: Cast) -> None:
    invitation = invite(alpha.caller("Di"), FAY, name="Fay")
    with pytest.raises(AgainstTheRules, match="Nobody is signed in"):
        accept_invitation(alpha.caller(""), invitation)


def test_a_withdrawn_invitation_opens_nothing_and_its_unsent_letter_is_gone(alpha: Cast) -> None:
    invitation = invite(alpha.caller("Di"), FAY, name="Fay")
    code = code_sent_to(FAY)
    withdraw_invitation(alpha.caller("Ada"), invitation.pk)
    with pytest.raises(AgainstTheRules, match="withdrawn"):
        invitation_with(code, NOON)
    assert Letter.objects.count() == 0
    with pytest.raises(AgainstTheRules, match="withdrawn already"):
        withdraw_invitation(alpha.caller("Ada"), invitation.pk)


def test_a_used_invitation_cannot_be_withdrawn(alpha: Cast) -> None:
    invitation = invite(alpha.caller("Di"), FAY, name="Fay")
    accept_invitation(account(alpha), invitation)
    with pytest.raises(AgainstTheRules, match="used already"):
        withdraw_invitation(alpha.caller("Di"), invitation.pk)


def test_inviting_again_withdraws_what_was_sent_before(alpha: Cast) -> None:
    first = invite(alpha.caller("Di"), FAY, name="Fay")
    old = code_sent_to(FAY)
    second = invite(alpha.caller("Di"), "fay@corona.example", number=first.person.number)
    assert second.person == first.person
    with pytest.raises(AgainstTheRules, match="withdrawn"):
        invitation_with(old, NOON)
    assert invitation_with(code_sent_to("fay@corona.example"), NOON) == second


def test_somebody_with_an_account_needs_no_invitation(alpha: Cast) -> None:
    with pytest.raises(AgainstTheRules, match="has an account"):
        invite(alpha.caller("Di"), address("Bo"), number=alpha.people["Bo"].number)


@pytest.mark.parametrize("email", ["", "fay", "fay@", "fay@alpha.example\nBcc: all@alpha.example", "@alpha.example"])
def test_what_is_no_address_is_not_written_to_and_leaves_no_person_behind(alpha: Cast, email: str) -> None:
    before = Person.objects.count()
    with pytest.raises(AgainstTheRules, match="not an e-mail address"):
        invite(alpha.caller("Di"), email, name="Fay")
    assert (Person.objects.count(), Letter.objects.count()) == (before, 0)


def test_a_refused_invitation_leaves_no_person_behind(alpha: Cast) -> None:
    before = Person.objects.count()
    with pytest.raises(NotThere):
        invite(alpha.caller("Di"), FAY, name="Fay", organisation="nowhere")
    assert (Person.objects.count(), Letter.objects.count()) == (before, 0)


@pytest.mark.parametrize("name", ["Ed", "Bo", "Oz", "Pat", ""])
def test_only_those_who_run_the_group_invite_and_withdraw(alpha: Cast, name: str) -> None:
    invitation = invite(alpha.caller("Di"), FAY, name="Fay")
    with pytest.raises(NotAllowed):
        invite(alpha.caller(name), FAY, name="Gil")
    with pytest.raises(NotAllowed):
        withdraw_invitation(alpha.caller(name), invitation.pk)


def test_another_groups_people_and_invitations_are_not_there(alpha: Cast) -> None:
    omegan = add_person(alpha.caller("Oz", group=alpha.other), "Una")
    theirs = invite(alpha.caller("Oz", group=alpha.other), "una@omega.example", number=omegan.number)
    with pytest.raises(NotThere):
        withdraw_invitation(alpha.caller("Di"), theirs.pk)
    with pytest.raises(NotThere):
        invite(alpha.caller("Di"), FAY, number=99)


@pytest.mark.parametrize("code", ["", "x", "x" * 43, "../../etc", "\x00", "ä" * 100])
def test_a_wrong_code_opens_nothing(alpha: Cast, code: str) -> None:
    invite(alpha.caller("Di"), FAY, name="Fay")
    with pytest.raises(NotThere, match="not the link of an invitation"):
        invitation_with(code, NOON)


def test_an_invitation_waits_for_whoever_has_proved_the_address_and_for_nobody_else(alpha: Cast) -> None:
    invitation = invite(alpha.caller("Di"), FAY, name="Fay")
    fay = make_account(FAY, "another long word", "Fay")
    assert open_invitations_for(fay, NOON) == [invitation]
    assert open_invitations_for(fay, NOON + GOOD_FOR) == []
    assert open_invitations_for(Account.objects.get(email=address("Pat")), NOON) == []
    EmailAddress.objects.filter(user=fay).update(verified=False)
    assert open_invitations_for(fay, NOON) == []


def test_an_administrator_makes_accounts_that_can_sign_in_and_not_two_with_one_address(database: str) -> None:  # noqa: ARG001 - they lie in it
    made = make_account("FAY@alpha.example", "another long word", " Fay  Freely ")
    assert (made.email, made.name, made.check_password("another long word")) == (FAY, "Fay Freely", True)
    assert EmailAddress.objects.get(user=made).verified
    with pytest.raises(AgainstTheRules, match="an account already"):
        make_account(FAY, "another long word", "Gil")
    EmailAddress.objects.create(user=made, email="fay@corona.example", verified=False)
    with pytest.raises(AgainstTheRules, match="an account already"):
        make_account("fay@corona.example", "another long word", "Gil")
    for email, password in (
        ("gil@alpha.example", "short"),
        ("gil@alpha.example", "gil@alpha.example"),
        ("gil", "x" * 20),
    ):
        with pytest.raises(AgainstTheRules):
            make_account(email, password, "Gil")
