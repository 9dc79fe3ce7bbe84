"""A charter is read from its file with every fault in its place, and nothing in the file can do harm."""

import hashlib
import pickle
from pathlib import Path

import pytest

from muster.actions.charters import LARGEST_CHARTER, load_charter, resolve_charter
from muster.domain.errors import CharterFault, CharterFaults
from tests.domain.charter.whole import WHOLE

CHARTERS = sorted((Path(__file__).parents[1] / "charters").glob("*.toml"))

TEN_MISTAKES = """\
version = 1
[group]
name = "Alpha"
misson = "Letters."
founded = "2020-01-01"

[[classes]]
id = "maker"
name = "Maker"
criteria = [
    { id = "time", kind = "measured", text = "gives time", measure = "ftes", minimum = 3.5 },
]

[[members]]
name = "Alpha"
membership = "makers"
since = 2020-02-03
until = 2020-02-01

[[meetings]]
id = "weekly"
name = "Weekly"
cadence = "wekly"

[counting]
overlay = "who.xlsx"
theta = { lenient = 12, likely = 9 }
"""
TEN_MESSAGES = [
    (
        (1, 1),
        (
            'version: is a whole number (1), not text; write version = "1" or the like: the version of the charter; '
            "whatever rests on it names it"
        ),
    ),
    ((4, 1), "group.misson: is no key that belongs here; did you mean mission?"),
    (
        (5, 1),
        'group.founded: is text ("2020-01-01"), not a date; write the day without quotes, such as 2016-10-26',
    ),
    ((11, 60), 'classes[0].criteria[0].measure: "ftes" is no measure that is known; did you mean "fte"?'),
    (
        (11, 78),
        (
            "classes[0].criteria[0].minimum: 3.5 is a float, and floats are not exact; "
            'write "3.5" as a string, or a fraction such as "7/2"'
        ),
    ),
    ((16, 1), 'members[0].membership: there is no class "makers"; did you mean "maker"?'),
    ((18, 1), "members[0].until: 2020-02-01 is not after since, 2020-02-03; write a day after 2020-02-03"),
    ((23, 1), 'meetings[0].cadence: "wekly" is not known here; did you mean "weekly"?'),
    ((26, 1), 'counting.overlay: "who.xlsx" has an unknown suffix; name a .toml or a .csv file'),
    (
        (27, 25),
        (
            "counting.theta.likely: lenient (12) is above likely (9); "
            "write lenient ≤ likely ≤ strict, such as 9, 12 and 15"
        ),
    ),
]


def refused(path: Path) -> tuple[CharterFault, ...]:
    with pytest.raises(CharterFaults) as caught:
        load_charter(path)
    return caught.value.faults


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "charter.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_charter_with_ten_mistakes_earns_all_of_its_messages_in_their_places_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, TEN_MISTAKES)
    assert [((fault.line, fault.column), str(fault)) for fault in refused(path)] == [
        ((line, column), f"{path}:{line}: {message}") for (line, column), message in TEN_MESSAGES
    ]


@pytest.mark.parametrize("path", CHARTERS, ids=lambda path: path.stem)
def test_charters_of_very_different_groups_need_no_code_of_their_own(path: Path) -> None:
    assert load_charter(path).path == path


def test_an_affiliation_format_that_no_reader_knows_is_a_fault(tmp_path: Path) -> None:
    (fault,) = refused(written(tmp_path, WHOLE.replace('"stackalytics"', '"stackalitics"')))
    assert (fault.key, fault.what, fault.mend) == (
        "evidence.affiliations[0].format",
        '"stackalitics" is no format that is known',
        'did you mean "stackalytics"?',
    )


def test_a_loaded_charter_names_its_file_and_the_digest_of_its_bytes(tmp_path: Path) -> None:
    path = written(tmp_path, WHOLE)
    loaded = load_charter(path)
    assert (loaded.charter.version, loaded.path, loaded.sha256) == (
        "3",
        path,
        hashlib.sha256(WHOLE.encode()).hexdigest(),
    )


