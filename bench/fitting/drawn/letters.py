"""Invoices drawn by chance, the same each time: where a letter has its parties, and what stands around them.

They balance the corpus, in which some kinds of letter are rare: sender's lines over a window, honorifics, logos alone,
persons as customers, account holders, programs that name their maker in the foot.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from bench.fitting.drawn.sheet import Sheet
from bench.fitting.drawn.words import COUNTRIES, STEMS, Country
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import FOLDER, parse_labels
from chalicelib.extraction.pages.page import Page

LEFT, RIGHT = 50.0, 330.0
FOOT = 765.0
HOLDERS = {"en": "Account holder", "de": "Kontoinhaber", "fr": "Titulaire du compte", "nl": "Ten name van"}


@dataclass(frozen=True)
class Letter:
    """A drawn invoice and whose names it has; an absent party has none."""

    page: Page
    fields: Mapping[str, str]


@dataclass
class _Plan:
    """What is drawn next, on what, by which dice."""

    dice: Random
    country: Country
    sheet: Sheet = field(default_factory=Sheet)
    supplier: str = ""
    customer: str = ""
    anonymous: bool = False  # names no customer, as on a receipt
    named: set[str] = field(default_factory=set)

    def chance(self, probability: float) -> bool:
        return self.dice.random() < probability

    def pick(self, texts: Sequence[str]) -> str:
        return self.dice.choice(texts)

    def lines(self, x: float, y: float, texts: Sequence[str], leading: float = 1.0, **look: float) -> float:
        for text in texts:
            below = self.sheet.write(x, y, text, look.get("size", 9.0), bold=bool(look.get("bold")))
            y += (below - y) * leading
        return y


def letters(count: int) -> Iterator[Letter]:
    """That many letters."""
    for seed in range(count):
        dice = Random(seed)  # noqa: S311 - no secret
        yield _draw(_Plan(dice, COUNTRIES[seed % len(COUNTRIES)]))


def _draw(plan: _Plan) -> Letter:
    plan.supplier = _company(plan)
    plan.customer = plan.pick(plan.country.people) if plan.chance(0.25) else _company(plan, formless=0.3)
    plan.anonymous = plan.chance(0.08)
    usual = plan.dice.choice((_side_by_side, _labelled_column, _window_letter, _window_letter, _letterhead_and_block))
    (_japanese if plan.country.language == "ja" and plan.chance(0.7) else usual)(plan)
    _details(plan)
    _table(plan)
    _foot(plan)
    names = {"supplier_name": plan.supplier, "customer_name": plan.customer}
    return Letter(plan.sheet.page(), {field: name for field, name in names.items() if name in plan.named})


def _company(plan: _Plan, formless: float = 0.0) -> str:
    country = plan.country
    stem, trade, form = plan.pick(STEMS), plan.pick(country.trades), plan.pick(country.forms)
    form = "" if plan.chance(formless) else form
    if country.language == "ja":
        before = plan.chance(0.5)
        name = plan.pick(("青空", "みなと", "はなみずき", "東山", "大川"))
        return f"{form}{name}{trade}" if before else f"{name}{trade}{form}"
    name = f"{stem} {trade} {form}".strip()
    return name.upper() if plan.chance(0.15) else name


def _address(plan: _Plan) -> list[str]:
    lines = [plan.pick(plan.country.streets), plan.pick(plan.country.towns)]
    return lines[::-1] if plan.country.language in ("ja", "hu") else lines


def _domain(plan: _Plan) -> str:
    stem = fold(plan.supplier.split()[0]) if plan.supplier.isascii() else "muster"
    return f"{stem}.example"


def _contact(plan: _Plan) -> list[str]:
    texts = [f"Tel. +49 {plan.dice.randint(100, 999)} 5550{plan.dice.randint(10, 99)}", f"info@{_domain(plan)}",
             f"www.{_domain(plan)}", f"{plan.country.tax_label} {plan.country.tax_form}"]  # fmt: skip
    return [text for text in texts if plan.chance(0.5)]


def _letterhead(plan: _Plan, x: float, y: float) -> float:
    """The supplier's name in large type, perhaps with a slogan, his address and how to reach him."""
    size = plan.dice.choice((9.0, 11.0, 14.0, 18.0))
    plan.named.add(plan.supplier)
    department = f" {plan.country.department}" if plan.chance(0.06) else ""
    y = plan.sheet.write(x, y, plan.supplier + department, size, bold=plan.chance(0.6))
    if plan.chance(0.15):
        y = plan.sheet.write(x, y, " ".join(plan.dice.sample(plan.country.trades, 2)), 8)
    lines = _address(plan) if plan.chance(0.8) else []
    return plan.lines(x, y, [*lines, *_contact(plan)], size=plan.dice.choice((7.5, 8.0, 9.0)))


