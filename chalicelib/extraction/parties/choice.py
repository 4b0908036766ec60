"""Supplier and customer, chosen together: the two names with the highest probability of all pairs."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, product

from chalicelib.extraction.evidence.page_values import Kind
from chalicelib.extraction.evidence.self_billing import is_self_billed
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.names import has_legal_form, same_name
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.parties.blocks import Party
from chalicelib.extraction.parties.candidates import NameOrigin, Spot, spots
from chalicelib.extraction.parties.features import Seen, seen_of, seen_of_pair
from chalicelib.extraction.parties.features.block import has_second_name
from chalicelib.extraction.parties.registered_senders import by_registration, has_senders_data
from chalicelib.extraction.parties.scene import FOOT, LARGER, LETTERHEAD, Scene
from chalicelib.extraction.result import Context
from chalicelib.extraction.scoring.softmax import dot, softmax
from chalicelib.extraction.scoring.weights import PartyWeights, party_weights

MAX_PROBABILITY = 0.99  # that a name is given: 1 means certain, and no name on a page is
UNSURE = 0.89  # the same with another name under it: the page does not say which of them is meant
SURE_SALE = 0.9  # of a supplier that is the reader's own company
MAX_PLACES = 3  # of one name: a letterhead that stands on each page leaves room for others
MIN_LOGO = 5  # letters
MAX_MORE_WORDS = 4  # that a registered name has and its brand has not
UNDER_BRAND = 3  # lines of a block, its brand among them, up to the registered name
MAX_LIKELY = 14  # candidates of each role that are tried in pairs


@dataclass(frozen=True, slots=True)
class Parties:
    """Who was chosen; a party that the pages do not name is None."""

    supplier: Party | None
    customer: Party | None


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score in one role; without a spot, the candidate "absent"."""

    spot: Spot | None
    score: float

    @property
    def key(self) -> str:
        """The name, by which candidates in several places are one."""
        return fold(self.spot.name) if self.spot else ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A supplier and a customer with their probability."""

    supplier: Scored
    customer: Scored
    probability: float

    @property
    def key(self) -> tuple[str, str]:
        """The two names."""
        return self.supplier.key, self.customer.key


def find_parties(scene: Scene, context: Context) -> Parties:
    """The supplier and the customer that the pages name.

    The reader's own company is no supplier, unless the pages leave little doubt that it is: then the invoice is a sale.
    """
    seen, weights = [*_seen(scene)], party_weights()
    names = [spot for spot, _ in seen if spot]
    own = _own_names(context)
    if own:
        found = _settled(scene, names, choose(_pairs(seen, weights, set())))
        if _is_sure_sale(found.supplier, context):
            return found
    return _settled(scene, names, choose(_pairs(seen, weights, own)))


def _own_names(context: Context) -> set[str]:
    """The folded names of the company that reads."""
    return set(map(fold, context.company_names))


def _is_sure_sale(supplier: Party | None, context: Context) -> bool:
    """Whether the supplier is surely the company that reads."""
    if supplier is None or supplier.confidence < SURE_SALE:
        return False
    return is_own(supplier, context)


def _settled(scene: Scene, names: Sequence[Spot], parties: Parties) -> Parties:
    """The parties in the roles that their places speak for, and by their full names; then a logo says whose it is."""
    if is_self_billed(scene.evidence):
        if not _are_labelled(parties):
            return _by_writer(scene, parties)
        parties = _by_label(scene, parties)
    placed = _swapped_if(scene, parties, _stands_as_sender)
    full = Parties(_by_full_name(_as_payee(scene, placed.supplier), names), _by_full_name(placed.customer, names))
    return by_registration(scene, _swapped_if(scene, full, _alone_has_logo), names)


def _are_labelled(parties: Parties) -> bool:
    return any(party.labelled for party in (parties.supplier, parties.customer) if party)


def _by_label(scene: Scene, parties: Parties) -> Parties:
    """The parties of an invoice that the customer wrote, where "Supplier" points at one of them alone."""
    supplier, customer = parties.supplier, parties.customer
    if supplier is None or customer is None:
        return parties
    named = [_is_named_supplier(scene, party) for party in (supplier, customer)]
    return Parties(customer, supplier) if named == [False, True] else parties


def _is_named_supplier(scene: Scene, party: Party) -> bool:
    return any(pointer.role == "supplier" for pointer in scene.pointers.get(party.segment, ()))


def _by_writer(scene: Scene, parties: Parties) -> Parties:
    """The parties of an invoice that the customer wrote: whose head the letter has is the customer."""
    supplier, customer = parties.supplier, parties.customer
    if supplier is None or customer is None:
        return parties
    return Parties(customer, supplier) if _is_in_letterhead(scene, supplier.segment) else parties


def _is_in_letterhead(scene: Scene, segment: Segment) -> bool:
    return segment.page == 1 and scene.place(segment) < LETTERHEAD


def _swapped_if(scene: Scene, parties: Parties, is_senders: Callable[[Scene, Party, Party], bool]) -> Parties:
    """The parties the other way round, where the customer has what is the sender's, and the other has not.

    They stay where a label, or an account, a register's number or an address of mail, says who is who.
    """
    supplier, customer = parties.supplier, parties.customer
    if supplier is None or customer is None or supplier.labelled or customer.labelled:
        return parties
    if has_senders_data(scene, supplier.lines) or not is_senders(scene, customer, supplier):
        return parties
    return Parties(customer, supplier)


def _as_payee(scene: Scene, supplier: Party | None) -> Party | None:
    """The supplier by the name that its payment slip has for it, where that stands right under a brand's."""
    if supplier is None or supplier.labelled or has_legal_form(supplier.name):
        return supplier
    pointed = chain.from_iterable(scene.pointers.values())
    payees = {fold(pointer.name) for pointer in pointed if pointer.role == "supplier"}
    for index, line in enumerate(supplier.lines[1:UNDER_BRAND], 1):
        if fold(line.text) in payees:
            return replace(supplier, name=line.text, segment=line, lines=supplier.lines[index:])
    return supplier


