"""A whole charter as plain text, as a person would read it: prose, and small tables."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from muster.domain.charter.charter import Charter
from muster.domain.charter.reading import Block, Lines, Paragraph, reading

WIDTH = 88
GAP = "  "


def charter_text(charter: Charter) -> str:
    """Give everything that the charter says, section by section; ends with a newline."""
    whole = reading(charter)
    blocks = [f"{whole.title}\n{'=' * len(whole.title)}", *_texts(whole.opening)]
    for section in whole.sections:
        blocks += [f"{section.title}\n{'-' * len(section.title)}", *_texts(section.blocks)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield _paragraph(block.text, indent=GAP if block.inset else "")
        elif isinstance(block, Lines):
            indent = GAP if block.title else ""
            said = (*(f"- {point}" for point in block.points), *block.lines)
            lines = (_paragraph(line, indent=indent) for line in said)
            yield "\n".join([block.title, *lines] if block.title else lines)
        else:
            rows = block.rows if block.obvious else (block.columns, *block.rows)
            yield "\n".join(filter(None, (block.lead, _table(rows))))


def _paragraph(text: str, indent: str = "") -> str:
    return textwrap.fill(
        " ".join(text.split()),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _table(rows: Iterable[Sequence[str]]) -> str:
    """Give rows in columns; the last column is wrapped, and may have several lines of its own."""
    cells = list(rows)
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]) - 1)]
    lines = []
    for row in cells:
        start = GAP + "".join(cell.ljust(width) + GAP for cell, width in zip(row, widths, strict=False))
        for number, part in enumerate(row[-1].split("\n")):
            wrapped = _paragraph(part, indent=" " * len(start)) or " " * len(start)
            lines.append((start + wrapped[len(start) :] if number == 0 else wrapped).rstrip())
    return "\n".join(lines)