def _customer_block(plan: _Plan, x: float, y: float, *, labelled: bool) -> float:
    """The customer's name and address, perhaps under a label, with a person or a department."""
    if plan.anonymous:
        return y
    size = plan.dice.choice((9.0, 9.0, 10.0, 11.0))
    plan.named.add(plan.customer)
    if labelled:
        label = _label(plan, "customer")
        if plan.chance(0.25):
            plan.sheet.write(x, y, f"{label}:", size)
            x += 90
        else:
            y = plan.sheet.write(x, y, label, 8.0, bold=plan.chance(0.5))
    company = plan.customer not in plan.country.people
    if company and plan.chance(0.25):
        y = plan.sheet.write(x, y, plan.pick(plan.country.people), size)
    honorific = " 御中" if plan.country.language == "ja" else ""
    y = _name(plan, x, y, plan.customer + honorific, size)
    second = plan.pick((plan.country.department, plan.pick(plan.country.people)))
    lines = [*([second] if company and plan.chance(0.25) else []), *_address(plan)]
    if company and plan.chance(0.08):
        lines.insert(0, f"{_label(plan, 'customer')}: {plan.pick(plan.country.people)}")
    if company and plan.chance(0.2):
        lines.append(f"{plan.country.tax_label} {plan.country.tax_form[:-2]}{plan.dice.randint(10, 99)}")
    return plan.lines(x, y, lines, plan.dice.choice((1.0, 1.0, 1.0, 1.7)), size=size)


def _name(plan: _Plan, x: float, y: float, name: str, size: float) -> float:
    """A name, perhaps in bold; a long one in two lines now and then."""
    first, _, rest = name.rpartition(" ")
    if first and plan.chance(0.08):
        y = plan.sheet.write(x, y, first, size, bold=True)
        return plan.sheet.write(x, y, rest, size, bold=True)
    return plan.sheet.write(x, y, name, size, bold=plan.chance(0.3))


def _label(plan: _Plan, role: str) -> str:
    labels = parse_labels((FOLDER / f"{plan.country.language}.toml").read_text(encoding="utf-8"))["labels"]
    assert isinstance(labels, dict)  # noqa: S101 - our own data files
    words: Sequence[str] = labels[role][:8]
    label = plan.pick(words)
    return label.upper() if plan.chance(0.2) else label


def _side_by_side(plan: _Plan) -> None:
    """Two blocks at one height, each with or without a label."""
    y, swapped = plan.dice.uniform(90, 170), plan.chance(0.25)
    if plan.chance(0.3):
        _logo(plan)
    labelled = plan.chance(0.7)
    ours, theirs = (RIGHT, LEFT) if swapped else (LEFT, RIGHT)
    top = plan.sheet.write(ours, y, _label(plan, "supplier"), 8.0, bold=True) if labelled else y
    plan.named.add(plan.supplier)
    top = plan.sheet.write(ours, top, plan.supplier, 9.0, bold=plan.chance(0.4))
    plan.lines(ours, top, [*_address(plan), *_contact(plan)])
    _customer_block(plan, theirs, y, labelled=labelled or plan.chance(0.5))
    _delivery(plan, theirs, y + 110)


def _labelled_column(plan: _Plan) -> None:
    """Both blocks in one column, under labels."""
    y = plan.sheet.write(LEFT, plan.dice.uniform(40, 120), _label(plan, "supplier"), 8.0, bold=True)
    plan.named.add(plan.supplier)
    y = plan.sheet.write(LEFT, y, plan.supplier, 9.0)
    y = plan.lines(LEFT, y, [*_address(plan), *_contact(plan)])
    _customer_block(plan, LEFT, y + 20, labelled=True)


def _window_letter(plan: _Plan) -> None:
    """A letter: sender's line, window, letterhead at the top or nothing but a logo's word."""
    if plan.chance(0.6):
        _letterhead(plan, plan.dice.choice((LEFT, RIGHT, 400.0)), plan.dice.uniform(25, 70))
    y = plan.dice.uniform(120, 160)
    if plan.chance(0.6):
        plan.named.add(plan.supplier)
        separator = plan.pick((" · ", " - ", ", ", " | ", " • ", "  ●  "))
        plan.sheet.write(LEFT, y, separator.join([plan.supplier, *_address(plan)]), 6.5)
    _customer_block(plan, LEFT, y + plan.dice.uniform(12, 30), labelled=plan.chance(0.15))


