"""The results of a vote as minutes give them: ``Yes: 3, No: 1``."""


def votes_in(text: str) -> tuple[tuple[str, int], ...]:
    """Give each choice with its number, as far as the end of the text lists them after a comma, colon or full stop."""
    votes: list[tuple[str, int]] = []
    for piece in reversed(text.rstrip(". ").split(",")):
        choice, colon, number = piece.rpartition(":")
        if not colon or not number.strip().isdecimal() or len(number.strip()) > 9:  # noqa: PLR2004 - digits of a count
            break
        # What stands before the first choice belongs to the question.
        votes.append((choice.rpartition(". ")[2].rpartition("? ")[2].strip(), int(number)))
    return tuple(reversed(votes))
