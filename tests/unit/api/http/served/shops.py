"""A path that another module serves too: how it is read."""

from chalice.app import Blueprint

shops = Blueprint(__name__)


@shops.route("/shops", methods=["GET"])
def list_shops() -> None: ...
