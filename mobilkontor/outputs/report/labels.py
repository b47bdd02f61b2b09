"""Choose the names that have room on a printed map, the most important first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Box", "Label", "Wish", "place_labels"]

LETTER_PX, LINE_PX = 5.7, 12.0
LONGEST = 22


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the sheet, from left and above [px]."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Tell whether two rectangles have room in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def is_within(self, other: Box) -> bool:
        """Tell whether a rectangle has all of this one in it."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """A name that wants to stand beside a symbol; ``is_strong`` for towns."""

    x: float
    y: float
    radius_px: float
    text: str
    is_strong: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A name with the point that it begins, ends or is centred at, and how."""

    x: float
    y: float
    anchor: str
    text: str
    is_strong: bool


def place_labels(
    wishes: Iterable[Wish], taken: Iterable[Box], spared: Iterable[Box], sheet: Box
) -> list[Label]:
    """Return the names that have room.

    Parameters
    ----------
    wishes : iterable of Wish
        Names, the most important first.
    taken : iterable of Box
        Room that symbols already take.
    spared : iterable of Box
        Room of small symbols, which a name lies on only if it has no room elsewhere.
    sheet : Box
        The whole sheet.

    Returns
    -------
    list of Label
        Names that meet neither a symbol nor each other, nor leave the sheet; others are left out.
    """
    full, small, labels = list(taken), list(spared), []
    for wish in wishes:
        text = wish.text if len(wish.text) <= LONGEST else f"{wish.text[: LONGEST - 1]}…"
        width = LETTER_PX * len(text) + 2
        free = [
            position
            for position in _positions(wish, width)
            if position[-1].is_within(sheet) and not any(position[-1].meets(it) for it in full)
        ]
        if free:
            x, y, anchor, box = min(free, key=lambda it: sum(it[-1].meets(o) for o in small))
            full.append(box)
            labels.append(Label(x, y, anchor, text, wish.is_strong))
    return labels


def _positions(wish: Wish, width: float) -> list[tuple[float, float, str, Box]]:
    """Return where a name may stand: right, left, above, below; with the room it takes."""
    gap = wish.radius_px + 2
    right, left, middle = wish.x + gap, wish.x - gap, wish.x - width / 2
    places = (
        (right, wish.y + 4, "start", right),
        (left, wish.y + 4, "end", left - width),
        (wish.x, wish.y - gap - 2, "middle", middle),
        (wish.x, wish.y + gap + LINE_PX - 2, "middle", middle),
    )
    return [
        (x, y, anchor, Box(edge, y - LINE_PX + 2, edge + width, y + 2))
        for x, y, anchor, edge in places
    ]
