"""One report for several readers: a copy "for …", to read, to print, or as plain text."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.clock import now
from collab.db import Model
from collab.errors import NotNow
from collab.people.models import Person

from .models import Report


class ReportCopy(Model):
    """The report as it was handed in, for somebody outside: a fund, the members, the district."""

    __tablename__ = "report_copy"
    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    number: Mapped[int]
    text_number: Mapped[int]
    for_whom: Mapped[str]
    language: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]

    report: Mapped[Report] = relationship(backref=backref("copies", order_by="ReportCopy.number"))
    person: Mapped[Person] = relationship()
    __table_args__ = (UniqueConstraint("report_id", "number"),)

    @classmethod
    def make(cls, report: Report, for_whom: str, language: str, by: Person) -> "ReportCopy":
        if report.text_number is None:
            raise NotNow(_("Hand the report in first. After that you can use it for others too."))
        copy = cls(
            number=len(report.copies) + 1, text_number=report.text_number, for_whom=for_whom,
            language=language, person=by, made_at=now(),
        )  # fmt: skip
        report.copies.append(copy)
        copy.report.record("copied", by)
        return copy

    @property
    def name(self) -> str:
        """Of the paper."""
        return f"report-{self.report.agreement.ref}-{self.report.number}-{self.number}"