def _by_full_name(party: Party | None, names: Sequence[Spot]) -> Party | None:
    """A party by the name that it is registered under (BT-27), where a brand alone was chosen that this begins with."""
    if party is None or has_legal_form(party.name):
        return party
    found = [spot for spot in names if _is_full_name(spot.name, party.name) or _ends_with_brand(spot, party)]
    full = min(found, key=lambda spot: len(spot.name), default=None)
    return replace(party, name=full.name, segment=full.segment) if full else party


def _ends_with_brand(spot: Spot, party: Party) -> bool:
    """Whether a registered name under a brand ends with it: "Casa do Cais", "Hotel Casa do Cais, Lda"."""
    if spot.segment not in party.lines[1:UNDER_BRAND] or not has_legal_form(spot.name):
        return False
    words, brand = _folded_words(spot.name), _folded_words(party.name)
    return any(words[start : start + len(brand)] == brand for start in range(1, len(words)))


def _folded_words(name: str) -> list[str]:
    return list(map(fold, name.split()))


def _is_full_name(name: str, brand: str) -> bool:
    """Whether a name with a legal form goes on where another ends: "Kranich", "Kranich Logistik GmbH"."""
    words, first = _folded_words(name), _folded_words(brand)
    if not len(first) < len(words) <= len(first) + MAX_MORE_WORDS:
        return False
    return words[: len(first)] == first and has_legal_form(name)


def _stands_as_sender(scene: Scene, party: Party, other: Party) -> bool:
    """Whether a party stands in a place that is the sender's.

    That is the foot, beside an account to pay to, and the head, in larger type than all other names.
    """
    return _is_letterhead(scene, party, other) or _is_senders_foot(scene, party, other)


def _alone_has_logo(scene: Scene, party: Party, other: Party) -> bool:
    return _has_logo(scene, party) and not _has_logo(scene, other)


def _has_logo(scene: Scene, party: Party) -> bool:
    """Whether a text of its own in the head of the first page is what a name begins with: "kranich", "Kranich AG"."""
    name = fold(party.name)
    for segment in scene.evidence.segments:
        if segment.page > 1 or scene.place(segment) >= LETTERHEAD:
            break
        if segment not in party.lines and _begins(name, fold(segment.text)):
            return True
    return False


def _begins(name: str, text: str) -> bool:
    """Whether a name begins with a text of some letters, and goes on."""
    return MIN_LOGO <= len(text) < len(name) and name.startswith(text)


