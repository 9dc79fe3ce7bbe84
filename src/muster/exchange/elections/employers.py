"""Who works for whom, for a cap on employers: a CSV file with a candidate and an employer in each line.

candidate,employer
Ada,Alpha
Cy,Beta
"""

import csv
import io
from collections.abc import Mapping

from muster.exchange.elections.reading import Faults, shown

_COLUMNS = 2


def read(text: str, origin: str) -> Mapping[str, str]:
    """Read the employer of each candidate; BallotFaults names every line that is wrong. A heading may be missing."""
    faults = Faults(origin)
    employers: dict[str, str] = {}
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for row in rows:
            cells = [cell.strip() for cell in row]
            if not any(cells) or (not employers and [cell.casefold() for cell in cells] == ["candidate", "employer"]):
                continue
            if len(cells) != _COLUMNS or not all(cells):
                faults.add(rows.line_num, "The line is not a candidate and an employer.", "Write both, with a comma.")
            elif cells[0] in employers:
                faults.add(rows.line_num, f"{shown(cells[0])} was there before.", "Give everybody one employer.")
            else:
                employers[cells[0]] = cells[1]
    except csv.Error as fault:
        faults.add(
            rows.line_num, f"The line cannot be taken apart: {fault}.", "Mend its quotes, or take out odd bytes."
        )
    faults.stop()
    return employers
