"""The picture and the table of the road for the documentation, written from the table."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import force_locale

from collab.people.words import Side

from .drawing import draw
from .lifecycle import BESIDE, ROAD, Stage

DOCS = Path(__file__).parents[2] / "docs"
HEAD = """# The road of a cooperation

Drawn from `collab/cases/road.toml` and `collab/cases/beside.toml` by `flask road draw`; do not edit by hand.

![The road of a cooperation](road.svg)

Dashed boxes are optional. The indented ones are the formal lane: only for who needs it.

| Stage | The public reads | On turn | Where it may go, and who takes that step |
|---|---|---|---|
"""
BESIDE_HEAD = """
## What can be true beside a stage

| What | Who ends it | For the collective | For the municipality |
|---|---|---|---|
"""
road = AppGroup("road", help="The road of a cooperation.")


def pages() -> dict[str, str]:
    """What stands in the documentation, by the name of the file."""
    with current_app.test_request_context(), force_locale("en"):
        rows = "".join(_row(stage) for stage in Stage)
        beside = "".join(
            f"| {code.replace('_', ' ')} | {state.ends.label} | {state.means[Side.COLLECTIVE].en} "
            f"| {state.means[Side.MUNICIPALITY].en} |\n"
            for code, state in BESIDE.items()
        )
        return {
            "road.svg": draw(lambda stage: ROAD[stage].name.en),
            "road.md": HEAD + rows + BESIDE_HEAD + beside,
        }


@road.command("draw")
def write() -> None:
    """Write docs/road.svg and docs/road.md."""
    for name, text in pages().items():
        (DOCS / name).write_text(text, "utf-8")
        click.echo(f"docs/{name}")


def _row(stage: Stage) -> str:
    row = ROAD[stage]
    then = "; ".join(f"{ROAD[to].name.en} ({mover.label})" for to, mover in row.then.items()) or "–"
    return f"| {row.name.en} | {row.public.en} | {row.waits_for.label} | {then} |\n"
