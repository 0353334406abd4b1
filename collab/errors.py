"""No is an answer. Verbs and doors raise it in words for the person who asked; one place shows it."""


class Refusal(Exception):
    """The answer is no, and `why` says it in a sentence that helps."""

    status = 409

    def __init__(self, why: object):
        super().__init__(why)
        self.why = str(why)


class NotNow(Refusal):
    """The thing is in a state that forbids it."""


class NotYours(Refusal):
    """This person may not."""

    status = 403
