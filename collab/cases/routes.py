"""Doors of cases."""

from flask import Blueprint

from collab.refs import plain_ref, yearly_ref  # noqa: F401

bp = Blueprint("cases", __name__)
