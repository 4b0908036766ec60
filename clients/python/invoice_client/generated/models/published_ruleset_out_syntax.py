from typing import Literal

PublishedRulesetOutSyntax = Literal["cii", "ubl"]

PUBLISHED_RULESET_OUT_SYNTAX_VALUES: set[PublishedRulesetOutSyntax] = {
    "cii",
    "ubl",
}


def check_published_ruleset_out_syntax(value: str) -> PublishedRulesetOutSyntax:
    if value in PUBLISHED_RULESET_OUT_SYNTAX_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PUBLISHED_RULESET_OUT_SYNTAX_VALUES!r}")
