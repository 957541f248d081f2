"""The candidate as the author of the letters: who they are, and what they chose."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from store.records import Me
from store.rules.rules import Rules


class Author(Struct, frozen=True):
    """The candidate's details, the rules that go by their settings, and the templates they changed.

    ``templates`` has the text of each kind whose template was changed for all cards.
    """

    me: Me = Me()
    rules: Rules = Rules()
    templates: Mapping[str, str] = {}