def test_a_byte_order_mark_and_windows_line_ends_change_nothing_but_the_digest(tmp_path: Path) -> None:
    plain = load_charter(written(tmp_path, WHOLE))
    marked = load_charter(written(tmp_path, b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode()))
    assert marked.charter == plain.charter
    assert marked.sha256 != plain.sha256


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b'version = "1"\nname = "\xc3\xa9\xe9"', ":2: byte 0xe9 in column 10 is not UTF-8; save the file as UTF-8"),
        (
            b'version = "1"\n[group\n',
            (
                ":2: this is not TOML: expected ']' at the end of a table declaration; "
                "mend it at column 7; then the rest can be checked"
            ),
        ),
        (
            b'v = """\n\n',
            ":3: this is not TOML: unterminated string; mend it at column 1; then the rest can be checked",
        ),
        (
            b"a = 1\na = 2\n",
            ":2: this is not TOML: cannot overwrite a value; mend it at column 6; then the rest can be checked",
        ),
        (b"n = " + b"9" * 5000, ": a number in it has thousands of digits; write numbers of less than ten"),
        (b"n = " + b"[" * 5000, ": its lists or tables lie too deep in each other; write them side by side"),
        (b"#" * (LARGEST_CHARTER + 1), ": the file is larger than 1 MiB; name a charter, which is a few pages long"),
    ],
    ids=["another encoding", "broken table", "open string", "a key twice", "endless number", "depths", "a large file"],
)
def test_a_file_that_is_no_charter_at_all_is_refused_in_one_line(tmp_path: Path, text: bytes, message: str) -> None:
    path = written(tmp_path, text)
    assert [str(fault) for fault in refused(path)] == [f"{path}{message}"]


def test_a_folder_is_refused_as_what_it_is(tmp_path: Path) -> None:
    (fault,) = refused(tmp_path)
    assert str(fault) == f"{tmp_path}: this is a folder; name the charter file in it, such as charter.toml"


def test_a_file_that_is_not_there_is_refused_with_what_could_be_named(tmp_path: Path) -> None:
    path = tmp_path / "chartre.toml"
    (fault,) = refused(path)
    assert str(fault) == f"{path}: there is no such file; name a charter file, or lcoo for the built-in group"


@pytest.mark.parametrize("name", ["a\0b", "a" * 5000])
def test_a_name_that_no_file_can_have_is_refused_too(name: str) -> None:
    (fault,) = refused(Path(name))
    assert fault.what.startswith("the file cannot be read (")


def test_nothing_in_the_file_or_its_name_can_play_with_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "red\x1b[31m.toml"
    path.write_text('version = "1"\n"\\u202e\\u001b[2J" = 1\n[group]\nname = "a\\u0007b"\nmission = "\\u2028"\n')
    shown = [str(fault) for fault in refused(path)]
    assert len(shown) == 3
    assert [character for line in shown for character in line if not character.isprintable()] == []
    assert shown[0].startswith(f'{tmp_path}/red\\x1b[31m.toml:2: "\\u202e\\u001b[2J": is no key that belongs here')


def test_the_refusal_can_be_handed_to_another_process_whole(tmp_path: Path) -> None:
    with pytest.raises(CharterFaults) as caught:
        load_charter(written(tmp_path, TEN_MISTAKES))
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert [vars(fault) for fault in copy.faults] == [vars(fault) for fault in caught.value.faults]
    sentences = "The charter has 10 faults. Mend each of them and check again."
    assert str(copy) == str(caught.value) == f"{tmp_path / 'charter.toml'}: {sentences}"


def test_the_built_in_group_is_known_by_its_name_and_files_by_their_path() -> None:
    assert load_charter(resolve_charter("lcoo")).charter.group.name == "LCOO"
    assert resolve_charter("./lcoo") == Path("lcoo")
