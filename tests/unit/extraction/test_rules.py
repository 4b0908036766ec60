"""Ruled lines go, letters and dark areas stay."""

from PIL import Image, ImageDraw

from chalicelib.extraction.rules import without_rules


def page() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("L", (900, 600), 255)
    return image, ImageDraw.Draw(image)


def ink(image: Image.Image) -> int:
    return sum(image.histogram()[:128])


def test_a_tables_frame_is_gone() -> None:
    image, draw = page()
    draw.rectangle((50, 50, 850, 550), outline=0, width=4)
    draw.line((50, 300, 850, 304), fill=60, width=3)  # a little slanted, a little grey
    assert ink(image) > 5_000
    assert ink(without_rules(image)) == 0


def test_letters_and_dark_areas_stay() -> None:
    image, draw = page()
    draw.text((60, 60), "Total 119.00 EUR", fill=0, font_size=60)
    draw.rectangle((60, 300, 800, 360), fill=0)
    draw.text((80, 310), "white on black", fill=255, font_size=40)
    assert without_rules(image).tobytes() == image.tobytes()


def test_a_rule_from_edge_to_edge_is_no_run_into_the_next_row() -> None:
    image, draw = page()
    draw.line((0, 599, 899, 599), fill=0)
    draw.rectangle((0, 100, 40, 130), fill=0)
    cleaned = without_rules(image)
    assert ink(cleaned) == 41 * 31
