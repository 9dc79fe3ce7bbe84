"""Reading from files what goes onto the record, or came from it."""

from pathlib import Path

from muster.domain.errors import RecordFault


def read_log(path: Path) -> list[str]:
    """Give the lines of a published log. RecordFault: the file cannot be read, or is no text."""
    return [line for line in read_text(path).split("\n") if line.strip()]


def read_text(path: Path) -> str:
    """Give the text of a file. RecordFault: it cannot be read, or is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise RecordFault(str(path), "This is not UTF-8.", "Take the file again from where it came.") from None
    except OSError as wrong:
        what = f"The file cannot be read: {wrong.strerror or wrong}."
        raise RecordFault(str(path), what, "Name a file that is there, and that you may read.") from None
