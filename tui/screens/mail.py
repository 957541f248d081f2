"""The mail as a link, for the person's own machine, and as a draft in a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Button, Static

from store.errors import AfterwordError, reason
from store.text import shown
from store.words.deliver.mail import Mailto
from tui.key_names import own_key, own_keys
from tui.screens.form import FormScreen
from tui.terminal.kind import in_screen

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
    DEFAULT_CSS = """
    MailScreen > #dialog { max-width: 76; }
    MailScreen .note { margin-bottom: 1; }
    MailScreen #until { color: $warning; text-style: bold; }
    MailScreen #gaps { color: $warning; }
    MailScreen #link { margin: 0 0 1 2; color: $accent; }
    MailScreen.-narrow.-client #buttons { layout: vertical; height: auto; }
    MailScreen.-narrow.-client #buttons Button { margin: 0; width: 100%; }
    """
    AUTO_FOCUS = "#leave"
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
        self.set_class(bool(client), "-client")
        self._until = until
        self._gaps = gaps
        self._client = client
        self._hand_over = hand_over
        self._to = to or "nobody yet: their address is not on the card"
        self._subject = subject
        self._link = link
        self._draft = draft
        self._path = Path(name).absolute()

    def rows(self) -> Iterable[Widget]:
        """To whom, the link, and where the draft would go."""
        if self._until:
            yield Static(f"A {self._until}.", classes="note", id="until", markup=False)
        if self._gaps:
            gaps = f"{self._gaps[:1].upper()}{self._gaps[1:]}"
            yield Static(gaps, classes="note", id="gaps", markup=False)
        yield Static(f"To: {self._to}\nSubject: {self._subject}", classes="note", markup=False)
        linked = not in_screen(os.environ)  # which lets no link through
        if linked:
            yield Static("Open it in your own mail program (often with Ctrl and a click):")
            yield Static(
                Text("▸ Write this mail", Style(link=self._link.link, underline=True)), id="link"
            )
        if linked and not self._link.whole:
            yield Static("It is too long for a link, so the words are not in it.", classes="note")
        press = f"{'Or press' if linked else 'Press'} {own_key(MailScreen, 'save')}"
        yield Static(f"{press} to save a draft as {shown(self._path)}", markup=False)

    def buttons(self) -> Iterable[Button]:
        """The client, where there is one; saving, and leaving."""
        if self._client:
            open_it = f"Open in {self._client} ({own_key(MailScreen, 'client')})"
            yield Button(open_it, id="client", variant="primary", compact=True)
        save = f"Save the draft ({own_key(MailScreen, 'save')})"
        yield Button(save, id="save", variant="primary", compact=True)
        yield Button("Leave", id="leave", compact=True)

    def hint(self) -> str:
        """The client's key first, where there is one; a narrow window has room for a word each."""
        if not self._client:
            return super().hint()
        client = f"{own_key(MailScreen, 'client')} {self._client} · "
        if self.app.size.width >= _WIDE:
            return client + super().hint()
        return client + own_keys(MailScreen, ("save", "save"), ("leave", "leave"))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The third button does what its key does."""
        if event.button.id == "client":
            self.action_client()

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
            with self._path.open("xb") as file:
                file.write(self._draft)
        except FileExistsError:
            raise AfterwordError(
                f"{shown(self._path)} is there already and was left as it is. Move it first."
            ) from None
        except OSError as error:
            raise AfterwordError(f"{shown(self._path)} was not saved: {reason(error)}.") from None
        self.notify(f"The draft is {shown(self._path)}", markup=False)
