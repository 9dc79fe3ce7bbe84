"""The tables, an area a file. Only records and actions touch them."""

from muster.records.models.accounts import Account, Token
from muster.records.models.decisions import Draft, Proposal, SecretVote
from muster.records.models.elections import Ballot, Candidacy, Election, Elector
from muster.records.models.groups import CharterVersion, Entry, Group, Standing
from muster.records.models.letters import Letter
from muster.records.models.liaisons import Liaison, OutsideBody, Statement
from muster.records.models.meetings import Action, AgendaItem, Attendance, CalendarKey, Meeting, MinutesVersion, Series
from muster.records.models.people import (
    Affiliation,
    Attestation,
    Holding,
    Invitation,
    Membership,
    Office,
    Organisation,
    Person,
    Seat,
)
from muster.records.models.roadmap.items import CalendarVersion, Confirmation, RoadmapItem, Support, UseCase
from muster.records.models.roadmap.promises import Plan, Pledge, Round, RoundBallot
from muster.records.models.roadmap.published import Edition, MonthlyReport, TeamMember

__all__ = [
    "Account",
    "Action",
    "Affiliation",
    "AgendaItem",
    "Attendance",
    "Attestation",
    "Ballot",
    "CalendarKey",
    "CalendarVersion",
    "Candidacy",
    "CharterVersion",
    "Confirmation",
    "Draft",
    "Edition",
    "Election",
    "Elector",
    "Entry",
    "Group",
    "Holding",
    "Invitation",
    "Letter",
    "Liaison",
    "Meeting",
    "Membership",
    "MinutesVersion",
    "MonthlyReport",
    "Office",
    "Organisation",
    "OutsideBody",
    "Person",
    "Plan",
    "Pledge",
    "Proposal",
    "RoadmapItem",
    "Round",
    "RoundBallot",
    "Seat",
    "SecretVote",
    "Series",
    "Standing",
    "Statement",
    "Support",
    "TeamMember",
    "Token",
    "UseCase",
]
