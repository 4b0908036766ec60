"""What becomes of a PDF on its way through a printer, a scanner or a telephone: pictures of its pages."""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.formats.pdfium import load

if TYPE_CHECKING:
    from PIL.Image import Image

POINTS_PER_INCH, WHITE = 72, 255


@dataclass(frozen=True)
class Scanner:
    """How a page is scanned: turned by so many degrees counter-clockwise, with so much of JPEG's noise.

    `keystone` is how much narrower the top of a photographed page is than its bottom, as a share of the width.
    """

    dpi: int = 200
    skew: float = 1.0
    quality: int = 60
    inverted: bool = False
    faint: bool = False
    keystone: float = 0.0

    def jpegs(self, pdf: bytes) -> list[bytes]:
        """Every page of a PDF."""
        document = load().PdfDocument(pdf)
        try:
            return [self._jpeg(page.render(scale=self.dpi / POINTS_PER_INCH).to_pil()) for page in document]
        finally:
            document.close()

    def pdf(self, pdf: bytes) -> bytes:
        """A PDF of pictures of the pages."""
        from PIL import Image

        first, *others = [Image.open(io.BytesIO(jpeg)) for jpeg in self.jpegs(pdf)]
        out = io.BytesIO()
        first.save(out, "PDF", resolution=self.dpi, save_all=True, append_images=others)
        return out.getvalue()

    def _jpeg(self, page: "Image") -> bytes:
        from PIL import Image, ImageOps

        grey = page.convert("L")
        grey = grey.rotate(self.skew, Image.Resampling.BICUBIC, expand=self.skew % 90 == 0, fillcolor=WHITE)
        if self.keystone:
            grey = _photographed(grey, self.keystone)
        if self.faint:
            grey = grey.point(lambda level: 190 + level // 5)
        if self.inverted:
            grey = ImageOps.invert(grey)
        out = io.BytesIO()
        grey.save(out, "JPEG", quality=self.quality)
        return out.getvalue()


def _photographed(page: "Image", keystone: float) -> "Image":
    """The page as a camera sees it that is held over its lower edge."""
    from PIL import Image

    width, height = page.size
    out = keystone * width / 2
    corners = (-out, 0, out / 2, height, width - out / 2, height, width + out, 0)
    return page.transform(page.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=WHITE)
