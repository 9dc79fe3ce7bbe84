"""Drafts: their owner's alone, in no log, and gone once they are put."""

import pytest

from muster.actions.decisions import drafts
from muster.actions.decisions.drafts import open_draft, save_draft, throw_away
from muster.actions.decisions.writing import Consequence, Written
from muster.domain.errors import AgainstTheRules, NotAllowed, NotThere
from muster.records import log
from muster.records.models import Draft
from muster.records.queries.decisions import drafts_of
from tests.cast import NOON, Cast

UNFINISHED = Written("  Not \n yet ", "", Consequence("admit", "organisation/corona"))


def test_a_draft_is_kept_unfinished_and_no_log_tells_of_it(alpha: Cast) -> None:
    before = log.head(alpha.group)
    draft = save_draft(alpha.caller("Bo"), "", UNFINISHED)
    save_draft(alpha.caller("Bo"), "motion", Written("Yet", "A text."), key=draft.pk)
    (kept,) = drafts_of(alpha.people["Bo"])
    assert (kept.title, kept.text, kept.rule, kept.consequence, kept.changed_at) == (
        "Yet",
        "A text.",
        "motion",
        "",
        NOON,
    )
    assert log.head(alpha.group) == before


def test_a_draft_is_put_as_it_is_handed_in_and_is_a_draft_no_longer(alpha: Cast) -> None:
    draft = save_draft(alpha.caller("Bo"), "", UNFINISHED)
    with pytest.raises(AgainstTheRules, match="nothing written"):
        open_draft(alpha.caller("Bo"), draft.pk, "motion", UNFINISHED)
    assert Draft.objects.count() == 1
    proposal = open_draft(alpha.caller("Bo"), draft.pk, "motion", Written("Now", "A text."))
    assert (proposal.title, Draft.objects.count()) == ("Now", 0)


def test_nobody_elses_draft_is_there(alpha: Cast) -> None:
    draft = save_draft(alpha.caller("Bo"), "", UNFINISHED)
    for name, refusal in (("Ada", NotThere), ("Oz", NotAllowed), ("Pat", NotAllowed), ("", NotAllowed)):
        with pytest.raises(refusal):
            save_draft(alpha.caller(name), "", UNFINISHED, key=draft.pk)
        with pytest.raises(refusal):
            open_draft(alpha.caller(name), draft.pk, "motion", Written("Mine", "A text."))
        with pytest.raises(refusal):
            throw_away(alpha.caller(name), draft.pk)
    assert drafts_of(alpha.people["Bo"]) == [draft]
    throw_away(alpha.caller("Bo"), draft.pk)
    assert drafts_of(alpha.people["Bo"]) == []


def test_drafts_do_not_pile_up_for_ever(alpha: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "AT_MOST", 1)
    first = save_draft(alpha.caller("Bo"), "", UNFINISHED)
    with pytest.raises(AgainstTheRules, match="throw one away"):
        save_draft(alpha.caller("Bo"), "", UNFINISHED)
    save_draft(alpha.caller("Bo"), "", Written("Changed", ""), key=first.pk)
