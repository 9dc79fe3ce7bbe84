"""What is filled in about the calendar: a cycle, an event, or schedules to read."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest

from muster.actions.caller import Acting
from muster.actions.roadmap.calendar import SUBJECT
from muster.domain.charter.calendar import Calendar, Cycle, Event
from muster.exchange.calendars.reading import File
from muster.exchange.plain_yaml import LARGEST
from muster.web.asking import DeedForm, Said, day_field

LONGEST = 500
DAY_LETTERS = 10
KINDS = "summit, ptg, ops-midcycle, tc-election, working-group"


class CycleForm(DeedForm):
    """A release cycle."""

    name = forms.CharField(max_length=LONGEST, label="Name", help_text="Such as Pike.")
    start = day_field("Its first day")
    release = day_field("The day of its release", required=False)
    planned_release = day_field(
        "The day that was planned for it", required=False, help_text="Where that was another, or is all that is known."
    )
    eol = day_field("The day on which it is no longer looked after", required=False)
    milestones = forms.CharField(
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        label="Milestones",
        help_text="A name and a day in each line: <code>p-1 2017-04-13</code>. The names feature-freeze, "
        "nova-spec-freeze, rc1-week and their like say what must be asked for by when.",
    )
    source = forms.CharField(max_length=LONGEST, required=False, label="Where the dates stand")

    def clean_milestones(self) -> dict[str, date]:
        """Read the lines. ValidationError: each that is no name with a day."""
        found: dict[str, date] = {}
        faults = []
        for number, line in enumerate(self.cleaned_data["milestones"].splitlines(), start=1):
            name, _, day = line.strip().rpartition(" ")
            if not line.strip():
                continue
            try:
                read = date.fromisoformat(day) if len(day) == DAY_LETTERS else None
            except ValueError:
                read = None
            if not name.strip() or read is None:
                faults.append(f"Line {number} is no name with a day. Write it like this: p-1 2017-04-13.")
            elif name.strip() in found:
                faults.append(f"Line {number}: that name stands above already. Give each its own.")
            else:
                found[name.strip()] = read
        if faults:
            raise forms.ValidationError([forms.ValidationError(fault) for fault in faults])
        return found

    @staticmethod
    def known(cycle: Cycle) -> Said:
        """Give what is known of a cycle, to begin with."""
        lines = (f"{name} {day}" for name, day in sorted(cycle.milestones.items(), key=lambda one: (one[1], one[0])))
        return {**cycle.model_dump(exclude_defaults=True), "milestones": "\n".join(lines)}


class EventForm(DeedForm):
    """Something that takes place on given days."""

    name = forms.CharField(max_length=LONGEST, label="Name")
    kind = forms.CharField(
        max_length=100, label="What sort of event it is", help_text=f"Such as {KINDS}; it decides on its row."
    )
    first = day_field("Its first day")
    last = day_field("Its last day", required=False, help_text="It counts; left out, the event has one day.")
    planned_first = day_field("Its first day as it was planned", required=False, help_text="Where that was another.")
    planned_last = day_field("Its last day as it was planned", required=False)
    precision = forms.ChoiceField(
        choices=[("day", "to the day"), ("week", "to the week"), ("month", "to the month")],
        label="How closely the days are known",
        initial="day",
    )
    place = forms.CharField(max_length=LONGEST, required=False, label="Where")
    cycle = forms.ChoiceField(required=False, label="The cycle that is planned there")
    verified = forms.BooleanField(
        required=False, initial=True, label="The days were read in the source, and are not from memory"
    )
    source = forms.CharField(max_length=LONGEST, required=False, label="Where the dates stand")

    def __init__(self, request: HttpRequest, who: Acting, calendar: Calendar, *, initial: Said | None = None) -> None:
        """Offer the calendar's cycles."""
        super().__init__(request, who, SUBJECT, initial=initial)
        names = [cycle.name for cycle in calendar.cycles]
        self.fields["cycle"].choices = [("", "none"), *((name, name) for name in names)]  # type: ignore[attr-defined]  # it is a choice

    @staticmethod
    def known(event: Event) -> Said:
        """Give what is known of an event, to begin with."""
        return event.model_dump()


def entry_of(said: Mapping[str, Any]) -> dict[str, Any]:
    """Give what was filled in as a calendar has it: what is empty is left out."""
    kept = {key: value for key, value in said.items() if key != "version" and value not in ("", None, {})}
    return {**kept, "verified": False} if said.get("verified") is False else kept


def text_field(label: str) -> forms.CharField:
    """Make a field for a file as text."""
    widget = forms.Textarea(attrs={"class": "text"})
    return forms.CharField(max_length=LARGEST, required=False, widget=widget, label=label, strip=False)


class SchedulesForm(forms.Form):
    """Schedules of one series, as files or as text, and the list of all series."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    series = forms.CharField(
        max_length=30,
        required=False,
        label="The series",
        help_text="Such as Pike; it may be left out if the schedule.rst names it in its title.",
    )
    schedule_yaml = forms.FileField(required=False, label="schedule.yaml")
    schedule_rst = forms.FileField(
        required=False, label="schedule.rst", help_text="It has the days and the texts; before Ocata, the weeks too."
    )
    series_status = forms.FileField(
        required=False, label="series_status.yaml", help_text="It has the days on which each series really came out."
    )
    yaml_text = text_field("schedule.yaml as text")
    rst_text = text_field("schedule.rst as text")
    status_text = text_field("series_status.yaml as text")
    keep_plans = forms.BooleanField(
        required=False, initial=True, label="Where a day changes, keep the one that stood there as what was planned"
    )

    FIELDS = (
        ("schedule_yaml", "yaml_text", "schedule.yaml"),
        ("schedule_rst", "rst_text", "schedule.rst"),
        ("series_status", "status_text", "series_status.yaml"),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse files beyond all use before they are read."""
        for upload, _, _ in self.FIELDS:
            file = self.cleaned_data.get(upload)
            if file and file.size > LARGEST * 4:
                fault = f"It has {file.size:,} bytes, and a schedule has at most {LARGEST:,} characters."
                self.add_error(upload, f"{fault} Choose another file.")
        return self.cleaned_data

    def handed_in(self) -> list[File]:
        """Give what was handed in: of each sort the file, or else the text."""
        said, found = self.cleaned_data, []
        for upload, text, name in self.FIELDS:
            data = said[upload].read() if said[upload] else said[text]
            if data:
                found.append(File(name, data, said["series"]))
        return found

    def texts(self, files: list[File]) -> dict[str, str]:
        """Give what was handed in as text, to be handed in once more."""
        by_name = {file.path: file.data for file in files}
        return {
            text: data.decode("utf-8-sig") if isinstance(data, bytes) else data
            for _, text, name in self.FIELDS
            if (data := by_name.get(name)) is not None
        }
