"""Small fonts of other scripts, made anew: each letter is a bar whose width and height tell it from others."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from fontTools.colorLib.builder import buildCOLR, buildCPAL
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

HEBREW = "אבגדהוזחטיךכלםמןנסעףפץצקרשת"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىء"
DEVANAGARI = "अआइईकखगघचजटडतदनपबमयरलवशसहािीुूेोौंः्"
HAN = "你好世界红我是学生答案中国的人不在，。「」"
KANA = "ひらがなカタてす"
HANGUL = "한국어사람"
EMOJI = "🦊👩🚀😀"
_UPEM = 1000


def build_script_font(path: Path, letters: str, family: str = "Sample") -> Path:
    """Writes a font of some letters; Arabic ones have other shapes inside and at the ends of words."""
    names = {ord(letter): f"u{ord(letter):04X}" for letter in letters}
    arabic = [name for code, name in names.items() if 0x0620 <= code <= 0x064A]
    shapes = [f"{name}.{form}" for name in arabic for form in ("init", "medi", "fina")]
    widths = {name: 400 + 10 * index for index, name in enumerate([*names.values(), *shapes])}
    builder = _begin(family, names, widths)
    features = "\n".join(
        f"feature {form} {{ {''.join(f'sub {name} by {name}.{form};' for name in arabic)} }} {form};"
        for form in ("init", "medi", "fina")
    )
    if arabic:
        addOpenTypeFeaturesFromString(builder.font, "languagesystem DFLT dflt; languagesystem arab dflt;" + features)
    builder.save(path)
    return path


def build_emoji_font(path: Path) -> Path:
    """Writes a font with layers in colour (COLR), in which woman, joiner and rocket are one glyph."""
    names = {ord(letter): f"u{ord(letter):04X}" for letter in EMOJI} | {0x200D: "joiner", 0xFE0F: "selector"}
    glyphs = [*names.values(), "astronaut"]
    builder = _begin("Sample Emoji", names, dict.fromkeys(glyphs, 1200))
    addOpenTypeFeaturesFromString(builder.font, "feature ccmp { sub u1F469 joiner u1F680 by astronaut; } ccmp;")
    layers = {name: [(name, 0)] for name in glyphs if name.startswith(("u", "a"))}
    builder.font["COLR"] = buildCOLR(layers)
    builder.font["CPAL"] = buildCPAL([[(1.0, 0.5, 0.0, 1.0)]])
    builder.save(path)
    return path


def build_fonts(folder: Path) -> list[Path]:
    """Writes fonts of all the scripts."""
    scripts = {
        "Hebrew": HEBREW, "Arabic": ARABIC + "،", "Devanagari": DEVANAGARI, "Han": HAN + KANA + HANGUL
    }  # fmt: skip
    fonts = [build_script_font(folder / f"Sample{name}.ttf", letters) for name, letters in scripts.items()]
    return [*fonts, build_emoji_font(folder / "SampleEmoji.ttf")]


def _begin(family: str, names: dict[int, str], widths: dict[str, int]) -> FontBuilder:
    builder = FontBuilder(_UPEM, isTTF=True)
    order = list(dict.fromkeys(chain([".notdef"], widths, names.values())))
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    builder.setupGlyf({name: _draw_bar(widths.get(name, 0), 300 + 7 * index) for index, name in enumerate(order)})
    builder.setupHorizontalMetrics({name: (widths.get(name, 0), 0) for name in order})
    builder.setupHorizontalHeader(ascent=900, descent=-300)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=900, sTypoDescender=-300)
    builder.setupPost()
    return builder


def _draw_bar(width: int, height: int) -> object:
    pen = TTGlyphPen(None)
    if width:
        height = min(height, 900)
        pen.moveTo((40, 0))
        for point in ((40, height), (width - 40, height), (width - 40, 0)):
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()
