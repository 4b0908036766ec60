from collections import Counter
from urllib.parse import urlsplit

import pytest

from chalicelib.validation.packs.catalogue import PublishedPack, catalogue, pack_for
from chalicelib.validation.rules.rulesets import builtin, fit

PINNED = 40  # characters of a commit's name


def test_every_pack_is_named_once_and_none_like_a_built_in_rule_set() -> None:
    names = Counter(pack.id for pack in catalogue())
    assert set(names.values()) == {1}
    assert not set(names) & set(builtin())


@pytest.mark.parametrize("pack", catalogue(), ids=lambda pack: pack.id)
def test_every_file_is_published_at_a_pinned_revision_under_its_own_name(pack: PublishedPack) -> None:
    for file in pack.files:
        parts = urlsplit(file.url).path.split("/")
        assert len(parts[3]) == PINNED
        assert parts[-1] == file.path
    assert pack.licence


@pytest.mark.parametrize("pack", catalogue(), ids=lambda pack: pack.id)
def test_a_pack_is_the_one_for_the_specifications_that_it_names(pack: PublishedPack) -> None:
    for pattern in pack.applies_to:
        assert pack_for(pattern.removesuffix("*"), pack.syntax) == pack.id


@pytest.mark.parametrize("pack", catalogue(), ids=lambda pack: pack.id)
def test_a_pack_extends_what_is_there_and_weighs_rules_only_where_it_applies(pack: PublishedPack) -> None:
    assert pack.extends in {pack.syntax, *builtin()}
    for scenario in pack.severities:
        assert fit(pack.applies_to, scenario.applies_to.removesuffix("*"))
