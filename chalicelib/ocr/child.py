"""What the recognising process does: pictures in, words out, until its parent goes away.

Loading the models costs half a second, so they are kept for many pictures.
"""

from chalicelib.isolation.channel import Channel
from chalicelib.json_data import JsonObject
from chalicelib.ocr.engine import Engine
from chalicelib.ocr.picture import NotAPicture
from chalicelib.ocr.recognition import to_json


def serve(channel: Channel) -> None:
    """Answer each picture with its words."""
    engine = Engine()
    for _, picture in channel.tasks():
        channel.send(_answer(engine, picture))


def _answer(engine: Engine, picture: bytes) -> JsonObject:
    try:
        return {"recognition": to_json(engine.recognise(picture))}
    except NotAPicture:
        return {"refused": True}
