"""The pages of decisions."""

from django.test import Client

from tests.actions.decisions.boards import called, failed, put
from tests.cast import Cast


def test_try(alpha: Cast, client: Client) -> None:
    from muster.records.models import Account
    number = called(alpha)
    for who in ("", "bo", "di"):
        if who:
            client.force_login(Account.objects.get(email=f"{who}@alpha.example"))
        for path in ("proposals/", "resolutions/", f"proposals/{number}/", "proposals.json", f"proposals/{number}.json", "resolutions.json"):
            answer = client.get(f"/alpha/{path}")
            print(path, answer.status_code)
            if path.endswith("1/") and who == "bo":
                print(answer.content.decode())
    client.force_login(Account.objects.get(email="bo@alpha.example"))
    print(client.get("/alpha/proposals/new/").content.decode())
