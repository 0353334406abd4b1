"""Doors of collectives."""

from flask import Blueprint

bp = Blueprint("collectives", __name__)
