"""How the promises are kept in these two years: what, delivered and confirmed by whom and when."""

from datetime import date

from tests.journeys.partnership import BASKETS, BENCH, HEDGE, MONEY, OPEN_DAY, SEEDS, SHED, WATER, on

KEPT = [
    (SHED, "ben 2027-03-02", "ana 2027-03-03"),
    (MONEY, "ben 2027-03-31", "ana 2027-04-02"),
    (OPEN_DAY, "ana 2027-04-29", "ben 2027-05-03"),
    (WATER, "ben 2027-05-28", "ana 2027-06-14"),
    (OPEN_DAY, "ana 2027-07-29", "ben 2027-08-02"),
    (WATER, "ben 2027-09-16", "ana 2027-09-17"),
    (OPEN_DAY, "ana 2027-10-29", "ben 2027-11-01"),
    (HEDGE, "art 2027-10-31", "ben 2027-11-03"),
    (WATER, "ben 2027-11-29", "ana 2027-12-01"),
    (OPEN_DAY, "ana 2028-01-29", "nia 2028-02-01"),
    (WATER, "nia 2028-02-29", "ana 2028-03-02"),
    (SEEDS, "art 2028-03-26", "nia 2028-03-28"),
    (OPEN_DAY, "ana 2028-05-20", "nia 2028-05-22"),
    (WATER, "nia 2028-06-20", "eli 2028-06-22"),
    (OPEN_DAY, "art 2028-09-04", "nia 2028-09-06"),
    (WATER, "nia 2028-09-20", "eli 2028-09-22"),
    (BASKETS, "nia 2028-10-29", "eli 2028-10-31"),
    (OPEN_DAY, "eli 2028-11-20", "nia 2028-11-22"),
    (WATER, "nia 2028-12-20", "eli 2028-12-22"),
    (OPEN_DAY, "eli 2029-02-20", "nia 2029-02-22"),
]


def who_and_when(written: str) -> tuple[str, date]:
    who, day = written.split()
    return who, date.fromisoformat(day)


def keep(what: str, step: str, written: str) -> None:
    who, day = who_and_when(written)
    on(day.year, day.month, day.day)(lambda it: getattr(it.promises[what], step)(by=getattr(it, who)))


for what, delivered, confirmed in KEPT:
    keep(what, "deliver", delivered)
    keep(what, "confirm", confirmed)


@on(2027, 3, 29)
def ben_says_that_the_bench_is_there(it):
    it.promises[BENCH].deliver(by=it.ben)


@on(2027, 4, 2)
def ana_does_not_see_it(it):
    it.promises[BENCH].contest("There is no bench at the entrance.", by=it.ana)


@on(2027, 4, 6)
def ben_brings_it_to_the_right_entrance(it):
    it.promises[BENCH].answer("It stood at the wrong gate.", again=True, by=it.ben)


@on(2027, 4, 9)
def ana_sits_on_it(it):
    it.promises[BENCH].confirm(by=it.ana)
