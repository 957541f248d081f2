"""All that the file holds, as one frozen value: what is saved, reloaded and merged."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from store.records import Card, Draft, Me, Settings, Wording


class State(Struct, frozen=True, kw_only=True):
    """The cards by id (tombstones too), the candidate, the settings, changed templates, drafts.

    The mappings are never changed in place: whoever changes something makes a new state.
    """

    cards: Mapping[str, Card] = field(default_factory=dict)
    me: Me = Me()
    settings: Settings = Settings()
    wordings: Mapping[str, Wording] = field(default_factory=dict)
    drafts: tuple[Draft, ...] = ()

    @property
    def templates(self) -> dict[str, str]:
        """The text of each template that the candidate changed, by kind."""
        return {kind: each.text for kind, each in self.wordings.items() if each.text}
