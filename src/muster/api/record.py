"""The record: everything that a group decided or published, as one chain that anybody can check."""

import json
from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from ninja import Query
from pydantic import Field, StringConstraints

from muster.api.door import Area, caller_of, shown
from muster.api.pages import LARGEST_KEY, NUMBER, Page, Turn, listed
from muster.api.shapes import Shown, Slug, Subject
from muster.domain.errors import NotThere
from muster.records import log
from muster.records.models import Entry
from muster.records.queries.log import entry_numbered, entry_sealed_as, head_and_count, page_of_entries

area = Area("Record")

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
EntryNumber = Annotated[int, Field(ge=1, le=LARGEST_KEY)]


class Head(Shown):
    """Where the chain ends. Whoever keeps `hash` can tell later whether anything before it was changed."""

    entries: int
    hash: str
    at: datetime


class EntryShown(Shown):
    """An entry of the log. body: the very text whose SHA-256 is `hash`; the other keys say what is in it."""

    number: int
    at: datetime
    kind: str
    subject: str
    by: str = Field(description="Who, such as `person/3`; empty: Muster itself.")
    on_behalf: str = Field(description="For which seat, such as `seat/orange`; empty: for none.")
    data: dict[str, Any]
    previous: str = Field(description="The hash of the entry before; of the first, 64 zeros.")
    body: str
    hash: str

    @classmethod
    def of(cls, entry: Entry) -> "EntryShown":
        """Show it."""
        said = json.loads(entry.body)
        return cls(
            number=entry.number,
            at=entry.at,
            kind=entry.kind,
            subject=entry.subject,
            by=entry.by,
            on_behalf=entry.on_behalf,
            data=said["data"],
            previous=said["previous"],
            body=entry.body,
            hash=entry.hash,
        )


@area.read("/groups/{group}/record", Head)
def show_head(request: HttpRequest, group: Slug) -> HttpResponse:
    """Where the chain ends: keep `hash`, and check the whole with `muster record verify FILE --head HASH`."""
    last, count = head_and_count(caller_of(request, group).group)
    if last is None:
        raise NotThere("record", "Nothing is in the record yet.", "Ask again when something is.")
    return shown(request, Head(entries=count, hash=last.hash, at=last.at))


@area.read("/groups/{group}/record/entries", Page[EntryShown])
def list_entries(
    request: HttpRequest,
    group: Slug,
    turn: Query[Turn],
    *,
    about: Subject | None = None,
    after: EntryNumber | None = None,
) -> HttpResponse:
    """The entries, the oldest first; of one subject, if one is named; those after the number of one that you have."""
    rows = page_of_entries(caller_of(request, group).group, about or "", after=after or 0)
    return listed(request, rows, EntryShown.of, key=NUMBER, turn=turn)


@area.read("/groups/{group}/record/entries/{number}", EntryShown)
def show_entry(request: HttpRequest, group: Slug, number: EntryNumber) -> HttpResponse:
    """One entry."""
    return shown(request, EntryShown.of(entry_numbered(caller_of(request, group).group, number).entry))


@area.read("/groups/{group}/record/sealed/{sha256}", EntryShown)
def find_sealed_entry(request: HttpRequest, group: Slug, sha256: Sha256) -> HttpResponse:
    """The entry that was sealed as this hash. If a head that you kept is not there any more, the log is another one."""
    return shown(request, EntryShown.of(entry_sealed_as(caller_of(request, group).group, sha256)))


@area.read(
    "/groups/{group}/record/log.jsonl",
    None,
    openapi_extra={"responses": {200: {"content": {"application/jsonl": {"schema": {"type": "string"}}}}}},
)
def download_record(request: HttpRequest, group: Slug) -> StreamingHttpResponse:
    """The whole log, an entry a line, as `muster record verify` checks it."""
    known = caller_of(request, group).group
    answer = StreamingHttpResponse(log.published(known), content_type="application/jsonl")
    answer["Content-Disposition"] = f'attachment; filename="{known.slug}-record.jsonl"'
    return answer
