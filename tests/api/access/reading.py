"""Who gets what of all that is only read: everybody, all of it; the record is public."""

import hashlib
from typing import Any

from django.utils import timezone

from muster.records import log
from muster.records.models import CharterVersion, Standing
from tests.api.access.shape import Call
from tests.cast import Cast
from tests.web.access.shape import ENTRY_THERE, NO_ID, OMEGAN, ONLY_THERE, PERSON_THERE, everybody, only

DAY_THERE = "2017-03-03"
SEALED_THERE = "0" * 64
SOMEBODY = only("stranger", "participant", "representative", "chair", "secretary", "chair of another group", public=401)


def calls(alpha: Cast) -> tuple[Call, ...]:
    version_there, day = "omega-only", "2017-02-02"
    text = alpha.other.charters.get().text
    sha256 = hashlib.sha256(OMEGAN.encode()).hexdigest()
    CharterVersion.objects.create(
        group=alpha.other, version=version_there, since="2017-04-04", text=text, sha256=sha256
    )
    for group, on, figures in ((alpha.group, day, "Alpha's"), (alpha.other, DAY_THERE, OMEGAN)):
        data = {"of": figures}
        Standing.objects.create(group=group, on=on, counted_at=timezone.now(), data=data, sha256=sha256)
    head = log.head(alpha.group)
    assert head
    everyone = everybody(200)
    version: dict[str, Any] = {"given": {"version": "1"}, "foreign": {"version": version_there}}
    return (
        Call("list_groups", everyone),
        Call("show_group", everyone),
        Call("show_standpoint", everyone),
        Call("show_me", SOMEBODY),
        Call("show_charter_in_force", everyone, query={"on": "2017-05-09"}),
        Call("list_charters", everyone),
        Call("show_charter", everyone, **version),
        Call("show_charter_file", everyone, **version),
        Call("list_organisations", everyone),
        Call("show_organisation", everyone, given={"organisation": "aurora"}, foreign={"organisation": ONLY_THERE}),
        Call("list_people", everyone),
        Call("show_person", everyone, given={"number": 1}, foreign={"number": PERSON_THERE}),
        Call("list_seats", everyone, query={"on": "2017-05-09"}),
        Call("show_seat", everyone, given={"seat": "aurora"}, foreign={"seat": ONLY_THERE}),
        Call("list_offices", everyone),
        Call("show_office", everyone, given={"role": "chair"}, foreign={"role": NO_ID}),
        Call("list_standings", everyone),
        Call("show_standing", everyone, given={"on": day}, foreign={"on": DAY_THERE}),
        Call("show_head", everyone),
        Call("list_entries", everyone, query={"about": "seat/aurora", "after": 1}),
        Call("show_entry", everyone, given={"number": 1}, foreign={"number": ENTRY_THERE}),
        Call("find_sealed_entry", everyone, given={"sha256": head.hash}, foreign={"sha256": SEALED_THERE}),
        Call("download_record", everyone),
    )
