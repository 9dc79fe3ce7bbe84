"""Pages lead whoever reads them to what comes next: from an application to the board, from a resolution to its form."""

import re
from hashlib import sha256

from django.test import Client

from muster.actions.admission import apply_for_membership
from muster.actions.decisions.calling import call_for_consensus
from muster.actions.decisions.putting import open_proposal
from muster.actions.decisions.writing import Consequence, Written
from muster.actions.organisations import add_organisation
from muster.actions.people import add_person
from muster.records.models import Account, CharterVersion
from tests.cast import Cast, address
from tests.membership import WITH_CLASSES
from tests.web.access.shape import asking

PROPOSAL = "/alpha/proposals/1/"


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(email=address(name)))
    return client


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_application_leads_to_a_proposal_that_is_filled_in(alpha: Cast) -> None:
    denali = add_organisation(asking(alpha, "Di"), "Denali & Sons")
    its_page = f"/alpha/members/{denali.slug}/"
    assert "Put its admission" not in page(signed_in("Bo"), its_page)
    apply_for_membership(asking(alpha, "Di"), denali, membership="member")
    assert "Put its admission" not in page(Client(), its_page)
    bo = signed_in("Bo")
    found = re.search(r'href="([^"]+)">Put its admission to the board<', page(bo, its_page))
    assert found
    form = page(bo, found[1].replace("&amp;", "&"))
    assert 'value="Denali &amp; Sons becomes a member"' in form
    assert f'<option value="admit {denali.handle}" selected>' in form


def follows(name: str) -> str:
    """Give the address of the form for what follows from proposal 1, as somebody's page of it has it."""
    found = re.search(r'href="([^"]+)">Write it down: Denali becomes a member<', page(signed_in(name), PROPOSAL))
    return found[1].replace("&amp;", "&") if found else ""


def test_a_resolution_leads_those_who_carry_it_out_to_a_form_that_is_filled_in(alpha: Cast) -> None:
    denali = add_organisation(alpha.caller("Di"), "Denali")
    apply_for_membership(alpha.caller("Di"), denali, membership="member")
    admit = Written("Admit Denali", "We admit it.", Consequence("admit", "denali"))
    proposal = open_proposal(alpha.caller("Bo"), "motion", admit)
    call_for_consensus(alpha.caller("Bo"), proposal.number, version=1)
    assert follows("Bo") == ""
    form = page(signed_in("Di"), follows("Di"))
    assert '<option value="member" selected>' in form
    assert '<option value="proposal/1" selected>' in form


def test_people_of_the_member_come_first_where_its_seat_is_given(alpha: Cast) -> None:
    add_person(asking(alpha, "Di"), "Zoe", invented=True, organisation="corona")
    form = page(signed_in("Di"), "/alpha/seats/corona/hold/")
    choices = form[form.index('name="person"') : form.index('name="part"')]
    assert re.findall(r'<optgroup label="([^"]+)"|>([^<]+)</option>', choices)[:4] == [
        ("Who work for Corona", ""),
        ("", "Cy (invented)"),
        ("", "Zoe (invented)"),
        ("Others", ""),
    ]


def test_a_word_is_given_on_something_that_the_form_names(alpha: Cast) -> None:
    text = WITH_CLASSES.replace("NAME", "Alpha")
    CharterVersion.objects.filter(group=alpha.group).update(text=text, sha256=sha256(text.encode()).hexdigest())
    assert "What you give it for: Corona is a large operator." in page(signed_in("Di"), "/alpha/members/corona/word/")
