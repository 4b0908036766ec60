"""The rule sets that invoices are validated with."""

from chalicelib.api.http.blueprint import Resource
from chalicelib.api.models.reports import RulesetsOut, rulesets_out
from chalicelib.authorization import Caller, Scope
from chalicelib.errors import NoCompany
from chalicelib.invoices.rulesets import list_rulesets

rulesets = Resource(__name__)


@rulesets.route("/rulesets", scope=Scope.READ, raises=(NoCompany,))
def get_rulesets(caller: Caller) -> RulesetsOut:
    """List the rule sets of this stage with the specifications that each is for, and those that could be installed."""
    return rulesets_out(list_rulesets(caller))
