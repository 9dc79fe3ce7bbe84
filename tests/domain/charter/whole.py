"""A charter that uses every key there is (a test holds it to that), for whoever needs one with everything in it."""

import copy
import tomllib
from typing import Any

WHOLE = """\
version = "3"
vectors = ["Resilience", "Operations"]

[group]
name = "Alpha group"
full_name = "The alphabet's working group"
mission = "Letters for everyone."
parent = "Board of letters"
founded = 2020-01-01

[[classes]]
id = "maker"
name = "Maker"

[[classes.criteria]]
id = "time"
kind = "measured"
text = "gives time"
measure = "fte"
minimum = "7/2"
window_months = 12

[[classes.criteria]]
id = "licence"
kind = "attested"
text = "holds a licence"

[[classes.criteria]]
id = "pledge"
kind = "pledged"
text = "pledges hours"
measure = "pledged_hours"
minimum = 5
unit = "month"
renewed_every_months = 4

[[classes]]
id = "user"
name = "User"

[[members]]
name = "Alpha"
membership = "maker"
since = 2020-02-03
until = 2021-04-05
also_known_as = ["Alpha Inc"]
domains = ["alpha.example"]
part_of = "Omega"

[[members]]
name = "Beta"
membership = "user"
state = "prospect"

[board]
name = "Council"
filled_by = "election"
seats = 9
alternates = true
cap = { seats = 2, share = "1/3" }
related_organisations = "as-one"

[board.election]
method = "stv"
electorate = "All who write."
every_months = 6
term_months = 18
seats_in_turn = [4, 5]

[[board.roles]]
id = "speaker"
name = "Speaker"
holders = 2
chosen_by = "parent"
method = "irv"
term_months = 11

[decisions]
quorum = { more_than = "1/2", of = "recent-attendance", meetings = 3, counts = "present" }
discussion = { days = 8, new_version = "continues", lapses_after_days = 90 }
consensus = { days = 14, silence = "says-nothing", objections = "recorded", objection_needs_reason = false }

[decisions.vote]
called_by = ["speaker", "any-seat"]
one_vote_each = "organisation"
notice_days = 13
days = 21
ballot = "secret"
tie = "passes"
recusal = "stays-in-base"

[[decisions.rules]]
id = "spelling"
name = "Spelling reform"
text = "For every new letter."
way = "consensus-then-vote"
seconds = 2
passes = [
    { at_least = "2/3", of = "seats", voters = "maker" },
    { more_than = 1, voters = "user" },
]
quorum = { at_least = 4 }

[[meetings]]
id = "dictation"
name = "Dictation"
cadence = "quarterly"
purpose = "Listening."
minutes_long = 45
open_to = "members"
agenda_days_before = 5
results_days_after = 6

[evidence]
location = "mirrors/{name}.git"
repositories = ["alpha/pen", { name = "alpha/ink", location = "https://git.example.org/ink" }]
affiliations = [{ file = "who.json", format = "stackalytics", repository = "alpha/people" }]

[[focus_areas]]
name = "Handwriting"
needs = ["legible letters"]
repositories = ["alpha/pen"]
paths = { "alpha/ink" = ["blue", "black/thin"] }

[counting]
version = "2"
theta = { lenient = 10, likely = 16, strict = 20 }
window_months = 3
day_of = "author"
clock = "local"
refs = "default"
credit = "co-authors"
identities = "address"
goal_kinds = ["story"]
bots = ["*[bot]"]
overlay = "who.toml"

[[liaisons]]
body = "Printers"
purpose = "Ink in time."
held_by = "speaker"

[[calendar.cycles]]
name = "Spring"
start = 2020-03-01
release = 2020-06-02
planned_release = 2020-05-30
eol = 2022-06-03
milestones = { draft = 2020-04-04 }
source = "almanac"

[[calendar.events]]
name = "Book fair"
kind = "fair"
first = 2020-05-05
last = 2020-05-06
planned_first = 2020-05-12
planned_last = 2020-05-13
precision = "week"
place = "Leiden"
cycle = "Spring"
verified = false
source = "hearsay"

[roadmap]
items = "roadmap.toml"
"""


def whole() -> dict[str, Any]:
    """The data of the charter, for a test to spoil."""
    return copy.deepcopy(tomllib.loads(WHOLE))


def changed(path: tuple[str | int, ...], value: object) -> dict[str, Any]:
    """The data with another value at one path."""
    data: Any = whole()
    here = data
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    spoilt: dict[str, Any] = data
    return spoilt
