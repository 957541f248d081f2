"""The mails in an mbox, as mail clients export a folder or a thread.

``mailbox.mbox`` reads only a file on the disk, begins a mail at every line with "From " at its
beginning, also at one within a text, and leaves ">From " as it is.
"""

from __future__ import annotations

import re

from store.errors import UnreadableError

MOST_MAILS = 200
_START = re.compile(rb"^From [^\n]{0,200}\d{1,2}:\d\d[^\n]{0,80}$", re.MULTILINE)
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def is_mbox(content: bytes) -> bool:
    """Whether a line as an mbox sets above each mail stands at the beginning."""
    return _START.match(content) is not None


def mails_in(content: bytes) -> tuple[bytes, ...]:
    """The mails in an mbox, in the order of the file; line breaks are newlines.

    A line of a mail that begins with "From " stands there as ">From ", and is given as it was.

    Raises:
        UnreadableError: There are more than :data:`MOST_MAILS`.
    """
    starts: list[tuple[int, int]] = []
    for match in _START.finditer(content):
        if match.start() and content[match.start() - 2 : match.start()] != b"\n\n":
            continue
        starts.append(match.span())
        if len(starts) > MOST_MAILS:
            raise UnreadableError(
                f"There are more than {MOST_MAILS} mails in it; save only those you mean."
            )
    ends = [start for start, _ in starts[1:]] + [len(content)]
    pieces = (content[begin + 1 : end] for (_, begin), end in zip(starts, ends, strict=True))
    return tuple(_ESCAPED.sub(rb"\1", piece) for piece in pieces)
