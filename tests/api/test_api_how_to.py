"""What docs/how-to/use-the-api.md shows works, one request after the other, as it stands there."""

import json
import re
import shlex
from typing import Any

from django.utils import timezone

from muster.actions.tokens import make_token
from muster.records.models import Account
from tests.api.asking import Program
from tests.cast import Cast, address
from tests.conventions.house import ROOT, said

PAGE = said(ROOT / "docs" / "how-to" / "use-the-api.md")


def commands() -> list[list[str]]:
    """Give the arguments of every curl on the page."""
    shell = "".join(re.findall(r"^```sh\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)).replace("\\\n", " ")
    return [shlex.split(line)[1:] for line in shell.splitlines() if line.startswith("curl ")]


def run(arguments: list[str], known: dict[str, str]) -> Any:  # noqa: ANN401 - Django's answer
    headers, body, rest = {}, None, iter(arguments)
    path = ""
    for argument in rest:
        if argument == "-H":
            name, _, value = next(rest).partition(": ")
            headers[name] = re.sub(r"\$(\w+)", lambda found: known[found[1]], value)
        elif argument == "-d":
            body = next(rest).encode()
        elif argument == "-o":
            next(rest)
        else:
            path = argument.removeprefix("http://localhost:8000")
    form = {"content_type": headers.pop("Content-Type")} if body else {}
    return Program(headers).ask("POST" if body else "GET", path, body, **form)


def test_every_command_on_the_page_does_what_the_page_says(alpha: Cast) -> None:  # noqa: ARG001 - the group that it speaks of
    account = Account.objects.get(email=address("Ada"))
    _, token = make_token(account, "how to", days=1, may_write=True, at=timezone.now())
    seat = Program({}).ask("GET", "/api/v1/groups/alpha/seats/borealis")
    answers = [run(arguments, {"TOKEN": token, "ETAG": seat["ETag"]}) for arguments in commands()]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 200, 201, 200, 200, 200]


def test_the_refusal_on_the_page_is_the_one_that_is_sent(alpha: Cast) -> None:  # noqa: ARG001 - as above
    account = Account.objects.get(email=address("Ada"))
    _, token = make_token(account, "how to", days=1, may_write=True, at=timezone.now())
    shown = json.loads(re.findall(r"^```json\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)[0])
    body = {"name": "Fay", "is_chair": True}
    answer = Program({"Authorization": f"Bearer {token}"}).ask("POST", shown["instance"], body)
    assert answer.json() == shown
