"""Routes of the one."""

from chalice.app import Blueprint

pets = Blueprint(__name__)


@pets.route("/pets", methods=["GET"])
def list_pets() -> None: ...


@pets.route("/pets", methods=["POST"])
def add_pet() -> None: ...


@pets.route("/pets/{pet}", methods=["GET"])
def get_pet(pet: str) -> None: ...
