"""Names: none twice, and none that names nothing."""

from collections.abc import Callable, Iterator
from datetime import date

from muster.domain.charter.evidence import NAME
from muster.domain.charter.faults import Fault, key_of, nearest, shown, suggestion
from muster.domain.charter.raw import Row
from muster.domain.charter.shape import Path

_UNIQUE = (
    (("classes",), "id"),
    (("board", "roles"), "id"),
    (("decisions", "rules"), "id"),
    (("meetings",), "id"),
    (("focus_areas",), "name"),
    (("liaisons",), "body"),
    (("calendar", "cycles"), "name"),
    (("calendar", "events"), "name"),
)
_OVERLAY_SUFFIXES = (".toml", ".csv")


def _folded(name: str) -> str:
    # Affiliation data differ in capitals ("SK Telecom", "SK telecom"), and mean one company.
    return " ".join(name.casefold().split())


def _twice(named: Iterator[tuple[Path, str]]) -> Iterator[Fault]:
    seen: dict[str, Path] = {}
    for path, name in named:
        first = seen.setdefault(_folded(name), path)
        if first is not path:
            yield Fault(path, f"{shown(name)} stands already at {key_of(first)}", "give each its own name")


def _named(rows: Iterator[Row], key: str) -> Iterator[tuple[Path, str]]:
    return ((row.at(key), name) for row in rows if (name := row.text(key)) is not None)


def names_stand_once(root: Row) -> Iterator[Fault]:
    """No two classes, offices, rules, series, focus areas, liaisons, cycles or events have one name."""
    for keys, key in _UNIQUE:
        yield from _twice(_named(root.rows(*keys), key))
    for group in root.rows("classes"):
        yield from _twice(_named(group.rows("criteria"), "id"))
    yield from _twice(root.texts("vectors"))
    yield from _twice(root.row("counting").texts("bots"))


def repositories_stand_once(root: Row) -> Iterator[Fault]:
    """No repository is listed twice, as evidence or within one focus area."""
    yield from _twice(_repositories(root))
    for area in root.rows("focus_areas"):
        whole = {name: path for path, name in area.texts("repositories")}
        yield from _twice(area.texts("repositories"))
        for path, name in _paths(area):
            if name in whole:
                yield Fault(
                    path,
                    f"{shown(name)} stands for the area as a whole already, at {key_of(whole[name])}",
                    "name it there, or its paths here, but not both",
                )


def focus_areas_name_evidence(root: Row) -> Iterator[Fault]:
    """A repository of a focus area is one of the evidence's, or its work would never be seen."""
    known = [name for _, name in _repositories(root)]
    written = root.row("evidence").data.get("repositories", ())
    if not isinstance(written, list | tuple) or len(known) != len(written):
        return
    for area in root.rows("focus_areas"):
        for path, name in (*area.texts("repositories"), *_paths(area)):
            if name not in known:
                near = nearest(name, known)
                mend = "add it there" if near is None else f"add it there; or did you mean {shown(near)}?"
                yield Fault(path, f"{shown(name)} is not among evidence.repositories", mend)


def members_have_known_classes(root: Row) -> Iterator[Fault]:
    """A member's class is one of the charter's classes; so are the voters of a condition."""
    known = root.names("classes", "id")
    if known is None:
        return
    for path, name in (
        *_named(root.rows("members"), "membership"),
        *_named(root.rows("decisions", "rules", "passes"), "voters"),
    ):
        if name not in known:
            mend = suggestion(name, known) if known else f'write a [[classes]] with id = "{name}"'
            yield Fault(path, f"there is no class {shown(name)}", mend)


def members_have_names_of_their_own(root: Row) -> Iterator[Fault]:
    """A name, an alias or a domain belongs to one organisation, and an organisation is in one state at a time."""
    owners: dict[str, tuple[Path, str]] = {}
    spans: dict[str, list[tuple[Row, date, date]]] = {}
    for member in root.rows("members"):
        name = member.text("name")
        if name is None:
            continue
        for path, given in ((member.at("name"), name), *member.texts("also_known_as"), *member.texts("domains")):
            first, owner = owners.setdefault(_folded(given), (path, _folded(name)))
            if owner != _folded(name):
                yield Fault(
                    path, f"{shown(given)} belongs to another member already, at {key_of(first)}", "name it once"
                )
        span = (member, member.day("since") or date.min, member.day("until") or date.max)
        yield from _overlaps(name, span, spans.setdefault(_folded(name), []))


def _overlaps(name: str, span: tuple[Row, date, date], earlier: list[tuple[Row, date, date]]) -> Iterator[Fault]:
    member, since, until = span
    for other, begun, ended in earlier:
        if since < ended and begun < until:
            yield Fault(
                member.at("name"),
                f"{shown(name)} stands already at {key_of(other.at('name'))}, for some of the same days",
                "name it once, or let the one entry end (until) before the other begins (since)",
            )
            break
    earlier.append(span)


def events_name_known_cycles(root: Row) -> Iterator[Fault]:
    """The cycle that an event plans is one of the calendar's."""
    known = root.names("calendar", "cycles", "name")
    if known is None:
        return
    for path, name in _named(root.rows("calendar", "events"), "cycle"):
        if name not in known:
            yield Fault(path, f"there is no cycle {shown(name)} in the calendar", suggestion(name, known))


def repositories_can_be_found(root: Row) -> Iterator[Fault]:
    """The template of locations says where the name goes, and nothing else in braces."""
    evidence = root.row("evidence")
    location = evidence.text("location")
    if location is None:
        return
    rest = location.replace(NAME, "")
    if "{" in rest or "}" in rest:
        yield Fault(evidence.at("location"), f"{shown(location)} has braces around another word", f"write only {NAME}")
    elif rest == location and len(list(_repositories(root))) > 1:
        yield Fault(
            evidence.at("location"),
            f"{shown(location)} is one place for all repositories",
            f'put {NAME} where the name belongs, such as "repositories/{NAME}.git"',
        )


def the_overlay_is_of_a_known_form(root: Row) -> Iterator[Fault]:
    """The overlay is TOML or CSV, told by its suffix."""
    counting = root.row("counting")
    overlay = counting.text("overlay")
    if overlay is not None and not overlay.casefold().endswith(_OVERLAY_SUFFIXES):
        yield Fault(counting.at("overlay"), f"{shown(overlay)} has an unknown suffix", "name a .toml or a .csv file")


def _repositories(root: Row) -> Iterator[tuple[Path, str]]:
    """Every repository of the evidence, bare or as a table, with the path of its name."""
    evidence = root.row("evidence")
    yield from evidence.texts("repositories")
    yield from _named(evidence.rows("repositories"), "name")


def _paths(area: Row) -> Iterator[tuple[Path, str]]:
    paths = area.row("paths")
    return ((paths.at(name), name) for name in paths.data if isinstance(name, str))


RULES: tuple[Callable[[Row], Iterator[Fault]], ...] = (
    names_stand_once,
    repositories_stand_once,
    focus_areas_name_evidence,
    members_have_known_classes,
    members_have_names_of_their_own,
    events_name_known_cycles,
    repositories_can_be_found,
    the_overlay_is_of_a_known_form,
)
