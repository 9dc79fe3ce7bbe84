"""A form that was refused says first which fields want another look, with the keyboard there and a link to each."""

from django.test import Client

from muster.records.models import Account
from tests.cast import Cast, address


def test_a_refused_form_names_every_field_that_wants_another_look(alpha: Cast) -> None:
    client = Client()
    client.force_login(Account.objects.get(email=address("Ada")))
    answer = client.post(f"/{alpha.group.slug}/proposals/new/", {"rule": "motion"})
    summary = answer.content.decode().split('<div class="faults"', 1)[1].split("</div>", 1)[0]
    assert answer.status_code == 422
    assert "autofocus" in summary
    assert "2 things need another look" in summary
    assert '<a href="#id_title">Title</a>' in summary
    assert '<a href="#id_text">Text</a>' in summary
