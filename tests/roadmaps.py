"""What Alpha's charter says besides, for tests of the roadmap: focus areas, vectors, repositories and a calendar."""

from hashlib import sha256
from typing import Final

from muster.records.models import CharterVersion
from tests.cast import CHARTER, Cast

BESIDES: Final = """
[evidence]
repositories = ["alpha/engine", "alpha/wheels", "alpha/tools"]

[[focus_areas]]
name = "Engines"
repositories = ["alpha/engine"]

[[focus_areas]]
name = "Wheels"
repositories = ["alpha/wheels"]

[[calendar.cycles]]
name = "Ocata"
start = 2016-11-07
release = 2017-02-22

[[calendar.cycles]]
name = "Pike"
start = 2017-02-27
release = 2017-08-30

[[calendar.cycles]]
name = "Queens"
start = 2017-09-04
release = 2018-02-28
"""
VECTORS: Final = 'vectors = ["Operations", "Resiliency/Scale"]\n'


def with_a_roadmap(alpha: Cast) -> Cast:
    """Let the charters of Alpha and of Omega say what a roadmap needs, as if they always had."""
    for group, name in ((alpha.group, "Alpha"), (alpha.other, "Omega")):
        text = VECTORS + CHARTER.replace("NAME", name) + BESIDES
        CharterVersion.objects.filter(group=group).update(text=text, sha256=sha256(text.encode()).hexdigest())
    return alpha
