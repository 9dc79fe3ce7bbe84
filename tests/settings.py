"""The settings that tests run under: muster's own, on two databases, with nothing of this machine."""

import os
import tempfile

os.environ |= {"MUSTER_SECRET_KEY": "tests sign with this", "MUSTER_HOME": tempfile.mkdtemp(prefix="muster-tests-")}

from muster.settings import *  # noqa: F403 - all of them, once this machine's own are out of the way

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": ":memory:",
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA foreign_keys=ON;"},
    },
    # Where it listens is known once it runs (tests/databases.py).
    "postgres": {"ENGINE": "django.db.backends.postgresql", "NAME": "muster", "TEST": {"NAME": "test_muster"}},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # hundreds of sign-ins need not be slow
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
LETTERS_AT_ONCE = False  # tests send them when they want to see them
PAGES_ARE_KEPT_FOR = 0  # a test reads what it has just written
WRITES_A_MINUTE = 1_000_000  # accounts of different tests have the same keys; the tests of the limit set their own
