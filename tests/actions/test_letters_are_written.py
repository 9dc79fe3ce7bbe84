"""Letters are written with the deed that causes them, to whom it concerns, and say what it is and why they came."""

from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from muster.actions.deed import deed
from muster.actions.letter_kinds import ASKS, KINDS, Facts
from muster.actions.letters import Reader, speaking_for_seats, taking_part, write_letters
from muster.actions.people import add_person
from muster.actions.seats import appoint, seat_called
from muster.records.models import Account, Letter, Person
from tests.cast import NOON, Cast, address

BY = NOON + timedelta(days=3)
FACTS = Facts(about="proposal/3", title="Adopt the roadmap", where="/alpha/proposals/3/", by=BY, who="Ada")


def letters() -> dict[str, Letter]:
    return {letter.to: letter for letter in Letter.objects.all()}


def test_whoever_speaks_for_a_seat_on_the_day_is_written_to_and_told_for_which(alpha: Cast) -> None:
    appoint(alpha.caller("Di"), seat_called(alpha.group, "corona"), alpha.people["Bo"], date(2017, 5, 9))
    readers = speaking_for_seats(alpha.group, date(2017, 5, 9))
    assert [(one.person.name, one.on_behalf) for one in readers] == [
        ("Ada", ("Aurora",)),
        ("Bo", ("Borealis", "Corona")),
    ]
    assert write_letters(alpha.group, readers, "vote.called", FACTS, at=NOON) == 2
    found = letters()
    assert set(found) == {address("Ada"), address("Bo")}
    assert "For:    Borealis, Corona" in found[address("Bo")].text


def test_a_letter_says_what_by_when_for_whom_where_and_why(alpha: Cast) -> None:
    Account.objects.filter(email=address("Ada")).update(time_zone="Europe/Paris")
    readers = speaking_for_seats(alpha.group, date(2017, 5, 9))
    write_letters(alpha.group, readers, "proposal.called", FACTS, at=NOON)
    letter = letters()[address("Ada")]
    assert letter.title == "[Alpha] Adopt the roadmap: call for consensus until 12 May 2017"
    assert letter.text == (
        "Hello Ada,\n"
        "\n"
        "Ada calls for consensus on “Adopt the roadmap”.\n"
        "\n"
        "Read the text, and say where you stand: agree, stand aside, object and say\nwhy, or recuse yourself.\n"
        "\n"
        "Until:  Friday 12 May 2017, 12:00 UTC (14:00 in Europe/Paris)\n"
        "For:    Aurora\n"
        "\n"
        "Read it and take a position:\n"
        "http://localhost:8000/alpha/proposals/3/\n"
        "\n"
        "--\n"
        "You get this because you speak for a seat.\n"
        "Muster at http://localhost:8000 sent it for Alpha.\n"
        "Which letters you get: http://localhost:8000/accounts/settings/\n"
        "Muster never asks for a password by mail.\n"
    )
    assert (letter.about, letter.kind, letter.group) == ("proposal/3", "proposal.called", alpha.group)


def a_deed_that_fails(alpha: Cast) -> None:
    with deed(alpha.caller("Ada"), "proposal.call", "proposal/3") as doing:
        write_letters(doing.group, taking_part(doing.group), "vote.called", FACTS, at=doing.at)
        raise RuntimeError


def test_a_deed_that_fails_has_written_no_letter(alpha: Cast) -> None:
    with pytest.raises(RuntimeError):
        a_deed_that_fails(alpha)
    assert Letter.objects.count() == 0


def test_nobody_is_written_to_without_an_account_or_with_a_closed_one_or_of_another_group(alpha: Cast) -> None:
    add_person(alpha.caller("Di"), "Fay")
    Account.objects.filter(email=address("Ed")).update(is_active=False)
    everybody = [Reader(one) for one in Person.objects.filter(group=alpha.group).select_related("account")]
    assert write_letters(alpha.group, everybody, "agenda.published", FACTS, at=NOON) == 4
    assert set(letters()) == {address(name) for name in ("Ada", "Bo", "Cy", "Di")}
    assert {one.person.name for one in taking_part(alpha.group)} == {"Ada", "Bo", "Cy", "Di"}


