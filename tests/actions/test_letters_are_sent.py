"""Letters reach a real mail server, each at least once; what fails is tried again, and holds up nobody else's."""

from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from muster.actions.letter_kinds import Facts, Words
from muster.actions.letters import speaking_for_seats, taking_part, write_letters, write_secret
from muster.actions.sending import LEASE, NEWS_FOR, Sent, send_letters
from muster.domain.letters.retries import WAITS
from muster.records.models import Letter
from tests.cast import NOON, Cast, address
from tests.mailbox import Mailbox, free_port

FACTS = Facts("proposal/3", "Adopt the roadmap", "/alpha/proposals/3/", NOON + timedelta(days=3), who="Ada")
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _by_mail(mail_server: Controller, settings: Any) -> None:  # noqa: ANN401 - as pytest-django has it
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = mail_server.hostname, mail_server.port
    settings.EMAIL_TIMEOUT = 5
    settings.BASE_URL = "https://muster.example"
    settings.DEFAULT_FROM_EMAIL = "muster@muster.example"


def write(alpha: Cast, kind: str = "vote.called", facts: Facts = FACTS) -> None:
    write_letters(alpha.group, speaking_for_seats(alpha.group, NOON.date()), kind, facts, at=NOON)


def body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part
    text: str = part.get_content()
    return text.replace("\r\n", "\n")


def test_a_letter_arrives_as_text_and_as_html_with_a_head_that_programs_understand(
    alpha: Cast, mailbox: Mailbox
) -> None:
    write(alpha)
    assert send_letters(NOON) == Sent(sent=3)
    assert sorted(mailbox.recipients) == [address(name) for name in ("Ada", "Bo", "Cy")]
    mail = next(one for one in mailbox.came if one["To"] == address("Ada"))
    letter = Letter.objects.get(to=address("Ada"))
    assert {name: str(value) for name, value in mail.items()} == {
        "Subject": "[Alpha] Adopt the roadmap: vote until 12 May 2017",
        "From": '"Alpha (Muster)" <muster@muster.example>',
        "To": "ada@alpha.example",
        "Date": "Tue, 09 May 2017 12:00:00 +0000",
        "Message-ID": f"<letter.{letter.pk}.20170509T120000.000000@muster.example>",
        "In-Reply-To": "<alpha/proposal/3@muster.example>",
        "References": "<alpha/proposal/3@muster.example>",
        "List-Id": "<alpha.muster.example>",
        "List-Unsubscribe": "<https://muster.example/accounts/settings/>",
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "1.0",
        "Content-Type": str(mail["Content-Type"]),
    }
    assert mail.get_content_type() == "multipart/alternative"
    assert body(mail, "plain") == letter.text
    assert body(mail, "html").strip() == letter.html.strip()
    assert letter.sent_at
    assert NOON <= letter.sent_at < NOON + SECOND * 30
    assert (letter.next_at, letter.tries, letter.failed) == (None, 1, "")


def test_what_is_sent_is_not_sent_again(alpha: Cast, mailbox: Mailbox) -> None:
    write(alpha)
    send_letters(NOON)
    assert send_letters(NOON + timedelta(days=30)) == Sent()
    assert len(mailbox.came) == 3


def test_a_round_sends_so_many_letters_as_it_is_told_the_oldest_first(alpha: Cast, mailbox: Mailbox) -> None:
    for title in ("First", "Second"):
        facts = Facts("proposal/3", title, "/alpha/proposals/3/")
        write_letters(alpha.group, taking_part(alpha.group), "verdict", facts, at=NOON)
    assert send_letters(NOON, limit=5) == Sent(sent=5)
    assert {mail["Subject"].split(" ")[1] for mail in mailbox.came} == {"First:"}
    assert send_letters(NOON) == Sent(sent=5)


def test_an_address_that_is_refused_for_ever_is_given_up_and_holds_up_nobody(alpha: Cast, mailbox: Mailbox) -> None:
    mailbox.refusing[address("Ada")] = "550 no such person"
    write(alpha)
    assert send_letters(NOON) == Sent(sent=2, given_up=1)
    assert sorted(mailbox.recipients) == [address("Bo"), address("Cy")]
    assert "550" in Letter.objects.get(to=address("Ada")).failed
    assert send_letters(NOON + timedelta(days=1)) == Sent()


def test_an_address_that_is_refused_for_now_is_tried_again_ever_more_rarely_and_given_up_at_last(
    alpha: Cast, mailbox: Mailbox
) -> None:
    mailbox.refusing[address("Ada")] = "450 come back later"
    write(alpha)
    assert send_letters(NOON) == Sent(sent=2, postponed=1)
    at, outcome = NOON, Sent()
    for wait in WAITS:
        due = Letter.objects.get(to=address("Ada")).next_at
        assert due
        assert wait <= due - at < wait + SECOND
        assert send_letters(due - SECOND) == Sent()
        outcome = send_letters(due)
        at = due
    assert outcome == Sent(given_up=1)
    assert send_letters(at + timedelta(days=30)) == Sent()
    assert Letter.objects.get(to=address("Ada")).tries == len(WAITS) + 1


