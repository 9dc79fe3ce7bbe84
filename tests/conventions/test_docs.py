"""The pages that are written from the code say what the code says now."""

import pytest

from docs.generate import PAGES
from tests.conventions.house import ROOT, said


@pytest.mark.parametrize("page", PAGES)
def test_the_page_is_as_make_docs_would_write_it_now(page: str) -> None:
    assert said(ROOT / page) == PAGES[page](), "run `make docs`"