def test_whoever_wants_less_mail_gets_what_asks_something_of_them_alone(alpha: Cast) -> None:
    Account.objects.filter(email=address("Bo")).update(mail=Account.Mail.NEEDED)
    bo = [one for one in taking_part(alpha.group) if one.person.name == "Bo"]
    asked = {kind: write_letters(alpha.group, bo, kind, FACTS, at=NOON) for kind in KINDS}
    kept_back = {kind for kind, written in asked.items() if not written}
    assert kept_back == KINDS.keys() - ASKS
    assert kept_back >= {"agenda.published", "minutes.out", "verdict"}


def test_a_letter_that_is_to_be_sent_once_is_written_once_to_each(alpha: Cast) -> None:
    readers = taking_part(alpha.group)
    assert write_letters(alpha.group, readers[:2], "deadline.near", FACTS, at=NOON, once="near/3") == 2
    assert write_letters(alpha.group, readers, "deadline.near", FACTS, at=NOON, once="near/3") == 3
    assert write_letters(alpha.group, readers, "deadline.near", FACTS, at=NOON, once="near/4") == 5
    assert write_letters(alpha.other, readers, "deadline.near", FACTS, at=NOON, once="near/4") == 5


def test_writing_costs_the_same_number_of_queries_however_many_readers(
    alpha: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    readers = taking_part(alpha.group)
    for some in (readers[:1], readers):
        with django_assert_num_queries(2):
            write_letters(alpha.group, some, "deadline.near", FACTS, at=NOON, once=f"near/{len(some)}")


HOSTILE = "Vote\r\nBcc: everybody@alpha.example\r\n\r\n<script>alert(1)</script>"


def test_what_people_wrote_is_quoted_and_cannot_become_a_header_or_html(alpha: Cast) -> None:
    facts = Facts("proposal/3", HOSTILE, "/alpha/proposals/3/", BY, who=HOSTILE, words=f"{HOSTILE}\n" * 30)
    alpha.people["Ada"].account.name = HOSTILE  # type: ignore[union-attr]  # Ada has one
    alpha.people["Ada"].account.save()  # type: ignore[union-attr]  # as above
    write_letters(alpha.group, speaking_for_seats(alpha.group, NOON.date()), "vote.called", facts, at=NOON)
    letter = letters()[address("Ada")]
    assert letter.title == (
        "[Alpha] Vote Bcc: everybody@alpha.example <script>alert(1)</script>: vote until 12 May 2017"
    )
    assert [line for line in letter.text.splitlines() if line.startswith(("Bcc", "<"))] == []
    assert "<script" not in letter.html
    assert letter.html.count("&lt;script&gt;") >= 3
    assert letter.text.count("> Vote") <= 12


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_letter_has_words_for_the_least_that_may_be_known(kind: str) -> None:
    words = KINDS[kind](Facts("meeting/x", "Board meeting", "/alpha/meetings/x/"))
    assert words.title
    assert words.lines
    assert words.button
    assert words.why.startswith("because ")


def test_a_moment_on_another_day_in_the_readers_zone_says_which_day_it_is(alpha: Cast) -> None:
    late = datetime(2017, 5, 12, 22, 30, tzinfo=UTC)
    Account.objects.filter(email=address("Ada")).update(time_zone="Asia/Kolkata")
    facts = Facts("proposal/3", "Adopt", "/alpha/proposals/3/", late, who="Ada")
    write_letters(alpha.group, speaking_for_seats(alpha.group, NOON.date()), "vote.called", facts, at=NOON)
    assert "Until:  Friday 12 May 2017, 22:30 UTC (Saturday 04:00 in Asia/Kolkata)" in letters()[address("Ada")].text