def test_a_second_copy_of_a_letter_has_the_same_message_id(alpha: Cast, mailbox: Mailbox) -> None:
    write(alpha)
    send_letters(NOON)
    Letter.objects.update(sent_at=None, next_at=NOON)  # as a sender leaves them that dies before it has noted "sent"
    send_letters(NOON + timedelta(hours=1))
    ids = [(mail["To"], mail["Message-ID"], mail["Date"]) for mail in mailbox.came]
    assert len(ids) == 6
    assert len(set(ids)) == 3


def test_a_server_that_hangs_up_on_one_letter_gets_the_others(alpha: Cast, mailbox: Mailbox) -> None:
    mailbox.hanging_up = 1
    write(alpha)
    assert send_letters(NOON) == Sent(sent=2, postponed=1)
    assert send_letters(NOON + timedelta(hours=1)) == Sent(sent=1)
    assert sorted(mailbox.recipients) == [address(name) for name in ("Ada", "Bo", "Cy")]


def test_a_server_that_is_away_ends_the_round_and_loses_nothing(
    alpha: Cast,
    mailbox: Mailbox,
    settings: Any,  # noqa: ANN401 - as pytest-django has it
) -> None:
    write(alpha)
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    assert send_letters(NOON) == Sent(postponed=1)
    assert Letter.objects.filter(sent_at=None).count() == 3
    settings.EMAIL_PORT = there
    assert send_letters(NOON + timedelta(hours=1)) == Sent(sent=3)
    assert len(mailbox.came) == 3


def test_an_address_that_cannot_be_written_is_given_up_and_holds_up_nobody(alpha: Cast) -> None:
    write(alpha)
    Letter.objects.filter(to=address("Ada")).update(to="ada@alpha.example\r\nBcc: everybody@alpha.example")
    assert send_letters(NOON) == Sent(sent=2, given_up=1)


def test_a_group_of_any_name_has_a_from_that_is_ours_alone(alpha: Cast, mailbox: Mailbox) -> None:
    alpha.group.name = 'Bank" <x@bank.example>, Ünï\r\nBcc: y@alpha.example'
    alpha.group.save()
    write(alpha)
    assert send_letters(NOON) == Sent(sent=3)
    mail = mailbox.came[0]
    assert [one.addr_spec for one in mail["From"].addresses] == ["muster@muster.example"]
    assert mail["Bcc"] is None


def test_a_key_is_forgotten_once_its_letter_is_sent_or_given_up(database: str, mailbox: Mailbox) -> None:  # noqa: ARG001 - letters lie in it
    words = Words("A new password", ("Somebody wants it.",), "Choose it")
    for to in (address("Ada"), "nobody@alpha.example"):
        write_secret(to, "account", words, link="/accounts/password/reset/key/very-secret/", at=NOON)
    mailbox.refusing["nobody@alpha.example"] = "550 no such person"
    assert Letter.objects.filter(text__contains="very-secret").count() == 2
    assert send_letters(NOON) == Sent(sent=1, given_up=1)
    assert [(one.text, one.html) for one in Letter.objects.all()] == [("", ""), ("", "")]
    (mail,) = mailbox.came
    assert "https://muster.example/accounts/password/reset/key/very-secret/" in body(mail, "plain")
    assert mail["List-Id"] is None
    assert mail["From"] == "Muster <muster@muster.example>"


def test_a_calendar_goes_with_the_letter(alpha: Cast, mailbox: Mailbox) -> None:
    ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
    write_letters(alpha.group, taking_part(alpha.group)[:1], "agenda.published", FACTS, at=NOON, calendar=ics)
    assert send_letters(NOON) == Sent(sent=1)
    (attached,) = mailbox.came[0].iter_attachments()
    assert attached.get_content_type() == "text/calendar"
    assert "BEGIN:VCALENDAR" in str(attached.get_content())


def test_a_letter_that_another_sender_has_taken_is_left_to_it_until_its_time_is_over(
    alpha: Cast, mailbox: Mailbox
) -> None:
    write(alpha)
    Letter.objects.filter(to=address("Ada")).update(
        next_at=NOON + LEASE, tries=1
    )  # as a sender that was killed left it
    assert send_letters(NOON) == Sent(sent=2)
    assert send_letters(NOON + LEASE) == Sent(sent=1)
    assert len(mailbox.came) == 3


def test_what_was_held_up_for_more_than_a_week_is_no_news_and_is_not_sent(alpha: Cast, mailbox: Mailbox) -> None:
    write(alpha)
    write_secret(address("Ada"), "account", Words("A", ("B",), "C"), link="/very-secret/", at=NOON)
    assert send_letters(NOON + NEWS_FOR, limit=1) == Sent(sent=1)
    assert send_letters(NOON + NEWS_FOR + SECOND) == Sent()
    assert len(mailbox.came) == 1
    assert Letter.objects.filter(next_at=None).count() == 4
    assert Letter.objects.filter(text__contains="very-secret").count() == 0
