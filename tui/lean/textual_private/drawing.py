"""Textual's screens and frames: drawn no oftener than they change, sent only what differs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, Self, TypeVar, cast

from rich.console import RenderableType
from rich.segment import Segment, Segments
from textual import events
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual._context import visible_screen_stack
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.driver import Driver
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets._toast import ToastRack

from tui.lean.start import classes_for

__all__ = [
    "ChopsUpdate",
    "CompositorUpdate",
    "LayeredScreen",
    "LayoutUpdate",
    "SendingApp",
]
# The updates are what Textual is about to send, and the only place where that can still be boiled
# down to what differs. A public hook on a frame's way to the driver would replace them.

T = TypeVar("T")


class LayeredScreen(Screen[T]):
    """A screen that is drawn no more often than it changes, whatever comes and goes over it.

    Textual draws all of it anew when another screen opens over it, and three times when that goes;
    and what is seen of it beside the other one, anew with each frame. Screens that remember what
    they have drawn would replace this.
    """

    is_still = False
    """Whether nobody but the screen itself knows of anything to draw."""
    changed_where: frozenset[Region] = frozenset()
    """Where it has changed since another screen was opened over it."""
    is_beside_known = False
    """Whether what is seen beside its widgets is on the terminal already."""
    _seen_beside: set[int] | None = None  # the lines beside its widgets to be drawn; None for all

    @cached_property
    def _strips(self) -> dict[int, Strip]:
        """Its lines, as far as they are drawn as seen beside a screen over it."""
        return {}

    def strip(self, y: int) -> Strip | None:
        """A line of it as it is seen beside a screen over it: nothing in it can be clicked."""
        if y not in self._strips:
            self.have_strips([y])
        return self._strips.get(y)

    def have_strips(self, lines: Iterable[int]) -> None:
        """Have these lines drawn that :meth:`strip` is about to be asked for, in one go."""
        size = self._compositor.size
        wanted = {y for y in lines if 0 <= y < size.height and y not in self._strips}
        if wanted:
            crop = Region(0, min(wanted), size.width, max(wanted) + 1 - min(wanted))
            chops = self._compositor._render_chops(crop, wanted.__contains__)  # noqa: SLF001
            for y in wanted:
                self._strips[y] = _inert(Strip.join(chops[y].values()))

    @property
    def own_regions(self) -> Sequence[Region]:
        """Where it shows something of its own; beside that, the screen below is seen."""
        return [child.region for child in self.children if child.display]

    def begin_to_be_covered(self) -> None:
        """Count its changes from now on; how it looked when it was covered before is past."""
        self._strips.clear()
        self.changed_where = frozenset()

    def update_of_changes(self) -> ChopsUpdate | None:
        """What has changed since another screen was opened over it, to be sent."""
        visible_screen_stack.set(self.app._background_screens)  # noqa: SLF001 - as it does itself
        self._compositor._dirty_regions.update(self.changed_where)  # noqa: SLF001
        return self._compositor.render_partial_update()

    def full_update(self) -> LayoutUpdate:
        """All of it, to be sent; there is nothing to draw any more then."""
        visible_screen_stack.set(self.app._background_screens)  # noqa: SLF001 - as it does itself
        self._repaint_required = False
        return self._compositor.render_full_update()

    def suit(self, size: Size) -> None:
        """Have the classes for a size before it is laid out, and not a second time after it."""
        horizontal, vertical = self.HORIZONTAL_BREAKPOINTS or (), self.VERTICAL_BREAKPOINTS or ()
        self.add_class(*classes_for(size, horizontal, vertical), update=False)

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Draw it again, unless that was asked only because of another screen.

        To be laid out, as for a widget that comes or goes, it need not be drawn: what moves is.
        """
        if self.is_still and not regions:
            return self
        if layout and self._compositor.size:
            repaint = False
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """What is seen of the screen below, or else its own ground.

        Of lines of which only what lies over them is drawn, nothing is seen. Where the window has
        grown, this screen hears of it before the one below, which is smaller until then.
        """
        below = self._below
        if below is None:
            return super().render_lines(crop)
        seen = set(crop.line_range) if self._seen_beside is None else self._seen_beside
        below.have_strips(seen.intersection(crop.line_range))
        blank = Strip.blank(crop.width)
        return [
            strip.crop_extend(crop.x, crop.right, None)
            if y in seen and (strip := below.strip(y))
            else blank
            for y in crop.line_range
        ]

    @property
    def _below(self) -> LayeredScreen[Any] | None:
        """The screen that is seen through this one."""
        stack = self.app.screen_stack
        place = stack.index(self) if self in stack else 0
        below = stack[place - 1] if place and self.styles.background.a == 0 else None
        return below if isinstance(below, LayeredScreen) else None

    def _on_timer_update(self) -> None:
        """Draw its widgets that have changed, also where a part of itself is to be drawn.

        Textual forgets them then, as if all of it were drawn anew. It is asked for a part of itself
        when that changes under another screen, and may be drawn only once that is gone.
        """
        if self._repaint_required:
            self._compositor.update_widgets(self._dirty_widgets)
        super()._on_timer_update()

    def _compositor_refresh(self) -> None:
        dirty = self._compositor._dirty_regions  # noqa: SLF001
        if self.app.screen is not self:
            self.changed_where |= dirty
            for y in {y for region in dirty for y in region.line_range}:
                self._strips.pop(y, None)
        elif below := self._below:
            covered = self.own_regions
            if self.is_beside_known and dirty:
                self.is_beside_known = False
                if isinstance(self.app, SendingApp) and self.app.still_shows(below):
                    dirty.discard(self.size.region)
                    dirty.update(covered)
            beside = [each for each in dirty if not _lies_in(each, covered)]
            self._seen_beside = {y for region in beside for y in region.line_range}
        super()._compositor_refresh()
        self._seen_beside = None

    def _screen_resized(self, size: Size) -> None:
        if size != self._compositor.size:
            self._strips.clear()
            super()._screen_resized(size)

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        """Let Textual lay it out, which draws it, and not draw it a second time."""
        event.prevent_default()
        was_still = self.is_still
        self.is_still = was_still or self._size != self.app.size
        super()._on_screen_resume(event)
        self.is_still = was_still

    def _extend_compose(self, widgets: list[Widget]) -> None:
        """Add nothing: there are no tooltips, and what is said comes with its own place."""


