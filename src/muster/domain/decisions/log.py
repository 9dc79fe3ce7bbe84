"""Events as the group's log keeps them, and back: the log's own columns say when, who and for which seat.

An entry may hold more than its event, the text of a version for example; that is passed over here.
"""

from typing import Annotated, Any, Final

from pydantic import Field, TypeAdapter

from muster.domain.decisions.events import AnyEvent
from muster.domain.record.chain import Said, canonical, written

_EVENTS: Final[TypeAdapter[AnyEvent]] = TypeAdapter(Annotated[AnyEvent, Field(discriminator="kind")])


def data_of(event: AnyEvent) -> dict[str, Any]:
    """Give the `data` of the event's entry; its other columns are event.kind, event.at, event.by.person and .seat."""
    data: dict[str, Any] = _EVENTS.dump_python(event, mode="json")
    acting = {key: value for key, value in data["by"].items() if key not in {"person", "seat"}}
    return {"acting": acting, **{key: value for key, value in data.items() if key not in {"at", "by", "kind"}}}


def event_of(said: Said) -> AnyEvent:
    """Give the event that an entry of the log tells. ValueError: it tells none."""
    data = dict(said.data)
    by = {**data.pop("acting", {}), "person": said.by, "seat": said.on_behalf or None}
    # As JSON, because only there a list may become a tuple and a text a moment, and nothing else may become anything.
    told = canonical({**data, "kind": said.kind, "at": written(said.at), "by": by})
    return _EVENTS.validate_json(told, strict=True)
