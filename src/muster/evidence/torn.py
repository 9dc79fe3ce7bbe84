"""What git sends can end too early: whoever takes it apart says so, and whoever ran git tells it as a fault."""


class TornStream(Exception):
    """What git sent ended too early or lacks an object; SafeRepository tells it as RepositoryBroken."""