def _lies_in(region: Region, others: Iterable[Region]) -> bool:
    return any(other.contains_region(region) for other in others)


def _inert(strip: Strip) -> Strip:
    if any(style and (style.link or style.meta) for _, style, _ in strip):
        return Strip(
            [Segment(text, style and style.clear_meta_and_links()) for text, style, _ in strip],
            strip.cell_length,
        )
    return strip


class SendingApp(App[T]):
    """An app that has a say in what its terminal is sent."""

    def __init__(self, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        self.sent_last: Screen[Any] | None = None  # whose update was the last to be sent
        self._uncovered: list[LayeredScreen[Any]] = []

    def about_to_cover(self, below: LayeredScreen[Any]) -> None:
        """Called before another screen is opened over one."""

    def still_shows(self, below: LayeredScreen[Any]) -> bool:
        """Whether the terminal shows a screen that is being covered, as it was before that."""
        return self.sent_last is below

    def uncovered(self, below: LayeredScreen[Any]) -> CompositorUpdate:
        """What to send when what lay over a screen goes."""
        return below.full_update()

    def push_screen(self, *args: Any, **kwargs: Any) -> Any:
        """Open a screen over the one that is seen, which stays as it is."""
        below = self._screen_stack[-1] if self._screen_stack else None
        for screen in args:
            if isinstance(screen, LayeredScreen):
                screen.suit(self.size)
                screen.is_beside_known = True
        if not isinstance(below, LayeredScreen):
            return super().push_screen(*args, **kwargs)
        self.about_to_cover(below)
        below.begin_to_be_covered()
        below.is_still = True
        try:
            return super().push_screen(*args, **kwargs)
        finally:
            below.is_still = False

    def pop_screen(self) -> AwaitComplete:
        """Take away the screen that is seen, and show the one below at once."""
        popping = super().pop_screen()
        below = self.screen
        if isinstance(below, LayeredScreen) and not self._batch_count:
            below.is_still = True
            self._uncovered.append(below)
            self._display(below, cast("RenderableType", self.uncovered(below)))
        return popping

    async def _replace_screen(self, screen: Screen[Any]) -> Screen[Any]:
        """Take away a screen; the one below is drawn again only for what changes by then."""
        try:
            return await super()._replace_screen(screen)
        finally:
            while self._uncovered:
                self._uncovered.pop().is_still = False

    def _refresh_notifications(self) -> None:
        """Make a place for what is said only where something is.

        Textual makes one on every screen. One made on demand would replace this.
        """
        if self._notifications and self._screen_stack and not self.screen.query(ToastRack):
            self.screen.mount(ToastRack(id="textual-toastrack"), before=0)
        super()._refresh_notifications()

    def about_to_send(self, update: RenderableType) -> RenderableType | None:
        """What to send instead of an update that Textual has just rendered; None for nothing."""
        return update

    @property
    def cursor_has_moved(self) -> bool:
        """Whether the terminal's cursor has to go elsewhere even where no cell changes.

        Textual sends its place with each update. With a hook for updates it could be asked.
        """
        cursor = self.screen.outer_size.clamp_offset(self.cursor_position)
        return cursor != self._previous_cursor_position

    def panic(self, *renderables: RenderableType) -> None:
        """End and show what went wrong; to Textual, in the thread that reads, it is a success."""
        self._return_code = 1
        super().panic(*renderables)

    def _fatal_error(self) -> None:
        """Say where it crashed without what the variables held: that is the person's text."""
        from rich.traceback import Traceback

        self.bell()
        trace = Traceback(show_locals=False, width=None)
        self._exit_renderables.append(Segments(self.console.render(trace, self.console.options)))
        self._close_messages_no_wait()

    @property
    def terminal(self) -> Driver | None:
        """What draws on the terminal; None before the start.

        Textual has no public name for it. Its own suspend and clipboard do not cover what is asked
        of it: the mouse on and off, a clipboard behind tmux.
        """
        return self._driver

    def send_to_clipboard(self, text: str, sequence: str) -> None:
        """Send a sequence that carries a text to the terminal's clipboard, and remember the text.

        Textual's public method writes a sequence of its own, which does not get through tmux and
        screen. One that took the sequence would replace this.
        """
        self._clipboard = text
        if self._driver is not None:
            self._driver.write(sequence)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Hand each update that would be sent to :meth:`about_to_send` first.

        A public hook on a frame's way to the driver would replace this.
        """
        if not self._batch_count:
            self.sent_last = screen
        if renderable is not None and not self._batch_count and not self.is_headless:
            renderable = self.about_to_send(renderable)
        super()._display(screen, renderable)
