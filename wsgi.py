"""The web application, for gunicorn and for the flask command."""

from collab import create_app

app = create_app()
