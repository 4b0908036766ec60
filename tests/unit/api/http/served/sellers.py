"""A path that another module serves too: how something is added."""

from chalice.app import Blueprint

sellers = Blueprint(__name__)


@sellers.route("/shops", methods=["POST"])
def add_shop() -> None: ...
