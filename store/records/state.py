"""All that the file holds, as one frozen value: what is saved, reloaded and merged."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from store.records.aside import Aside
from store.records.batch import Batch
from store.records.card import Card
from store.records.owner import HalfTyped, Me, OwnTemplate, Settings


class State(Struct, frozen=True, kw_only=True):
    """The cards by id (tombstones too), the candidate, the settings, changed templates, drafts.

    ``batch`` is the last import or merge, None where there was none. ``aside`` tells what lies
    in the file and cannot be used: it is no part of what is merged or saved.

    The mappings are never changed in place: whoever changes something makes a new state.
    """

    cards: Mapping[str, Card] = field(default_factory=dict)
    me: Me = Me()
    settings: Settings = Settings()
    own_templates: Mapping[str, OwnTemplate] = field(default_factory=dict)
    half_typed: tuple[HalfTyped, ...] = ()
    batch: Batch | None = None
    aside: tuple[Aside, ...] = ()

    @property
    def templates(self) -> dict[str, str]:
        """The text of each template that the candidate changed, by kind."""
        return {kind: each.text for kind, each in self.own_templates.items() if each.text}
