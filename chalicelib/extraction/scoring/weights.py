"""The weights file: made by `make fit`, read once a process."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from chalicelib.json_data import JsonObject

FILE = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class PartyWeights:
    """The weights of supplier and customer by feature, those of a pair of them, and the temperature."""

    supplier: Mapping[str, float]
    customer: Mapping[str, float]
    pair: Mapping[str, float]
    temperature: float


@dataclass(frozen=True, slots=True)
class DetailWeights:
    """The weights of one field's candidates by feature, and the temperature."""

    candidate: Mapping[str, float]
    temperature: float


@cache
def _file() -> JsonObject:
    data: JsonObject = json.loads(FILE.read_text(encoding="utf-8"))
    return data


@cache
def detail_weights(model: str) -> DetailWeights:
    """The fitted weights of a field: `number` or `due`."""
    return as_detail_weights(_file()[model])


def as_detail_weights(data: JsonObject) -> DetailWeights:
    """The weights as the file has them."""
    return DetailWeights(data["candidate"], data["temperature"])


@cache
def party_weights() -> PartyWeights:
    """The fitted weights of the parties."""
    return as_party_weights(_file()["parties"])


def as_party_weights(data: JsonObject) -> PartyWeights:
    """The weights as the file has them: a row of two for each feature of a party, a number for each of a pair."""
    both = data["candidate"]
    return PartyWeights(
        supplier={name: weight[0] for name, weight in both.items()},
        customer={name: weight[1] for name, weight in both.items()},
        pair=data["pair"],
        temperature=data["temperature"],
    )
