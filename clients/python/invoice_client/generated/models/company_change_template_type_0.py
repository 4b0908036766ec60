from typing import Literal

CompanyChangeTemplateType0 = Literal["banner", "letter", "standard"]

COMPANY_CHANGE_TEMPLATE_TYPE_0_VALUES: set[CompanyChangeTemplateType0] = {
    "banner",
    "letter",
    "standard",
}


def check_company_change_template_type_0(value: str) -> CompanyChangeTemplateType0:
    if value in COMPANY_CHANGE_TEMPLATE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {COMPANY_CHANGE_TEMPLATE_TYPE_0_VALUES!r}")
