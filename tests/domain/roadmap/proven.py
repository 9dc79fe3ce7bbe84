"""Proofs made by hand, for the rules that read them: figures as they are, changes as many as one says."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from muster.domain.contribution.standing import Theta
from muster.domain.contribution.verdict import Figures
from muster.domain.contribution.windows import Window
from muster.domain.roadmap.proof.proof import ItemProof, Proof, Share

PIKE = Window(date(2017, 2, 27), date(2017, 8, 30))


def figures(likely: str, lenient: str = "", strict: str = "") -> Figures:
    return Figures(Fraction(lenient or likely), Fraction(likely), Fraction(strict or likely))


def share(company: str, changes: int, fte: str | Figures = "1", *, member: bool = True) -> Share:
    return Share(company, changes, 1, changes, figures(fte) if isinstance(fte, str) else fte, member)


def item(slug: str, *shares: Share, unattributed: int = 0) -> ItemProof:
    changes = sum(one.changes for one in shares) + unattributed
    seen = (date(2017, 3, 1), date(2017, 8, 1)) if changes else (None, None)
    return ItemProof(slug, changes, shares, unattributed, changes, *seen, *seen)


def proof(items: Sequence[ItemProof]) -> Proof:
    return Proof(PIKE, tuple(items), (), {}, Theta(9, 12, 15), "f" * 64, "2017-09-01", "2017-09-01")
