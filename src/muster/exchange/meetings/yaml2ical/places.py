"""A meeting file's YAML with the line of everything in it; what cannot be read is a fault of the file."""

from muster.domain.errors import MeetingFileFault, MeetingFileFaults
from muster.exchange.plain_yaml import Place, YamlRefused, read_plain_yaml


def read_yaml(data: bytes | str, *, file: str) -> Place:
    """Read a file of one YAML document. MeetingFileFaults: it is none, or does what no file of meetings needs."""
    try:
        return read_plain_yaml(data, kind="A file of meetings", least="at least project and schedule", last_counts=True)
    except YamlRefused as refused:
        fault = MeetingFileFault(refused.where(file), refused.what, refused.mend)
        raise MeetingFileFaults(file, (fault,)) from None
