"""Call mode: the number, the words to say, a stopwatch, and a key for what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.widgets import Digits, Static

from store.records import Result
from store.words.scripts.fill import Script
from tui.key_names import own_key
from tui.lean.textual_private.drawing import LayeredScreen
from tui.screens.qr import code
from tui.widgets.frame import Drawn, Frame, KeyWords
from tui.widgets.letter import pieces

_VOICEMAIL_SECONDS = 30
_WIDEST, _TALLEST = 108, 32  # cells of the frame, as its style has it
_FRAME = 4  # cells of its two sides, with what is left free inside
_NARROWEST_WORDS = 42
_ROOM_FOR_LARGE = 26  # lines that are there where the number is shown large
_LINES_BELOW = 2
_FAINT = "$foreground 75%"
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


class CallScreen(LayeredScreen[None]):
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
        align: center middle;
        & Frame { max-width: 108; height: 100%; max-height: 32; }
        & #number { height: auto; width: 1fr; color: $accent; }
        & #who { height: auto; }
        & #clock { color: $warning; height: auto; }
        & #tabs { height: auto; margin-top: 1; color: $foreground 75%; }
        & #body { height: 1fr; }
        & #left { width: 1fr; padding-right: 1; }
        & #words { height: 1fr; }
        & #code { width: auto; height: auto; }
        & #watch { height: auto; }
        &.-tall #tabs { margin: 1 0; }
        &.-tall #watch { margin-top: 1; }
        &.-short #tabs { margin: 0; }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-fair"), (28, "-tall")]  # noqa: RUF012 - as Textual has it

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
        self._window = Size(0, 0)
        self._started: float | None = None
        self._stopped = 0.0

    def compose(self) -> ComposeResult:
        """The number, the words on the left and the code on the right, the results below."""
        with Frame("Call", self._named()):
            yield Digits(self._callee.phone, id="number")
            with Horizontal(id="body"):
                with Vertical(id="left"):
                    yield Static(self._callee.who, id="who", markup=False)
                    if self._callee.warning:
                        yield Static(self._callee.warning, id="clock", markup=False)
                    yield Static("", id="tabs", markup=False)
                    with VerticalScroll(id="words"):
                        yield Static("", id="prompter", markup=False)
                yield Static("", id="code", markup=False)
            yield Static("", id="watch", markup=False)
            yield Drawn(_results)

    def _named(self) -> KeyWords:
        """The keys that the lower border names."""
        watch, back, on, leave = (
            own_key(CallScreen, each) for each in ("stopwatch", "turn(-1)", "turn(1)", "leave")
        )
        starts = "stops it" if self._started is not None else "starts it"
        return [(watch, starts), (f"{back} {on}", "words"), (leave, "leave")]

    def on_mount(self) -> None:
        """Show the first words, and keep the stopwatch going."""
        self.query_one("#words").focus()
        self._fit(self.app.size)
        self._draw_words()
        self._draw_watch()
        self.set_interval(0.5, self._draw_watch)

    def on_resize(self, event: Resize) -> None:
        """Set it anew for another window."""
        if event.size != self._window:
            self._fit(event.size)
            self._draw_words()

    def _fit(self, window: Size) -> None:
        """Show the number large, and the code, where there is room for them."""
        self._window = window
        width = min(window.width, _WIDEST) - _FRAME
        height = min(window.height, _TALLEST) - 2
        link, room = self._callee.link, width - _NARROWEST_WORDS
        large = 3 * len(self._callee.phone) <= width and height >= _ROOM_FOR_LARGE
        drawn = code(link, room, height - _LINES_BELOW - 3 * large) if link else None
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
        self.query_one(Frame).name_keys(self._named())
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
        tight = sum(map(len, names)) + 2 * len(names) > min(self._window.width, _WIDEST) - _FRAME
        self.query_one("#tabs", Static).update(Content(" " if tight else "  ").join(tabs))
        self.query_one("#prompter", Static).update(pieces(self._scripts[self._tab].body))
        self.query_one("#words", VerticalScroll).scroll_home(animate=False)

    def _draw_watch(self) -> None:
        passed = int(
            self._seconds() - self._started if self._started is not None else self._stopped
        )
        style = "bold $error" if passed > _VOICEMAIL_SECONDS else "bold"
        aim = f"voicemail: under {_VOICEMAIL_SECONDS} seconds"
        watch = Content.assemble((f"{passed // 60}:{passed % 60:02}", style), (f"  {aim}", _FAINT))
        if watch != self.query_one("#watch", Static).content:
            self.query_one("#watch", Static).update(watch)


def _results(width: int) -> Content:
    """The keys for what came of the call, in as many lines as they need."""
    lines: list[Content] = []
    for index, (_, what) in enumerate(_RESULTS):
        key = own_key(CallScreen, f"result({index})")
        part = Content.assemble((key, "bold $accent"), f" {what}")
        if lines and lines[-1].cell_length + 2 + part.cell_length <= width:
            lines[-1] += Content("  ") + part
        else:
            lines.append(part)
    return Content("\n").join(lines)
