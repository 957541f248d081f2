"""The mail as a link, for the person's own machine, and as a draft in a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from store.errors import AfterwordError, reason
from store.text import shown
from store.words.deliver.mail import Mailto
from tui.key_names import own_key, own_keys
from tui.screens.form import FormScreen
from tui.terminal.kind import in_screen
from tui.terminal.private import write_new
from tui.widgets.form.foot import Buttons
from tui.widgets.form.parts import Button, Note, Part
from tui.widgets.form.view import NARROW

_WIDE = 60  # columns from which on the border has room for more than a word for each key


class MailScreen(FormScreen):
    """Offers a link to click and a draft to save. Neither sends anything, or moves the card.

    ``until`` says of a mail before its day that it is one: "draft, for after Fri 4 Dec"; ``gaps``
    is a sentence on what is still missing in it. Both are "" where it can go out.
    ``client`` is the name of the person's mail client, "" where none is known; ``hand_over`` has
    it take the draft once the dialog is gone.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "save", "Save the draft"),
        Binding("m", "client", "Open it in the mail client"),
    ]
    WIDTH = 76
    FIRST = "leave"
    HINTS = (("save", "save the draft"), ("leave", "leave"))

    def __init__(
        self,
        to: str,
        subject: str,
        link: Mailto,
        draft: bytes,
        name: str,
        *,
        until: str,
        gaps: str,
        client: str,
        hand_over: Callable[[], None],
    ) -> None:
        super().__init__("The mail")
        self._until = until
        self._gaps = gaps
        self._client = client
        self._hand_over = hand_over
        self._to = to or "nobody yet: their address is not on the card"
        self._subject = subject
        self._link = link
        self._draft = draft
        self._path = Path(name).absolute()

    def rows(self) -> Iterable[Part]:
        """To whom, the link, and where the draft would go."""
        if self._until:
            yield Note(f"A {self._until}.", pen="draft", below=1)
        if self._gaps:
            gaps = f"{self._gaps[:1].upper()}{self._gaps[1:]}"
            yield Note(gaps, pen="warning", below=1)
        yield Note(f"To: {self._to}\nSubject: {self._subject}", below=1)
        linked = not in_screen(os.environ)  # which lets no link through
        if linked:
            yield Note(
                "Open it in your own mail program (often with Ctrl and a click):", pen="plain"
            )
            yield Note(
                "▸ Write this mail", id="link", pen="link", indent=2, below=1, link=self._link.link
            )
        if linked and not self._link.whole:
            yield Note("It is too long for a link, so the words are not in it.", below=1)
        press = f"{'Or press' if linked else 'Press'} {own_key(MailScreen, 'save')}"
        yield Note(f"{press} to save a draft as {shown(self._path)}", pen="plain")

    def buttons(self) -> Iterable[Button]:
        """The client, where there is one; saving, and leaving."""
        if self._client:
            open_it = f"Open in {self._client} ({own_key(MailScreen, 'client')})"
            yield Button(open_it, id="client", variant="primary")
        save = f"Save the draft ({own_key(MailScreen, 'save')})"
        yield Button(save, id="save", variant="primary")
        yield Button("Leave", id="leave")

    @property
    def button_look(self) -> Buttons:
        """Three of them stand one above the other where they have no room side by side."""
        return Buttons(are_stacked=bool(self._client) and self.app.size.width < NARROW)

    def hint(self) -> str:
        """The client's key first, where there is one; a narrow window has room for a word each."""
        if not self._client:
            return super().hint()
        client = f"{own_key(MailScreen, 'client')} {self._client} · "
        if self.app.size.width >= _WIDE:
            return client + super().hint()
        return client + own_keys(MailScreen, ("save", "save"), ("leave", "leave"))

    def press(self, button: str) -> None:
        """The third button does what its key does."""
        if button == "client":
            self.action_client()
        else:
            super().press(button)

    def action_client(self) -> None:
        """Leave, and let the mail client have the draft."""
        if self._client:
            self.dismiss()
            self._hand_over()

    def save(self) -> None:
        """Write the draft beside whatever is in the folder; a file that is there is not touched.

        Raises:
            AfterwordError: It could not be written.
        """
        try:
            write_new(self._path, self._draft)
        except FileExistsError:
            raise AfterwordError(
                f"{shown(self._path)} is there already and was left as it is. Move it first."
            ) from None
        except OSError as error:
            raise AfterwordError(f"{shown(self._path)} was not saved: {reason(error)}.") from None
        self.notify(f"The draft is {shown(self._path)}", markup=False)
