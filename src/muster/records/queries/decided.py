"""What was decided, for forms that say what caused a change: resolutions and elections, by what the log calls them."""

from muster.records.models import Election, Group, Proposal

AT_MOST = 100
"""Of each kind, the last ones: what was decided earlier has had its consequences."""


def decisions_made(group: Group) -> list[tuple[str, str]]:
    """Give what was decided, the last first: its subject, and what a form calls it. Two queries."""
    adopted = Proposal.objects.filter(group=group, resolution__isnull=False).order_by("-resolution")[:AT_MOST]
    held = Election.objects.filter(group=group, result__isnull=False).defer("result").order_by("-number")[:AT_MOST]
    return [
        *((one.handle, f"Resolution {one.resolution}: {one.title}") for one in adopted),
        *((one.handle, f"Election {one.number}: {one.title}") for one in held),
    ]
