"""The worker and its clock: celery -A worker worker, celery -A worker beat."""

from collab import create_app

from .schedule import SCHEDULE

celery = create_app().extensions["celery"]
celery.conf.beat_schedule = SCHEDULE
