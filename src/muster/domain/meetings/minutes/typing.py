"""Items as people type them, so that what a machine noted can be gone on with by hand and read again."""

from collections.abc import Iterable, Iterator

from muster.domain.meetings.minutes.items import Item, Kind


def as_typed(items: Iterable[Item]) -> str:
    """Write items a line each: topics as headings, what was said behind an asterisk, the rest behind its word."""
    return "\n".join(_lines(items)).strip()


def _lines(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        text = " ".join(item.text.split())
        if item.kind is Kind.TOPIC:
            yield ""
            yield f"# {text}"
        elif item.kind is Kind.INFO:
            yield f"* {text}"
        else:
            yield f"{item.kind.upper()}: {text}"
