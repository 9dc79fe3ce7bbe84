"""Reading a log from a file."""

from pathlib import Path

from muster.domain.errors import RecordFault


def read_log(path: Path) -> list[str]:
    """Give the lines of a published log. RecordFault: the file cannot be read, or is no text."""
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            return [line for line in file if line.strip()]
    except UnicodeDecodeError:
        raise RecordFault(str(path), "This is not UTF-8.", "Take the log from the record page again.") from None
    except OSError as wrong:
        what = f"The file cannot be read: {wrong.strerror or wrong}."
        raise RecordFault(str(path), what, "Name a file that a record page gave you.") from None
