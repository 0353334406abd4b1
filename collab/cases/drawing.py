"""The road as a picture, drawn from the table: from top to bottom, skips left, ways back right."""

from collections.abc import Callable, Collection
from typing import NamedTuple

from flask_babel import gettext as _
from markupsafe import Markup

from .lifecycle import ROAD, WAYS_OUT, Stage

WIDTH, STEP, HIGH, TOP = 340, 40, 28, 8
EDGE, LEFT, INDENT, RIGHT = 12, 48, 22, 292
STAGES = [stage for stage in Stage if stage not in WAYS_OUT]
OUT = list(WAYS_OUT)
PLACE = {stage: number for number, stage in enumerate(STAGES)} | {
    stage: len(STAGES) + 1 + number for number, stage in enumerate(OUT)
}
HEIGHT = TOP + STEP * (len(STAGES) + len(OUT) + 1)

FRAME = Markup(
    '<svg class="road" viewBox="0 0 {width} {height}" role="img" aria-labelledby="road-title road-desc"'
    ' xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" font-size="13" fill="none"'
    ' stroke="currentColor" stroke-width="1.2">'
    '<title id="road-title">{title}</title><desc id="road-desc">{desc}</desc>{parts}</svg>\n'
)
BOX = Markup(
    '<g class="{kind}"><rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{round}"{dashes}/>'
    '<text x="{text_x}" y="{text_y}" fill="currentColor" stroke="none"{weight}{struck}>{name}</text>{mark}'
    "</g>\n"
)
LINE = Markup('<path class="road__move" d="{path}"/><path d="{head}" fill="currentColor"/>\n')
HEADING = Markup('<text x="{x}" y="{y}" fill="currentColor" stroke="none" font-weight="600">{text}</text>\n')
EXIT = Markup('<circle cx="{x}" cy="{y}" r="3.5"/>')


class Spot(NamedTuple):
    """What is marked: where it stands and where it may go now; without them, the road itself."""

    here: Stage | None = None
    then: Collection[Stage] = ()
    off: Collection[Stage] = ()


def draw(name_of: Callable[[Stage], str], spot: Spot = Spot()) -> Markup:  # noqa: B008 a constant
    moves = [(a, b) for a in STAGES for b in ROAD[a].then if b in PLACE and b not in WAYS_OUT]
    parts = [_move(a, b) for a, b in moves]
    parts += [_box(stage, name_of(stage), spot) for stage in PLACE]
    under = TOP + STEP * len(STAGES)
    parts.append(HEADING.format(x=EDGE, y=under + 20, text=_("Ways out, from every ring")))
    desc = _("A line from first contact to the end. The list beside this picture says the same in words.")
    if spot.here:
        desc = _("It stands at: %(stage)s.", stage=name_of(spot.here)) + " " + desc
    title = _("The road of a cooperation")
    return FRAME.format(width=WIDTH, height=HEIGHT, title=title, desc=desc, parts=Markup("").join(parts))


def _box(stage: Stage, name: str, spot: Spot) -> Markup:
    x, y = _corner(stage)
    end = WIDTH - EDGE if stage in WAYS_OUT else RIGHT
    kind = "here" if stage == spot.here else "next" if stage in spot.then else "other"
    mark = EXIT.format(x=RIGHT - 12, y=y + HIGH // 2) if Stage.PARKED in ROAD[stage].then else ""
    return BOX.format(
        kind=f"road__{kind}", x=x, y=y, width=end - x, height=HIGH, round=14 if stage in WAYS_OUT else 4,
        dashes=Markup(' stroke-dasharray="4 3"') if ROAD[stage].optional or stage in spot.off else "",
        text_x=x + 10, text_y=y + 19, name=name, mark=mark,
        weight=Markup(' font-weight="600"') if kind != "other" else "",
        struck=Markup(' text-decoration="line-through"') if stage in spot.off and kind == "other" else "",
    )  # fmt: skip


def _move(a: Stage, b: Stage) -> Markup:
    """On to the next: straight down. Further on: along the left. Back: along the right."""
    (x1, y1), (x2, y2) = _corner(a), _corner(b)
    far = abs(PLACE[b] - PLACE[a])
    if PLACE[b] == PLACE[a] + 1:
        x = max(x1, x2) + 14
        return LINE.format(path=f"M{x} {y1 + HIGH}V{y2 - 4}", head=f"M{x - 4} {y2 - 6}h8l-4 6z")
    middle1, middle2 = y1 + HIGH // 2, y2 + HIGH // 2
    if PLACE[b] > PLACE[a]:
        out = min(x1, x2) - min(44, 6 + 3 * far)
        start, end, head = x1, x2 - 5, f"M{x2 - 6} {middle2 - 4}v8l6-4z"
        middle1, middle2 = middle1 + 5, middle2 - 5 if far > 2 else middle2
        head = f"M{x2 - 6} {middle2 - 4}v8l6-4z"
    else:
        out = RIGHT + min(44, 6 + 4 * far)
        start, end, head = RIGHT, RIGHT + 5, f"M{RIGHT + 6} {middle2 - 4}v8l-6-4z"
    return LINE.format(path=f"M{start} {middle1}C{out} {middle1} {out} {middle2} {end} {middle2}", head=head)


def _corner(stage: Stage) -> tuple[int, int]:
    left = EDGE if stage in WAYS_OUT else LEFT
    return left + INDENT * ROAD[stage].formal, TOP + STEP * PLACE[stage]
