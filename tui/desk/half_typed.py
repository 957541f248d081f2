"""The forms that had to be left half typed: collected when the program ends, and offered again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from store.clock import Clock
from store.file.book import Book
from store.records import HalfTyped
from tui.desk.resumable import Resumable
from tui.desk.voice import LONG, Voice

_ABOUT_NO_CARD = frozenset({"add", "me"})  # the actions whose forms mean no card


class HalfTypedForms:
    """Knows which action opened a form, so that what was typed into it can be offered again.

    ``doing`` is the id of the action that is being carried out. Where this run was started for
    something else, ``offers`` is False: what was left then waits for the next one.

    Args:
        screen: Over which the forms open.
        book: The open file, which keeps them.
        now: Gives the present moment.
        voice: Says what was typed where that is all that can be done with it.
        reopen: Called with what was typed; does again what had opened that form.
    """

    def __init__(
        self,
        screen: Screen[Any],
        book: Book,
        now: Clock,
        voice: Voice,
        reopen: Callable[[HalfTyped], None],
    ) -> None:
        self.doing = ""
        self.offers = True
        self._screen = screen
        self._book = book
        self._now = now
        self._voice = voice
        self._reopen = reopen

    def note(self, form: Screen[Any], card_id: str) -> None:
        """Remember of a form that is about to open by what that is, with this card selected."""
        if isinstance(form, Resumable):
            form.opened_by = (self.doing, "" if self.doing in _ABOUT_NO_CARD else card_id)

    def collect(self) -> list[HalfTyped]:
        """The forms that are open with something typed in them."""
        return [
            HalfTyped(
                action=form.opened_by[0],
                card=form.opened_by[1],
                fields=form.typed(),
                left=self._now(),
            )
            for form in self._screen.app.screen_stack
            if isinstance(form, Resumable)
            and form.is_mounted
            and form.opened_by[0]
            and form.changed
        ]

    def offer(self) -> None:
        """Open the form that was left last, with what was typed; the file then holds it no more.

        Where there is no such form any more, what was typed is said.
        """
        if not self._book.half_typed or self._book.read_only or not self.offers:
            return
        *others, latest = self._book.half_typed
        self._book.put_half_typed(others)
        self._reopen(latest)
        if isinstance(form := self._screen.app.screen, Resumable):
            self._screen.call_after_refresh(form.bring_back, latest, self._now())
        else:
            texts = (text for name, text in latest.fields.items() if not name.startswith("_"))
            typed = " · ".join(text for text in texts if text.strip())
            text = f"What you were typing has no place any more. It was: {typed}"
            self._voice.give_notice([text], 4 * LONG)
