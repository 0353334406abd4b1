"""What time itself does to agreements."""

from celery import shared_task

from collab.chores import walk
from collab.people.models import Post

from .mandate import end_post_without_mandate
from .models import Agreement
from .queries import past_their_term, posts_without_mandate


@shared_task(name="agreements.end_due")
def end_due() -> None:
    walk(past_their_term(), end)


def end(agreement: Agreement) -> None:
    agreement.end(by=None)


@shared_task(name="mandates.end_posts")
def end_posts() -> None:
    """With the last mandate that ran out ends the post."""
    walk(posts_without_mandate(), end_post)


def end_post(post: Post) -> None:
    end_post_without_mandate(post.person, by=None)
