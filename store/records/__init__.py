"""The plain frozen records that everything else is about.

:mod:`.card` is one role at one company with its rounds and history, :mod:`.owner` the candidate and
their settings, :mod:`.batch` what came in at once, :mod:`.aside` what cannot be used, :mod:`.state`
all of it together. The same declarations are the file's format.
"""

from store.records.aside import Aside
from store.records.batch import Batch
from store.records.card import (
    NO_DATE_YET,
    RECRUITER,
    Card,
    Change,
    Channel,
    Offer,
    Outcome,
    Person,
    Promise,
    Result,
    Round,
    Stage,
    Step,
    Via,
    What,
)
from store.records.cards import (
    Cards,
    Several,
    Source,
    Unread,
    differing,
    glance,
    last_recorded,
    read,
    source_of,
    sources,
    telling,
    with_all,
    with_offer,
)
from store.records.owner import HalfTyped, Me, OwnTemplate, Reminders, Settings
from store.records.record import Record, as_read, id_from, new_id, to_document
from store.records.state import State

__all__ = [
    "NO_DATE_YET",
    "RECRUITER",
    "Aside",
    "Batch",
    "Card",
    "Cards",
    "Change",
    "Channel",
    "HalfTyped",
    "Me",
    "Offer",
    "Outcome",
    "OwnTemplate",
    "Person",
    "Promise",
    "Record",
    "Reminders",
    "Result",
    "Round",
    "Settings",
    "Several",
    "Source",
    "Stage",
    "State",
    "Step",
    "Unread",
    "Via",
    "What",
    "as_read",
    "differing",
    "glance",
    "id_from",
    "last_recorded",
    "new_id",
    "read",
    "source_of",
    "sources",
    "telling",
    "to_document",
    "with_all",
    "with_offer",
]
