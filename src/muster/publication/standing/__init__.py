"""The report on a standing."""

from muster.publication.standing.report import render

__all__ = ["render"]