def _is_letterhead(scene: Scene, party: Party, other: Party) -> bool:
    """Whether a name stands at the top of the first page, over the other and set larger."""
    one, two = party.segment, other.segment
    if one.row >= two.row or one.size <= LARGER * two.size:
        return False
    return _is_in_letterhead(scene, one)


def _is_senders_foot(scene: Scene, party: Party, other: Party) -> bool:
    """Whether a name stands in a foot beside an account and a tax id, and the other does not stand in a foot.

    A letter that begins with the address of who gets it names its sender there alone. A slip to pay with names the
    customer, and has no tax id.
    """
    if scene.place(party.segment) <= FOOT or scene.place(other.segment) > FOOT:
        return False
    return all(_stands_in_foot(scene, kind, party.segment.page) for kind in (Kind.IBAN, Kind.VAT_ID))


def _stands_in_foot(scene: Scene, kind: Kind, page: int) -> bool:
    for value in scene.evidence.all_values(kind):
        if value.segment.page == page and scene.place(value.segment) > FOOT:
            return True
    return False


def is_own(party: Party | None, context: Context) -> bool:
    """Whether a party is the company that reads."""
    return party is not None and fold(party.name) in _own_names(context)


def _seen(scene: Scene) -> Iterator[tuple[Spot | None, Seen]]:
    yield None, seen_of(scene, None)
    for spot in spots(scene):
        yield spot, seen_of(scene, spot)


def _pairs(seen: Sequence[tuple[Spot | None, Seen]], weights: PartyWeights, own: set[str]) -> list[Pair]:
    """The likeliest candidates of both roles in pairs; the reader's own company is no supplier."""
    others = [each for each in seen if each[0] is None or fold(each[0].name) not in own]
    suppliers, customers = _likeliest(others, weights.supplier), _likeliest(seen, weights.customer)
    pairs = [(a, b) for a, b in product(suppliers, customers) if is_possible(a.spot, b.spot)]
    scores = [a.score + b.score + dot(weights.pair, seen_of_pair(a.spot, b.spot)) for a, b in pairs]
    probabilities = softmax(scores, weights.temperature)
    return [Pair(*pair, probability) for pair, probability in zip(pairs, probabilities, strict=True)]


def _likeliest(seen: Sequence[tuple[Spot | None, Seen]], weights: Mapping[str, float]) -> list[Scored]:
    """The best scored candidates, each name in a few places at most, and always "absent": it goes with all others."""
    ranked = [Scored(spot, dot(weights, features)) for spot, features in seen]
    ranked.sort(key=lambda scored: -scored.score)
    kept: list[Scored] = []
    places: Counter[str] = Counter()
    for scored in ranked:
        places[scored.key] += 1
        may_be_kept = places[scored.key] <= MAX_PLACES and len(kept) < MAX_LIKELY
        if may_be_kept or scored.spot is None:
            kept.append(scored)
    return kept


def is_possible(supplier: Spot | None, customer: Spot | None) -> bool:
    """Whether two candidates can be two parties: another place and another name."""
    if supplier is None or customer is None:
        return True
    return not supplier.overlaps(customer) and not same_name(supplier.name, customer.name)


def choose(pairs: Sequence[Pair]) -> Parties:
    """The two names that are likeliest together, each in its likeliest place, with the probability of each."""
    together: defaultdict[tuple[str, str], float] = defaultdict(float)
    suppliers: defaultdict[str, float] = defaultdict(float)
    customers: defaultdict[str, float] = defaultdict(float)
    for pair in pairs:
        together[pair.key] += pair.probability
        suppliers[pair.supplier.key] += pair.probability
        customers[pair.customer.key] += pair.probability
    names = max(together, key=lambda key: together[key])
    best = max((pair for pair in pairs if pair.key == names), key=lambda pair: pair.probability)
    return Parties(
        _as_party(best.supplier.spot, suppliers[names[0]]), _as_party(best.customer.spot, customers[names[1]])
    )


def _as_party(spot: Spot | None, probability: float) -> Party | None:
    if spot is None:
        return None
    confidence = min(probability, UNSURE if has_second_name(spot) else MAX_PROBABILITY)
    return Party(spot.name, confidence, spot.segment, spot.block, labelled=spot.origin is NameOrigin.POINTED)
