"""The addresses of members, people, seats, offices and the charter."""

from django.urls import path

from muster.web.data import page_and_data
from muster.web.membership import charter, correcting, joining, members, people, seats

app_name = "membership"
urlpatterns = [
    *page_and_data("members/", members.members, "members"),
    path("members/add/", joining.add, name="add-organisation"),
    *page_and_data("members/<slug:slug>/", members.member, "member"),
    path("members/<slug:slug>/change/", joining.change, name="change-organisation"),
    path("members/<slug:slug>/state/", joining.state, name="change-state"),
    path("members/<slug:slug>/past/", joining.past_state, name="add-state"),
    path("members/<slug:slug>/apply/", joining.apply, name="apply"),
    path("members/<slug:slug>/word/", joining.word, name="attest"),
    *page_and_data("people/", people.people, "people"),
    path("people/add/", people.add, name="add-person"),
    *page_and_data("people/<int:number>/", people.person, "person"),
    path("people/<int:number>/name/", people.rename, name="rename-person"),
    path("people/<int:number>/work/", people.work, name="affiliate"),
    path("people/<int:number>/work/<int:key>/end/", people.end_work, name="end-affiliation"),
    *page_and_data("seats/", seats.seats, "seats"),
    *page_and_data("seats/<slug:slug>/", seats.seat, "seat"),
    path("seats/<slug:slug>/hold/", seats.hold, name="hold-seat"),
    path("seats/<slug:slug>/holders/<int:key>/end/", seats.leave, name="leave-seat"),
    *page_and_data("offices/", seats.offices, "offices"),
    path("offices/<slug:role>/give/", seats.give, name="give-office"),
    path("offices/holders/<int:key>/end/", seats.leave_role, name="leave-office"),
    path("corrections/<slug:kind>/<int:key>/", correcting.correction, name="correct"),
    *page_and_data("charter/", charter.charter, "charter"),
    path("charter/change/", charter.change, name="change-charter"),
    path("charter/changes/", charter.compared, name="compare-charters"),
    *page_and_data("charter/versions/<int:number>/", charter.version, "charter-version"),
    path("charter/versions/<int:number>.toml", charter.file, name="charter-file"),
]
