"""Routes of the other."""

from chalice.app import Blueprint

owners = Blueprint(__name__)


@owners.route("/owners", methods=["GET"])
def list_owners() -> None: ...
