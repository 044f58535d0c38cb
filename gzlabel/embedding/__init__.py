"""Images to vectors: encoders, the resumable run and the memory-mapped matrix."""

from gzlabel.embedding.choices import DEFAULT_ENCODER, encoder_names, make_encoder, remake_encoder
from gzlabel.embedding.encoder import Encoder
from gzlabel.embedding.growth import Further, grow_matrix
from gzlabel.embedding.importing import import_columns, import_matrix, matrix_of
from gzlabel.embedding.manifest import Manifest
from gzlabel.embedding.matrix import EmbeddingMatrix
from gzlabel.embedding.run import embed
from gzlabel.embedding.similar import similar

__all__ = [
    "DEFAULT_ENCODER",
    "EmbeddingMatrix",
    "Encoder",
    "Further",
    "Manifest",
    "embed",
    "encoder_names",
    "grow_matrix",
    "import_columns",
    "import_matrix",
    "make_encoder",
    "matrix_of",
    "remake_encoder",
    "similar",
]
