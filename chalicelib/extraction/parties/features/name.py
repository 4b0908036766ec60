"""What a candidate's name looks like."""

from chalicelib.extraction.letters import has_digit
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.names import has_legal_form, has_postal_code, is_address, is_street, leading_company
from chalicelib.extraction.lexicon.vocabulary import vocabulary
from chalicelib.extraction.parties.blocks import block_below
from chalicelib.extraction.parties.candidates import NameOrigin, Spot, lines_of_name
from chalicelib.extraction.parties.scene import Scene
from chalicelib.extraction.scoring.feature import Feature

MANY_WORDS, SENTENCE_WORDS = 5, 7
PERSON_WORDS = (2, 3)
SHORT = 3  # letters: "de" and its like are no label's words


def _legal_form(_: Scene, spot: Spot) -> float:
    return has_legal_form(spot.name)


def _plain_words(spot: Spot) -> list[str]:
    """The words of a name without a legal form; nothing for a name that has one."""
    return [] if has_legal_form(spot.name) else spot.name.split()


def _one_word(_: Scene, spot: Spot) -> float:
    return len(_plain_words(spot)) == 1


def _many_words(_: Scene, spot: Spot) -> float:
    return len(_plain_words(spot)) >= MANY_WORDS


def _person(_: Scene, spot: Spot) -> float:
    words = _plain_words(spot)
    return len(words) in PERSON_WORDS and all(map(str.istitle, words))


def _digits(_: Scene, spot: Spot) -> float:
    return has_digit(spot.name)


def _address(_: Scene, spot: Spot) -> float:
    return (is_address(spot.name) or is_street(spot.name)) and not has_legal_form(spot.name)


def _town(scene: Scene, spot: Spot) -> float:
    behind = spot.segment.text.partition(spot.name)[2]
    return has_postal_code(spot.segment.text) and bool(behind) and spot.segment not in scene.sender_lines


def _capitals(_: Scene, spot: Spot) -> float:
    return spot.name.isupper()


def _small_letters(_: Scene, spot: Spot) -> float:
    words = spot.name.split()
    return sum([word[0].islower() for word in words]) / len(words)


def _label_words(scene: Scene, spot: Spot) -> float:
    labels = [fold(hit.text) for hit in scene.evidence.labels_of(spot.segment)]
    return any(len(label) > SHORT and label in fold(spot.name) for label in labels)


def _title_words(scene: Scene, spot: Spot) -> float:
    return spot.segment in scene.titled


def _numbered(scene: Scene, spot: Spot) -> float:
    return any(hit.name == "invoice_number" for hit in scene.evidence.labels_of(spot.segment))


def _known_word(_: Scene, spot: Spot) -> float:
    words = spot.name.split()
    return len(list(filter(_is_usual, map(fold, words)))) / len(words)


def _is_usual(folded: str) -> bool:
    """Whether a word is one that invoices use; what its bearer is by trade is a part of many names."""
    return any(meaning.name not in {"practice", "profession"} for meaning in vocabulary().meanings.get(folded, ()))


def _sentence(scene: Scene, spot: Spot) -> float:
    return len(spot.segment.words) > SENTENCE_WORDS and spot.segment not in scene.sender_lines


def _colon(_: Scene, spot: Spot) -> float:
    return spot.segment.text.rstrip().endswith((":", "："))


def _joined(_: Scene, spot: Spot) -> float:
    return spot.origin is NameOrigin.JOINED


def _first_half(_: Scene, spot: Spot) -> float:
    return spot.origin is not NameOrigin.JOINED and lines_of_name(spot.block) > 1


def _second_half(scene: Scene, spot: Spot) -> float:
    for above in scene.evidence.rows.get(spot.segment.row - 1, ()):
        block = block_below(scene.evidence, above)
        if above.page == spot.segment.page and spot.segment in block[1 : lines_of_name(block)]:
            return True
    return False


def _whole(_: Scene, spot: Spot) -> float:
    return spot.origin is NameOrigin.WHOLE


def _bold_part(_: Scene, spot: Spot) -> float:
    return spot.origin is NameOrigin.BOLD


def _company_part(_: Scene, spot: Spot) -> float:
    return spot.origin is NameOrigin.COMPANY


def _behind_form(_: Scene, spot: Spot) -> float:
    return leading_company(spot.name) not in (None, spot.name)


def _behind_colon(_: Scene, spot: Spot) -> float:
    return spot.origin is NameOrigin.BEHIND_COLON


FEATURES = (
    Feature("legal_form", "companies have one: GmbH, Ltd, s.r.o.", _legal_form),
    Feature("one_word", "a single word is as often a heading or a town", _one_word),
    Feature("many_words", "five words and more are a slogan or a sentence", _many_words),
    Feature("person", "two or three capitalised words: people are customers more often than suppliers", _person),
    Feature("digits", "names seldom have digits", _digits),
    Feature("address", "a street or a town is no name", _address),
    Feature("town", "a postal code follows in the line: a town", _town),
    Feature("capitals", "set in capitals, as names in letterheads are", _capitals),
    Feature("small_letters", "the share of its words that begin with a small letter", _small_letters),
    Feature("label_words", "a label's words are in it", _label_words),
    Feature("title_words", "the document's title is in its line", _title_words),
    Feature("known_words", "the share of its words that invoices use as labels or headings", _known_word),
    Feature("sentence", "its line is a sentence", _sentence),
    Feature("colon", "its line announces something", _colon),
    Feature("joined", "two lines taken for one name", _joined),
    Feature("first_half", "the first of two lines that may be one name", _first_half),
    Feature("second_half", "the second of two such lines", _second_half),
    Feature("whole", "what stands behind a dash is taken for a part of the name", _whole),
    Feature("bold_part", "only the words in bold of its line", _bold_part),
    Feature("behind_colon", "stands behind a word with a colon that is no known label", _behind_colon),
    Feature("behind_form", "goes on behind its legal form", _behind_form),
    Feature("company_part", "only the words up to the legal form", _company_part),
)
