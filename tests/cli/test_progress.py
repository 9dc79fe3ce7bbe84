"""A long reading shows how far it is, on a terminal and nowhere else."""

import io

import pytest
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn

from muster.cli.progress import TerminalProgress, progress
from muster.evidence.progress import Silence


def test_where_nobody_watches_nothing_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with progress() as watcher:
        watcher.start(2)
        watcher.expect("nova", 10)
        watcher.advance("nova", 10)
        watcher.say("Waiting …")
        watcher.finish("nova")
        watcher.done()
    assert isinstance(watcher, Silence)
    assert (watcher.wants_counts, capsys.readouterr()) == (False, ("", ""))


@pytest.fixture
def terminal() -> Console:
    return Console(file=io.StringIO(), force_terminal=True, width=120, color_system=None)


def said_by(terminal: Console) -> str:
    assert isinstance(terminal.file, io.StringIO)
    return terminal.file.getvalue()


def test_on_a_terminal_commits_are_counted_out_of_those_that_git_counted(terminal: Console) -> None:
    with Progress(TextColumn("{task.description}"), MofNCompleteColumn(), console=terminal) as bars:
        watcher = TerminalProgress(bars)
        watcher.start(3)
        watcher.finish("nothing-new")
        watcher.expect("nova", 100)
        watcher.expect("neutron", 20)
        watcher.advance("nova", 40)
        bars.refresh()
        *_, repositories, commits = said_by(terminal).replace("\x1b[2K", "").splitlines()
    assert (repositories.split(), commits.split()) == (["repositories", "1/3"], ["commits", "read", "40/120"])


def test_a_sentence_with_markup_and_control_characters_does_nothing_to_the_terminal(terminal: Console) -> None:
    with Progress(console=terminal) as bars:
        TerminalProgress(bars).say("Waiting for [bold]no\x1b[2Jva[/bold] …")
    assert "Waiting for [bold]no" in said_by(terminal)
    assert "\x1b[2J" not in said_by(terminal)
