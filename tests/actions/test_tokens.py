"""Personal tokens: shown once, kept as a fingerprint, good for a time, and for what their owner may do."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from muster.actions.tokens import BEGINS, MOST, NOTED_EVERY, Bearer, account_of, end_token, fingerprint, make_token
from muster.domain.errors import AgainstTheRules, NotThere
from muster.records.models import Account, Token
from tests.cast import NOON, Cast, address


@pytest.fixture
def ada(alpha: Cast) -> Account:  # noqa: ARG001 - she is one of them
    return Account.objects.get(email=address("Ada"))


def test_a_token_stands_for_its_account_until_it_ends(ada: Account) -> None:
    _, text = make_token(ada, "calendar", days=90, may_write=False, at=NOON)
    assert account_of(text, NOON) == Bearer(ada, may_write=False)
    assert account_of(text, NOON + timedelta(days=90) - timedelta(seconds=1)) == Bearer(ada, may_write=False)
    assert account_of(text, NOON + timedelta(days=90)) is None


def test_a_token_may_write_only_if_that_was_wanted(ada: Account) -> None:
    _, text = make_token(ada, "bot", days=1, may_write=True, at=NOON)
    assert account_of(text, NOON) == Bearer(ada, may_write=True)


def test_only_the_fingerprint_is_kept(ada: Account) -> None:
    token, text = make_token(ada, "calendar", days=90, may_write=False, at=NOON)
    assert text.startswith(BEGINS)
    assert len(text) == len(BEGINS) + 43
    assert token.sha256 == fingerprint(text)
    assert [row for row in Token.objects.values_list() if text in map(str, row)] == []


def test_no_two_tokens_are_alike(ada: Account) -> None:
    texts = {make_token(ada, f"number {number}", days=1, may_write=False, at=NOON)[1] for number in range(MOST)}
    assert len(texts) == MOST


@pytest.mark.parametrize("text", ["", "muster_", "muster_" + "x" * 43, "x", "\ud800", "muster_\x00", "Bearer"])
def test_what_is_no_token_is_nobodys(ada: Account, text: str) -> None:
    make_token(ada, "calendar", days=90, may_write=False, at=NOON)
    assert account_of(text, NOON) is None


def test_the_token_of_a_closed_account_opens_nothing(ada: Account) -> None:
    _, text = make_token(ada, "calendar", days=90, may_write=False, at=NOON)
    Account.objects.filter(pk=ada.pk).update(is_active=False)
    assert account_of(text, NOON) is None


def test_an_ended_token_opens_nothing_and_only_its_owner_ends_it(ada: Account) -> None:
    token, text = make_token(ada, "calendar", days=90, may_write=False, at=NOON)
    with pytest.raises(NotThere):
        end_token(Account.objects.get(email=address("Bo")), token.pk)
    assert account_of(text, NOON)
    end_token(ada, token.pk)
    assert account_of(text, NOON) is None
    with pytest.raises(NotThere):
        end_token(ada, token.pk)


def test_its_last_use_is_noted_and_not_more_often_than_need_be(
    ada: Account, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    token, text = make_token(ada, "calendar", days=90, may_write=False, at=NOON)
    for at, queries, used in (
        (NOON, 2, NOON),
        (NOON + NOTED_EVERY, 1, NOON),
        (NOON + NOTED_EVERY + timedelta(seconds=1), 2, NOON + NOTED_EVERY + timedelta(seconds=1)),
    ):
        with django_assert_num_queries(queries):
            account_of(text, at)
        token.refresh_from_db()
        assert token.used_at == used


def test_finding_an_account_costs_the_same_however_many_tokens_there_are(
    ada: Account, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    texts = [make_token(ada, f"{number}", days=9, may_write=False, at=NOON)[1] for number in range(MOST)]
    with django_assert_num_queries(2):
        assert account_of(texts[-1], NOON)


@pytest.mark.parametrize(("name", "days"), [("", 9), (" \n ", 9), ("x", 0), ("x", -1), ("x", 367)])
def test_a_token_needs_a_name_and_an_end(ada: Account, name: str, days: int) -> None:
    with pytest.raises(AgainstTheRules):
        make_token(ada, name, days=days, may_write=False, at=NOON)


def test_an_account_has_so_many_tokens_at_most_and_ended_ones_do_not_count(ada: Account) -> None:
    for number in range(MOST):
        make_token(ada, f"{number}", days=1, may_write=False, at=NOON)
    with pytest.raises(AgainstTheRules, match=f"at most {MOST}"):
        make_token(ada, "one more", days=1, may_write=False, at=NOON)
    assert make_token(ada, "one more", days=1, may_write=False, at=NOON + timedelta(days=1))
