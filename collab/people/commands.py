"""People for the command line: the first administrator of a new installation."""

import click
from flask.cli import AppGroup
from sqlalchemy import select

from collab.db import db
from collab.queue import ring

from .models import Person, spelled
from .words import Duty, Purpose

people = AppGroup("people", help="The people of the municipality.")


@people.command("administrator")
@click.argument("name")
@click.argument("email")
def make_administrator(name: str, email: str) -> None:
    """Make NAME an administrator; EMAIL gets an invitation. From then on people are invited on the pages."""
    person = db.session.scalar(select(Person).where(Person.email == spelled(email)))
    if person is None:
        person = Person.join(name, email)
        db.session.add(person)
    if not person.has(Duty.ADMINISTRATOR):
        person.appoint(Duty.ADMINISTRATOR, by=None)
    person.ask_link(Purpose.INVITATION, by=None)
    db.session.commit()
    ring("history.react")
    click.echo(f"{person.name} is an administrator. An invitation goes to {person.email}.")
