"""The report on a standing: one HTML page that needs nothing but itself, to be read, printed, kept and passed on.

No script runs in it and nothing is loaded by it; its own content security policy says so to the browser. The same
standing gives the same bytes.
"""

import base64
import hashlib
import shlex
from collections import Counter
from fractions import Fraction
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from muster.domain.contribution import words
from muster.domain.contribution.common_work import ONE_COMPANY_AT_MOST, TWO_COMPANIES_AT_MOST
from muster.domain.contribution.standing import Standing
from muster.domain.words import neutral
from muster.publication.standing import view

LONGEST_TEXT = 1_000
COMPANIES_AT_ONCE = 20
MINUS = "\N{MINUS SIGN}"


def render(standing: Standing, *, charter: str = "charter.toml") -> str:
    """Give the standing as one self-contained HTML page.

    charter: what was typed to name the charter, for the commands that the page proposes.
    """
    taken: Counter[str] = Counter()
    members, others = view.entries(standing.members, taken), view.entries(standing.others, taken)
    style = resources.files(__package__).joinpath("templates/report.css").read_text(encoding="utf-8")
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            standing=standing,
            provenance=standing.provenance,
            charter=shlex.quote(charter),
            members=members,
            others=others,
            anchors={entry.member.name: entry.anchor for entry in reversed([*members, *others])},
            tried=view.tried_conventions([*members, *others]),
            promise=words.promise_sentences(standing),
            blocks=view.criterion_blocks(members),
            panels=view.panels(standing, [*members, *others]),
            trend=list(view.trend_rows(standing)),
            areas_chart=view.areas_chart(standing, members),
            common_work_chart=view.common_work_chart(standing),
            companies=view.company_rows(standing),
            companies_at_once=COMPANIES_AT_ONCE,
            left_out=view.left_out(standing.provenance),
            style=Markup(style),  # noqa: S704 - our own file
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        )
    )


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("muster.publication.standing"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "name": _name,
        "exact": str,
        "day": words.day,
        "number": lambda value: _minus(words.number(Fraction(value))),
        "percent": words.percent,
        "quoted": shlex.quote,
        "slug": view.slug,
    }
    environment.globals |= {
        "by_area": view.by_area,
        "common_sentence": view.common_sentence,
        "counted": words.counted,
        "figure_range": lambda figures, minimum=None: _minus(words.figure_range(figures, minimum)),
        "flip_note": words.flip_note,
        "flip_sentence": words.flip_sentence,
        "kind_of": view.kind_of,
        "limits": {"one": ONE_COMPANY_AT_MOST, "two": TWO_COMPANIES_AT_MOST},
        "linked_share": view.linked_share,
        "listed": words.listed,
        "margin": lambda margin: _minus(words.signed(margin)),
        "meaning_of": view.meaning_of,
        "meanings": words.MEANINGS,
        "reach_sentence": words.reach_sentence,
        "steady_sentences": words.steady_sentences,
        "rounded": lambda value, minimum=None: _minus(words.rounded(value, 1, minimum)),
        "verdict_sentence": words.verdict_sentence,
    }
    return environment


def _shown(value: object) -> object:
    """Make every text safe that a template writes, whoever wrote it: no control characters, no address, no flood."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    text = neutral(str(value))
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT].rstrip()}… ({len(text):,} characters)"


def _name(text: str) -> Markup:
    """Give a name as its own run of text, so that its direction never disturbs the line it stands in."""
    return Markup("<bdi>{}</bdi>").format(words.shown_name(view.NO_COMPANY.get(text, text)))


def _minus(text: str) -> str:
    return text.replace("-", MINUS)
