"""The built-in group's record: made whole by deeds, honest about what is invented, and ready to be signed in to."""

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from muster.actions.sample.making import accounts, make_sample, password
from muster.cli.main import muster
from muster.domain.errors import AgainstTheRules
from muster.records import log
from muster.records.models import Account, Election, Group, Meeting, Office, Person, Proposal, Series

TODAY = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
def lcoo(database: str) -> Group:  # noqa: ARG001 - the group lies in it
    return make_sample(today=TODAY)


def test_its_year_is_led_by_deeds_and_says_of_everything_that_it_is_invented(lcoo: Group) -> None:
    # One test, since making the year takes seconds on either database.
    phases = list(Proposal.objects.filter(group=lcoo).order_by("number").values_list("phase", flat=True))
    assert phases == ["adopted", "adopted", "adopted", "failed", "withdrawn", "adopted", "adopted", "consensus-call"]
    resolutions = Proposal.objects.exclude(resolution=None).order_by("number").values_list("resolution", flat=True)
    assert list(resolutions) == [1, 2, 3, 4, 5]
    assert sorted(Meeting.objects.filter(group=lcoo).values_list("stage", flat=True)) == ["draft", "public", "public"]
    late = [entry.data["minutes_late"] for entry in log.entries(lcoo) if entry.kind == "agenda.published"]
    assert sum(one > 0 for one in late) == 1

    chairs = Office.objects.filter(group=lcoo, role="chair").order_by("since").values_list("person__name", "decided_by")
    assert list(chairs) == [("Cedar Example", ""), ("Aspen Example", "election/1")]

    assert "invented" in lcoo.notice
    for invented in (Person, Proposal, Series, Election):
        assert not invented.objects.filter(group=lcoo, invented=False).exists()
    assert all(name.endswith(" Example") for name in Person.objects.values_list("name", flat=True))

    assert log.verify(lcoo)[1] == []
    last = log.head(lcoo)
    assert last
    assert last.at <= TODAY


def test_it_is_made_once_and_those_who_are_listed_can_sign_in_and_nobody_else(lcoo: Group) -> None:  # noqa: ARG001 - it is there
    with pytest.raises(AgainstTheRules, match="taken"):
        make_sample(today=TODAY)
    said = CliRunner().invoke(muster, ["group", "sample"], catch_exceptions=False).output
    assert "chair@lcoo.example" in said
    assert "on the record" not in said
    listed = {address for address, _ in accounts()}
    assert {account.email for account in Account.objects.all() if account.check_password(password())} == listed
    parts = " ".join(part for _, part in accounts())
    assert all(role in parts for role in ("chair", "secretary", "administrator", "representative", "participant"))
