"""Outside bodies, who speaks with them, and statements, each as a deed with its entry."""

from datetime import UTC, date, datetime

import pytest

from muster.actions.caller import acting
from muster.actions.liaisons import Written, change_body, end_liaison, know_body, name_liaison, write_statement
from muster.domain.errors import AgainstTheRules, NotAllowed, NotThere, Stale
from muster.domain.liaisons.statements import Waiting
from muster.records import log
from muster.records.queries.liaisons import bodies_on, body_on, statement_on, statements_on
from tests.cast import Cast

MAY = date(2017, 5, 9)
QUESTION = Written("in", "comment", "A question", "What <b>now</b>?", date(2017, 5, 1), date(2017, 5, 8))


def test_whoever_is_named_speaks_for_the_group_until_it_ends(alpha: Cast) -> None:
    body = know_body(alpha.caller("Ada"), "The Board of Trials", purpose="Trials.")
    assert not acting(alpha.caller("Ed")).may("statement.send")
    name_liaison(alpha.caller("Di"), body, alpha.people["Ed"], MAY)
    assert acting(alpha.caller("Ed")).may("statement.send")
    with pytest.raises(AgainstTheRules, match="already"):
        name_liaison(alpha.caller("Di"), body, alpha.people["Ed"], MAY)
    end_liaison(alpha.caller("Di"), body, alpha.people["Ed"], date(2017, 6, 1))
    later = alpha.caller("Ed", at=datetime(2017, 6, 1, tzinfo=UTC))
    assert not acting(later).may("statement.send")
    assert [one.person.name for one in body_on(alpha.group, body.slug, MAY).now] == ["Ed"]
    assert body_on(alpha.group, body.slug, date(2017, 6, 1)).now == []
    with pytest.raises(NotThere, match="does not speak"):
        end_liaison(alpha.caller("Di"), body, alpha.people["Ed"], date(2017, 7, 1))
    assert log.verify(alpha.group)[1] == []


def test_a_liaison_does_not_end_before_it_began(alpha: Cast) -> None:
    body = know_body(alpha.caller("Ada"), "The Board of Trials")
    name_liaison(alpha.caller("Ada"), body, alpha.people["Ed"], MAY)
    with pytest.raises(AgainstTheRules, match="later day"):
        end_liaison(alpha.caller("Ada"), body, alpha.people["Ed"], MAY)


def test_a_question_waits_for_us_until_our_answer_is_on_the_record(alpha: Cast) -> None:
    body = know_body(alpha.caller("Ada"), "The Board of Trials")
    asked = write_statement(alpha.caller("Di"), body, QUESTION)
    assert [one.waiting for one in statements_on(alpha.group, MAY)] == [Waiting.OUR_ANSWER_IS_LATE]
    answer = Written("out", "information", "Re: A question", "Nothing now.", MAY)
    write_statement(alpha.caller("Di"), body, answer, answers=asked.number)
    shown, answers = statement_on(alpha.group, asked.number, MAY)
    assert (shown.waiting, shown.late, [one.number for one in answers]) == (Waiting.ANSWERED, False, [2])
    assert log.entries(alpha.group, subject="statement/2")[0].data["answers"] == "statement/1"


def test_an_answer_goes_to_the_other_side_and_to_the_same_body(alpha: Cast) -> None:
    body, other = (know_body(alpha.caller("Ada"), name) for name in ("Trials", "Errors"))
    asked = write_statement(alpha.caller("Di"), body, QUESTION)
    with pytest.raises(AgainstTheRules, match="answer itself"):
        write_statement(alpha.caller("Di"), body, QUESTION, answers=asked.number)
    with pytest.raises(NotThere, match="no such statement"):
        write_statement(alpha.caller("Di"), other, QUESTION, answers=asked.number)


def test_only_those_who_run_the_group_or_speak_for_it_do_any_of_this(alpha: Cast) -> None:
    with pytest.raises(NotAllowed, match="the chair or the secretary"):
        know_body(alpha.caller("Bo"), "The Board of Trials")
    body = know_body(alpha.caller("Ada"), "The Board of Trials")
    with pytest.raises(NotAllowed, match="the liaison"):
        write_statement(alpha.caller("Bo"), body, QUESTION)


def test_a_body_has_one_name_and_is_changed_only_as_it_was_seen(alpha: Cast) -> None:
    body = know_body(alpha.caller("Ada"), "The Board of Trials")
    seen = log.version(alpha.group, body.handle)
    change_body(alpha.caller("Ada"), body, purpose="Trials.", contact="", expected=seen)
    with pytest.raises(Stale):
        change_body(alpha.caller("Di"), body, purpose="Errors.", contact="", expected=seen)
    assert bodies_on(alpha.group, MAY)[0].body.purpose == "Trials."
    for name in ("The board of trials", "!!!"):
        with pytest.raises(AgainstTheRules):
            know_body(alpha.caller("Ada"), name)
