"""Actions are carried over until they are done, by themselves."""

from dataclasses import replace
from datetime import date

from muster.domain.meetings.minutes.reading import items_of
from muster.domain.meetings.tasks import Carried, Task, carried_over, is_open, new_actions

AUGUST, SEPTEMBER, OCTOBER = date(2017, 8, 17), date(2017, 9, 7), date(2017, 10, 5)
LIST = Task(id="2017-08-17-1", text="Ada will publish the list", owners=("Ada Example",), taken_on=AUGUST)
SLIDES = Task(
    id="2017-08-17-2", text="send the slides", owners=("bo",), taken_on=AUGUST, due=date(2017, 8, 31)
)  # fmt: skip


def test_what_is_not_done_is_on_the_list_of_every_later_meeting() -> None:
    tasks = [LIST, SLIDES, replace(LIST, id="2017-09-07-1", taken_on=SEPTEMBER)]
    held = [AUGUST, date(2017, 8, 24), SEPTEMBER, OCTOBER]
    assert carried_over(tasks, on=AUGUST, held=held) == ()
    assert carried_over(tasks, on=SEPTEMBER, held=held) == (Carried(SLIDES, 2, 7), Carried(LIST, 2, 0))
    assert carried_over(tasks, on=OCTOBER, held=held) == (
        Carried(SLIDES, 3, 35),
        Carried(LIST, 3, 0),
        Carried(tasks[2], 1, 0),
    )


def test_a_task_is_carried_no_further_than_the_day_on_which_it_ended() -> None:
    done = replace(LIST, ended_on=SEPTEMBER)
    assert [is_open(done, on=day) for day in (date(2017, 8, 16), AUGUST, date(2017, 9, 6), SEPTEMBER)] == [
        False, True, True, False,
    ]  # fmt: skip
    assert carried_over([done, replace(SLIDES, ended_on=OCTOBER)], on=SEPTEMBER) == (
        Carried(replace(SLIDES, ended_on=OCTOBER), 1, 7),
    )


def test_minutes_that_list_an_open_task_again_make_no_second_one() -> None:
    items = items_of(
        "ACTION: ada will publish the LIST!\n- [x] send the slides\n- [ ] send the slides\nACTION: something new\n"
        "ACTION: Something  new.\nAGREED: nothing"
    )
    assert [item.line for item in new_actions(items, [LIST, SLIDES], on=SEPTEMBER)] == [4]
    closed = [replace(LIST, ended_on=AUGUST), SLIDES]
    assert [item.line for item in new_actions(items, closed, on=SEPTEMBER)] == [1, 4]
