from typing import Literal

InstalledRulesetOutSyntax = Literal["cii", "ubl"]

INSTALLED_RULESET_OUT_SYNTAX_VALUES: set[InstalledRulesetOutSyntax] = {
    "cii",
    "ubl",
}


def check_installed_ruleset_out_syntax(value: str) -> InstalledRulesetOutSyntax:
    if value in INSTALLED_RULESET_OUT_SYNTAX_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INSTALLED_RULESET_OUT_SYNTAX_VALUES!r}")
