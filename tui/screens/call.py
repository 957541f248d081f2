"""Call mode: the number, the words to say, a stopwatch, and a key for what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Digits, Static

from store.records import Result
from store.words.scripts.fill import Script
from tui.key_names import own_key
from tui.screens.qr import code
from tui.widgets.letter import pieces

_VOICEMAIL_SECONDS = 30
_TABS = {
    "call-answered": "They answer",
    "call-gatekeeper": "Somebody else",
    "voicemail": "Voicemail",
}
_RESULTS: tuple[tuple[Result | None, str], ...] = (
    (Result.SPOKE, "spoke"),
    (Result.LEFT_MESSAGE, "left a message"),
    (Result.NO_ANSWER, "no answer"),
    (None, "they gave a new date"),
)


@dataclass(frozen=True)
class Callee:
    """Who is called: name and company, number, its ``tel:`` link, and what speaks against now."""

    who: str
    phone: str
    link: str
    warning: str


class CallScreen(Screen[None]):
    """Helps through one call. ``then`` gets the result, None for a new date; Esc records nothing.

    ``seconds`` gives a time that only ever grows, for the stopwatch.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "turn(-1)", "Previous words", show=False, priority=True),
        Binding("right,l,tab", "turn(1)", "Next words", show=False, priority=True),
        Binding("space", "stopwatch", "Stopwatch", priority=True),
        Binding("j", "scroll(1)", "Down", show=False),
        Binding("k", "scroll(-1)", "Up", show=False),
        *(
            Binding(str(number), f"result({number - 1})", what, priority=True)
            for number, (_, what) in enumerate(_RESULTS, 1)
        ),
        Binding("escape,q", "leave", "Leave"),
        Binding("p", "leave", "Leave", show=False, id="call"),
    ]
    DEFAULT_CSS = """
    CallScreen {
        & #number { height: auto; width: 1fr; color: $accent; }
        & #who { height: auto; }
        & #clock { color: $warning; height: auto; }
        & #tabs { height: 1; margin-top: 1; color: $foreground 70%; }
        & #body { height: 1fr; }
        & #left { width: 1fr; padding: 0 1; }
        & #words { height: 1fr; }
        & #code { width: auto; height: auto; }
        & #watch { height: 1; background: $panel; padding: 0 1; }
        & #keys { height: auto; background: $panel; padding: 0 1; }
    }
    """

    def __init__(
        self,
        callee: Callee,
        scripts: Sequence[Script],
        seconds: Callable[[], float],
        then: Callable[[Result | None], None],
    ) -> None:
        super().__init__()
        self._callee = callee
        self._scripts = scripts
        self._seconds = seconds
        self._then = then
        self._tab = 0
        self._started: float | None = None
        self._stopped = 0.0

    def compose(self) -> ComposeResult:
        """The number and the words on the left, the code on the right, keys below."""
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield Digits(self._callee.phone, id="number")
                yield Static(self._callee.who, id="who", markup=False)
                if self._callee.warning:
                    yield Static(self._callee.warning, id="clock", markup=False)
                yield Static("", id="tabs", markup=False)
                with VerticalScroll(id="words"):
                    yield Static("", id="prompter", markup=False)
            yield Static("", id="code", markup=False)
        yield Static("", id="watch", markup=False)
        results = [(f"result({index})", what) for index, (_, what) in enumerate(_RESULTS)]
        keys = [f"{own_key(CallScreen, action)} {what}" for action, what in results]
        keys.append(f"{own_key(CallScreen, 'leave')} leave")
        yield Static("  ".join(keys), id="keys", markup=False)

    def on_mount(self) -> None:
        """Show the first words, and keep the stopwatch going."""
        self.query_one("#words").focus()
        self._draw_words()
        self._draw_watch()
        self.set_interval(0.5, self._draw_watch)

    def on_resize(self) -> None:
        """Show the number large, and the code, where there is room for them."""
        link, room = self._callee.link, self.size.width - 42
        drawn = code(link, room, self.size.height - 3) if link else None
        width = len(drawn.plain.split("\n")[0]) if drawn else 0
        large = 3 * len(self._callee.phone) + 2 <= self.size.width - width
        self.query_one("#code", Static).update(drawn or "")
        self.query_one("#number", Digits).display = large
        plain = "" if large else f"{self._callee.phone}\n"
        self.query_one("#who", Static).update(
            Content.assemble((plain, "bold $accent"), self._callee.who)
        )

    def action_turn(self, step: int) -> None:
        """Turn to the words for what happens next."""
        self._tab = (self._tab + step) % len(self._scripts)
        self._draw_words()

    def action_scroll(self, lines: int) -> None:
        """Scroll the words."""
        self.query_one("#words", VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_stopwatch(self) -> None:
        """Start the stopwatch; the next time stop it, and after that start it from nothing."""
        if self._started is None:
            self._started = self._seconds()
        else:
            self._stopped = self._seconds() - self._started
            self._started = None
        self._draw_watch()

    def action_result(self, index: int) -> None:
        """Say what came of the call: the question opens with it filled in."""
        self.dismiss()
        self._then(_RESULTS[index][0])

    def action_leave(self) -> None:
        """Leave with nothing recorded."""
        self.dismiss()

    def _draw_words(self) -> None:
        names = [_TABS.get(script.kind, script.title) for script in self._scripts]
        tabs = [
            Content.styled(name, "bold $accent reverse" if n == self._tab else "")
            for n, name in enumerate(names)
        ]
        self.query_one("#tabs", Static).update(Content("  ").join(tabs))
        self.query_one("#prompter", Static).update(pieces(self._scripts[self._tab].body))
        self.query_one("#words", VerticalScroll).scroll_home(animate=False)

    def _draw_watch(self) -> None:
        running = self._started is not None
        passed = int(
            self._seconds() - self._started if self._started is not None else self._stopped
        )
        style = "bold $error" if passed > _VOICEMAIL_SECONDS else "bold"
        hint = f"{own_key(CallScreen, 'stopwatch')} {'stops' if running else 'starts'} it"
        turn = f"{own_key(CallScreen, 'turn(-1)')} {own_key(CallScreen, 'turn(1)')}"
        aim = f"a voicemail is best under {_VOICEMAIL_SECONDS} seconds"
        watch = Content.assemble(
            (f"{passed // 60}:{passed % 60:02}", style), f"  {hint} · {aim} · {turn} other words"
        )
        if watch != self.query_one("#watch", Static).content:
            self.query_one("#watch", Static).update(watch)
