"""What time itself does to agreements."""

from celery import shared_task

from collab.cases.models import Case
from collab.chores import walk
from collab.db import db
from collab.people.models import Post

from .mandate import end_post_without_mandate
from .models import Agreement
from .queries import (
    agreed_by_who_stayed,
    past_their_term,
    posts_without_mandate,
    waiting_for_nobody,
    with_one_of,
)


@shared_task(name="agreements.end_due")
def end_due() -> None:
    walk(with_one_of(waiting_for_nobody()), begin_in)
    walk(with_one_of(agreed_by_who_stayed()), extend_in)
    walk(with_one_of(past_their_term()), end_in)


def begin_in(case: Case) -> None:
    if agreement := db.session.scalar(waiting_for_nobody().where(Agreement.case_id == case.id)):
        agreement.begin_when_complete()


def extend_in(case: Case) -> None:
    agreement = db.session.scalar(agreed_by_who_stayed().where(Agreement.case_id == case.id))
    proposal = agreement and agreement.proposed_extension
    if proposal and not proposal.waiting_parties:
        proposal.come_true(by=None)


def end_in(case: Case) -> None:
    if agreement := db.session.scalar(past_their_term().where(Agreement.case_id == case.id)):
        end(agreement)


def end(agreement: Agreement) -> None:
    agreement.end(by=None)


@shared_task(name="mandates.end_posts")
def end_posts() -> None:
    """With the last mandate that ran out ends the post."""
    walk(posts_without_mandate(), end_post)


def end_post(post: Post) -> None:
    end_post_without_mandate(post.person, by=None)