def _letterhead_and_block(plan: _Plan) -> None:
    """A letterhead on one side and the customer on either, labelled or not."""
    bottom = _letterhead(plan, plan.dice.choice((LEFT, RIGHT)), plan.dice.uniform(25, 60))
    x = plan.dice.choice((LEFT, RIGHT))
    _customer_block(plan, x, max(bottom + 15, plan.dice.uniform(110, 170)), labelled=plan.chance(0.6))
    _delivery(plan, LEFT if x == RIGHT else RIGHT, max(bottom + 15, 150))


def _japanese(plan: _Plan) -> None:
    """The customer with the honorific, mostly at the left, and the issuer on the other side, neither labelled."""
    y = plan.dice.uniform(60, 110)
    theirs, ours = (LEFT, RIGHT) if plan.chance(0.7) else (RIGHT, LEFT)
    _customer_block(plan, theirs, y, labelled=False)
    plan.named.add(plan.supplier)
    y = plan.sheet.write(ours, y + plan.dice.uniform(-30, 60), plan.supplier, 9.0)
    plan.lines(ours, y, [*_address(plan), f"{plan.country.tax_label} {plan.country.tax_form}"])


def _logo(plan: _Plan) -> None:
    """A logo's word at the top."""
    plan.sheet.write(plan.dice.choice((LEFT, 420.0)), 30, plan.supplier.split()[0], 20)


def _delivery(plan: _Plan, x: float, y: float) -> None:
    if plan.chance(0.25) and not plan.anonymous:
        y = plan.sheet.write(x, y, _label(plan, "delivery"), 8.0, bold=True)
        plan.lines(x, y, [plan.pick((plan.customer, _company(plan))), *_address(plan)])


def _details(plan: _Plan) -> None:
    """Title, number and dates, at the left under the parties or at the right."""
    country, y = plan.country, 290.0
    plan.sheet.write(plan.dice.choice((LEFT, 430.0)), plan.dice.choice((25.0, y)), country.title, 16, bold=True)
    values = (f"{plan.dice.randint(100, 9999)}-{plan.dice.randint(10, 99)}", "12.03.2025", "11.04.2025")
    for label, value in zip(country.details, values, strict=True):
        plan.sheet.write(LEFT, y + 24, f"{label}:")
        y = plan.sheet.write(LEFT + 110, y + 24, value) - 24
    if plan.chance(0.15):
        plan.sheet.write(RIGHT, 320, f"{plan.pick(country.people)}", 8)


def _table(plan: _Plan) -> None:
    y, country = 390.0, plan.country
    for item in plan.dice.sample(country.items, min(2, len(country.items))):
        plan.sheet.write(LEFT, y, item)
        plan.sheet.write(-430, y, str(plan.dice.randint(1, 9)))
        y = plan.sheet.write(-540, y, "100,00")
    for label, amount in zip(country.totals, ("200,00", "40,00", "240,00"), strict=True):
        plan.sheet.write(360, y + 12, label)
        y = plan.sheet.write(-540, y + 12, amount) - 10


def _foot(plan: _Plan) -> None:
    """What stands below: bank details with the account's holder, the company once more, a program's maker."""
    country, y = plan.country, FOOT
    if plan.chance(0.3):
        holder = plan.supplier if plan.chance(0.7) else plan.pick(country.people)
        holder_line = f"{HOLDERS[country.language]}: {holder}" if country.language in HOLDERS else holder
        plan.lines(LEFT, 600, [country.bank, "IBAN DE89 3704 0044 0532 0130 00", holder_line], size=8)
        plan.named.update({holder} & {plan.supplier})
    if plan.chance(0.3 if plan.supplier in plan.named else 0.95):
        plan.named.add(plan.supplier)
        texts = [plan.supplier, *_address(plan), f"{country.tax_label} {country.tax_form}"]
        plan.lines(LEFT, y, [", ".join(texts)] if plan.chance(0.5) else texts, size=7)
    if plan.chance(0.3):
        plan.lines(250, y, [country.bank, "IBAN DE89 3704 0044 0532 0130 00"], size=7)
    if plan.chance(0.2):
        plan.lines(420, y, [f"{country.director}: {plan.pick(country.people)}"], size=7)
    if plan.chance(0.1):
        plan.sheet.write(LEFT, 825, f"Powered by {plan.pick(STEMS)}soft {plan.pick(country.forms)}", 6.5)
