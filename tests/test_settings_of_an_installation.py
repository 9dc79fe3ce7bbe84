"""How an installation is set up by environment variables: each is explained, and what cannot be is refused."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conventions.house import PACKAGE, ROOT, said
from tests.journeys.server import environment_of

ASK = """
import json, sys
import muster.settings as settings
print(json.dumps([getattr(settings, name) for name in sys.argv[1:]], default=str))
"""


def asked(home: Path, *names: str, **variables: str) -> list[Any]:
    """Start a process with these variables, and give these settings."""
    command = [sys.executable, "-c", ASK, *names]
    done = subprocess.run(command, env=environment_of(home, **variables), capture_output=True, text=True, check=False)
    if done.returncode:
        raise ValueError(done.stderr.strip().splitlines()[-1])
    found: list[Any] = json.loads(done.stdout)
    return found


def test_every_variable_is_explained_and_none_that_is_not_there() -> None:
    read = set(re.findall(r"MUSTER_[A-Z_]+", said(PACKAGE / "settings.py")))
    explained = re.findall(r"^\| `(MUSTER_[A-Z_]+)` \|", said(ROOT / "docs/reference/settings.md"), re.MULTILINE)
    assert sorted(explained) == sorted(read)


def test_the_how_to_names_no_variable_that_is_not_there() -> None:
    read = set(re.findall(r"MUSTER_[A-Z_]+", said(PACKAGE / "settings.py")))
    assert set(re.findall(r"MUSTER_[A-Z_]+", said(ROOT / "docs/how-to/run-muster.md"))) - read == set()


def test_without_any_variable_muster_is_on_this_machine_alone(tmp_path: Path) -> None:
    names = ("BASE_URL", "ALLOWED_HOSTS", "SIGN_UP_IS_OPEN", "SESSION_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "DEBUG")
    found = asked(tmp_path, *names)
    assert found == ["http://localhost:8000", ["localhost", "localhost", "127.0.0.1"], False, False, 0, False]


def test_a_secret_is_made_once_and_kept_where_nobody_else_reads_it(tmp_path: Path) -> None:
    (first,), (second,) = asked(tmp_path, "SECRET_KEY"), asked(tmp_path, "SECRET_KEY")
    assert first == second
    assert len(first) >= 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
    given = {"MUSTER_SECRET_KEY": "given"}
    assert asked(tmp_path, "SECRET_KEY", **given) == ["given"]


def test_behind_https_cookies_and_browsers_stay_there(tmp_path: Path) -> None:
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN")
    found = asked(tmp_path, *names, MUSTER_URL="https://muster.example/")
    assert found == [True, True, 31_536_000, False]


def test_several_instances_count_attempts_in_their_database_and_one_in_its_memory(tmp_path: Path) -> None:
    url = "postgresql://muster:p%40ss@db.example:5433/muster"
    ((database,), (cache,)) = (
        [one["default"]] for one in asked(tmp_path, "DATABASES", "CACHES", MUSTER_DATABASE_URL=url)
    )
    wanted = {"NAME": "muster", "USER": "muster", "PASSWORD": "p@ss", "HOST": "db.example", "PORT": "5433"}
    assert {key: database[key] for key in wanted} == wanted
    assert cache["BACKEND"].endswith("DatabaseCache")
    assert asked(tmp_path, "CACHES")[0]["default"]["BACKEND"].endswith("LocMemCache")


@pytest.mark.parametrize(
    ("smtp", "found"),
    [
        ("smtp://mail.example", ["mail.example", 25, "", "", False, False]),
        ("smtp+tls://ada%40x:p%2Fw@mail.example", ["mail.example", 587, "ada@x", "p/w", True, False]),
        ("smtps://ada:pw@mail.example:4650", ["mail.example", 4650, "ada", "pw", False, True]),
        ("smtps://mail.example", ["mail.example", 465, "", "", False, True]),
    ],
)
def test_a_mail_server_is_named_by_one_address(tmp_path: Path, smtp: str, found: list[Any]) -> None:
    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL")
    assert asked(tmp_path, *(f"EMAIL_{name}" for name in names), MUSTER_SMTP=smtp) == found


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("MUSTER_SMTP", "mail.example:25", "MUSTER_SMTP is written smtp://"),
        ("MUSTER_SMTP", "http://mail.example", "MUSTER_SMTP is written smtp://"),
        ("MUSTER_SMTP", "smtp://", "MUSTER_SMTP is written smtp://"),
        ("MUSTER_DATABASE_URL", "mysql://db.example/muster", "MUSTER_DATABASE_URL begins with mysql://"),
    ],
)
def test_what_cannot_be_is_refused_at_the_start_with_a_sentence(
    tmp_path: Path, variable: str, value: str, says: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        asked(tmp_path, "BASE_URL", **{variable: value})


def test_the_form_that_begins_signing_in_elsewhere_may_go_to_the_issuers_host_and_nowhere_else(tmp_path: Path) -> None:
    variables = {"MUSTER_OIDC_ISSUER": "https://id.example:8443/realms/all", "MUSTER_OIDC_CLIENT_ID": "muster"}
    policy, providers = asked(tmp_path, "CONTENT_SECURITY_POLICY", "SOCIALACCOUNT_PROVIDERS", **variables)
    assert policy["DIRECTIVES"]["form-action"] == ["'self'", "https://id.example:8443"]
    (app,) = providers["openid_connect"]["APPS"]
    assert app["settings"] == {"server_url": "https://id.example:8443/realms/all"}
    assert asked(tmp_path, "CONTENT_SECURITY_POLICY")[0]["DIRECTIVES"]["form-action"] == ["'self'"]
