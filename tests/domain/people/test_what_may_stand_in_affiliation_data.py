from collections.abc import Callable
from datetime import date, datetime

import pytest

from muster.domain.people import names
from muster.domain.people.names import Unfit


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2016-07-01", date(2016, 7, 1)),
        ("2016-Jul-01", date(2016, 7, 1)),
        (" 2016-dec-1 ", date(2016, 12, 1)),
        (date(2016, 7, 1), date(2016, 7, 1)),
        (datetime(2016, 7, 1, 23, 59), date(2016, 7, 1)),  # noqa: DTZ001 - TOML has moments without a zone
        (None, None),
        ("", None),
    ],
)
def test_a_day_is_read_however_the_formats_write_it(written: object, day: date | None) -> None:
    assert names.clean_day(written) == day


@pytest.mark.parametrize(
    "written", ["2016-02-30", "2016-Foo-01", "0000-01-01", "now", "1.7.2016", 20160701, "٢٠١٦-07-01"]
)
def test_what_is_no_day_is_refused(written: object) -> None:
    with pytest.raises(Unfit):
        names.clean_day(written)


def test_an_end_before_its_beginning_is_refused() -> None:
    with pytest.raises(Unfit, match="before it begins"):
        names.clean_days("2016-07-01", "2016-07-01")


@pytest.mark.parametrize(
    ("clean", "raw"),
    [
        (names.clean_company, ""),
        (names.clean_company, " \t "),
        (names.clean_company, None),
        (names.clean_company, "Alpha\u202e"),
        (names.clean_company, "Al\u200bpha"),
        (names.clean_company, "Al\x00pha"),
        (names.clean_company, "Alpha \ufffd"),
        (names.clean_company, "Ada <ada@alpha.example>"),
        (names.clean_company, "*robots"),
        (names.clean_company, "A" * 255),
        (names.clean_address, "ada"),
        (names.clean_address, "ada @alpha.example"),
        (names.clean_address, "<ada@alpha.example>"),
        (names.clean_address, "@"),
        (names.clean_address, 7),
        (names.clean_address, "a@" + "b" * 300),
        (names.clean_domain, "com"),
        (names.clean_domain, "ada@alpha.example"),
        (names.clean_domain, "alpha..example"),
        (names.clean_domain, None),
        (names.clean_company, 7),
        (names.clean_id, "ada@alpha.example"),
        (names.clean_id, " "),
        (names.clean_id, "a\u202eb"),
        (names.clean_id, 7),
    ],
)
def test_what_cannot_be_shown_or_matched_is_refused(clean: Callable[[object], str], raw: object) -> None:
    with pytest.raises(Unfit):
        clean(raw)


def test_what_can_be_taken_is_taken_clean() -> None:
    assert names.clean_company("  Alpha \n Inc. ") == "Alpha Inc."
    assert names.clean_company("北京华亿") == "北京华亿"
    assert names.clean_address(" Ada@Alpha.example ") == "ada@alpha.example"
    assert names.clean_address("root@(none)") == "root@(none)"
    assert names.clean_domain(" Alpha.Example. ") == "alpha.example"
    assert names.clean_name("ada@alpha.example") == ""
    assert names.clean_name(" Ada\t\u202eLovelace\x07 ") == "Ada Lovelace"
    assert names.clean_name("क्\u200dष") == "क्\u200dष"
    assert names.clean_words(" She\u202e moved;\nask ada@alpha.example, soon ") == "She moved; ask (address), soon"


def test_an_id_is_the_sources_own_unless_that_is_an_address() -> None:
    made = names.id_of_address("ada@alpha.example")
    assert names.person_id("launchpad", "ada", "ada@alpha.example") == "launchpad:ada"
    assert names.person_id("launchpad", "ada@alpha.example", "ada@alpha.example") == made
    assert names.person_id("launchpad", None, "ADA@alpha.example") == made
    assert made == "person-aaacd7663b80"


def test_no_message_shows_an_address() -> None:
    assert names.show("mail ada@alpha.example now") == "'mail (address) now'"
