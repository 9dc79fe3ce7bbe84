"""The addresses of meetings and actions."""

from django.urls import path

from muster.web.meetings import actions, agenda, attendance, feeds, meeting, minutes, notes, overview, planning, series

app_name = "meetings"
urlpatterns = [
    path("meetings.ics", feeds.group, name="group_calendar"),
    path("meetings/", overview.overview, name="overview"),
    path("meetings/quarter/", overview.quarter, name="quarter"),
    path("meetings/search/", overview.search, name="search"),
    path("meetings/plan/", planning.plan, name="plan"),
    path("meetings/import/", planning.take_over, name="import"),
    path("meetings/series/<slug:slug>.ics", feeds.series, name="series_calendar"),
    path("meetings/series/<slug:slug>.yaml", planning.file, name="series_file"),
    path("meetings/series/<slug:slug>/", series.series, name="series"),
    path("meetings/series/<slug:slug>/change/", planning.change, name="change"),
    path("meetings/series/<slug:slug>/move/", series.move, name="move"),
    path("meetings/series/<slug:slug>/cancel/", series.cancel, name="cancel"),
    path("meetings/series/<slug:slug>/restore/", series.restore, name="restore"),
    path("meetings/series/<slug:slug>/call/", series.call, name="call"),
    path("meetings/series/<slug:slug>/end/", series.end, name="end"),
    path("meetings/<slug:slug>/", meeting.meeting, name="meeting"),
    path("meetings/<slug:slug>/live/", meeting.live, name="live"),
    path("meetings/<slug:slug>/agenda/propose/", agenda.propose, name="propose"),
    path("meetings/<slug:slug>/agenda/drop/", agenda.drop, name="drop"),
    path("meetings/<slug:slug>/agenda/order/", agenda.order, name="order"),
    path("meetings/<slug:slug>/agenda/publish/", agenda.publish, name="publish_agenda"),
    path("meetings/<slug:slug>/here/", attendance.tick, name="tick"),
    path("meetings/<slug:slug>/attendance/", attendance.attendance, name="attendance"),
    path("meetings/<slug:slug>/minutes/", minutes.edit, name="minutes"),
    path("meetings/<slug:slug>/minutes.md", minutes.markdown, name="markdown"),
    path("meetings/<slug:slug>/minutes/actions/", minutes.take_actions, name="take_actions"),
    path("meetings/<slug:slug>/minutes/notes/", notes.notes, name="notes"),
    path("meetings/<slug:slug>/minutes/notes/use/", notes.use, name="use_notes"),
    path("meetings/<slug:slug>/minutes/approve/", minutes.approve, name="approve"),
    path("meetings/<slug:slug>/minutes/publish/", minutes.publish, name="publish"),
    path("meetings/<slug:slug>/minutes/correct/", minutes.correct, name="correct"),
    path("actions/", actions.actions, name="actions"),
    path("actions/<int:number>/", actions.action, name="action"),
    path("actions/<int:number>/give/", actions.give, name="give"),
    path("actions/<int:number>/done/", actions.close, name="close"),
    path("actions/<int:number>/drop/", actions.drop, name="drop_action"),
    path("actions/<int:number>/reopen/", actions.reopen, name="reopen"),
]
