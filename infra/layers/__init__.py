"""The layers: libraries that only some functions need, a folder each."""

from infra.layers.documents import DOCUMENTS
from infra.layers.passkeys import PASSKEYS
from infra.layers.recognise import RECOGNISE

LAYERS = (DOCUMENTS, PASSKEYS, RECOGNISE)
