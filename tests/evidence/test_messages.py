"""Raw commit messages: subject, Change-Id, co-authors, and bytes that are no text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.evidence.messages import (
    DECODED_WITH_REPLACEMENT,
    NUL_IN_MESSAGE,
    UNKNOWN_ENCODING,
    MessageFacts,
    parse_message,
)

ID = "I" + "0123456789" * 4
OTHER_ID = "I" + "9876543210" * 4


def test_a_message_is_read_whole() -> None:
    message = f"""Mend the bridge

It fell.

Closes-Bug: #1000001
Co-Authored-By: Bo <Bo@Beta.example>
Change-Id: {ID}
""".encode()
    assert parse_message(message) == MessageFacts(
        subject="Mend the bridge",
        change_id=ID.lower(),
        goals=(("bug", "1000001"),),
        co_authors=(("Bo", "bo@beta.example"),),
        remarks=(),
    )


@pytest.mark.parametrize(
    ("message", "subject"),
    [
        (b"Mend the bridge\n\nmore", "Mend the bridge"),
        (b"\n \n  Mend the bridge  \r\n\r\nmore\r\n", "Mend the bridge"),
        (b"Mend the bridge", "Mend the bridge"),
        (b"", ""),
        (b"\n\n", ""),
        ("ü".encode() * 300, "ü" * 200),
    ],
)
def test_the_subject_is_the_first_line_with_anything_on_it(message: bytes, subject: str) -> None:
    assert parse_message(message).subject == subject


@pytest.mark.parametrize(
    ("message", "change_id"),
    [
        (f"x\n\nChange-Id: {ID}", ID),
        (f"x\n\nChange-Id: {ID}\n(cherry picked from commit 0123)\n", ID),
        (f"x\r\n\r\nchange-id:{ID} \r\n", ID),
        (f"Change-Id: {ID}\n", ID),
        (f"x\n\nChange-Id: {OTHER_ID}\n\nSquashed:\nChange-Id: {ID}\n", ID),
        (f"x\n\nChange-Id: {ID}\nChange-Id: I12345\n", ID),
        (f"x\n\nChange-Id: {ID}\n> Change-Id: {OTHER_ID}\n", ID),
        (f"x\n\nChange-Id: {ID}\nChange-Id: {OTHER_ID} and more\n", ID),
        (f"x\0y\n\nChange-Id: {ID}\n", ID),
        (f"This follows Change-Id: {OTHER_ID}\n", None),
        ("x\n\nChange-Id: I12345\n", None),
        ("x\n", None),
    ],
)
def test_the_last_change_id_trailer_counts(message: str, change_id: str | None) -> None:
    assert parse_message(message.encode()).change_id == (change_id and change_id.lower())


@pytest.mark.parametrize(
    ("trailers", "co_authors"),
    [
        ("Co-Authored-By: Bo <bo@beta.example>", [("Bo", "bo@beta.example")]),
        ("co-authored-by:Bo Bear <BO@beta.example>", [("Bo Bear", "bo@beta.example")]),
        ("Coauthored-by: Bo < bo@beta.example >", [("Bo", "bo@beta.example")]),
        ("Co-Author: bo@beta.example", [("", "bo@beta.example")]),
        ("Co-Authored-By: Bo (bo@beta.example)", [("Bo", "bo@beta.example")]),
        ("Co-Authored-By: Bo bo@beta.example", [("Bo", "bo@beta.example")]),
        ("Co-Authored-By: Bo <bo>", [("Bo", "bo")]),
        (
            "Co-Authored-By: Cy <c@beta.example>\nCo-Author: Bo <b@beta.example>\nco-authored-by: Bo <b@beta.example>",
            [("Bo", "b@beta.example"), ("Cy", "c@beta.example")],
        ),
        ("Co-Authored-By: Bo", []),
        ("Co-Authored-By:\nBo <bo@beta.example>", []),
        ("Authored-By: Bo <bo@beta.example>", []),
    ],
)
def test_co_authors_are_read_if_they_have_an_address(trailers: str, co_authors: list[tuple[str, str]]) -> None:
    assert list(parse_message(f"x\n\n{trailers}\n".encode()).co_authors) == co_authors


@pytest.mark.parametrize(
    ("message", "encoding", "subject", "remarks"),
    [
        ("Brücke".encode(), None, "Brücke", ()),
        ("Brücke".encode(), "UTF-8", "Brücke", ()),
        ("Brücke".encode("latin-1"), "ISO-8859-1", "Brücke", ()),
        ("橋".encode("shift-jis"), "SHIFT-JIS", "橋", ()),
        ("Brücke".encode("latin-1"), None, "Br\ufffdcke", (DECODED_WITH_REPLACEMENT,)),
        ("Brücke".encode("latin-1"), "ascii", "Br\ufffdcke", (DECODED_WITH_REPLACEMENT,)),
        ("Brücke".encode(), "no-such-thing", "Brücke", (UNKNOWN_ENCODING,)),
        ("Brücke".encode(), "x\0y", "Brücke", (UNKNOWN_ENCODING,)),
        ("Brücke".encode(), "punycode", "Brücke", (UNKNOWN_ENCODING,)),
        ("Brücke".encode(), "rot13", "Brücke", (UNKNOWN_ENCODING,)),
        (b"Mend\0 it", None, "Mend\ufffd it", (NUL_IN_MESSAGE,)),
        (b"Mend\0 \xff", None, "Mend\ufffd \ufffd", (NUL_IN_MESSAGE, DECODED_WITH_REPLACEMENT)),
    ],
)
def test_whatever_is_no_text_is_replaced_and_remarked(
    message: bytes, encoding: str | None, subject: str, remarks: tuple[str, ...]
) -> None:
    facts = parse_message(message, encoding)
    assert (facts.subject, facts.remarks) == (subject, remarks)


encodings = st.one_of(
    st.none(), st.text(max_size=12), st.sampled_from(["latin-1", "utf-16", "utf-7", "hz", "idna", "zip", "undefined"])
)


@given(message=st.binary(max_size=400), encoding=encodings)
def test_any_bytes_in_any_encoding_give_text_that_can_be_stored(message: bytes, encoding: str | None) -> None:
    facts = parse_message(message, encoding)
    texts = [facts.subject, *(text for pair in (*facts.goals, *facts.co_authors) for text in pair)]
    assert not any("\0" in text for text in texts)
    assert [text.encode().decode() for text in texts] == texts
