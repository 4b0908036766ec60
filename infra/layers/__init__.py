"""The layers: libraries that only some functions need, a folder each. Every one goes beside the functions' archive."""

from infra.layers.documents import DOCUMENTS

LAYERS = (DOCUMENTS,)
