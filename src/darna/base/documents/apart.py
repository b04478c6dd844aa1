"""Run as a program of its own: reads a picture from standard input and writes it anew as a small JPEG.

It imports nothing of ours, so that a crafted file that breaks the decoder breaks an empty room.
"""

from __future__ import annotations

import io
import resource
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL import Image

TOO_MANY_DOTS: Final = 3
"""Exit code when the picture would be too large once it is unpacked."""
MOST_DOTS: Final = 50_000_000
#: A page of this many bytes at most, as far as smaller sizes and coarser strokes can bring it there.
WANTED: Final = 500_000
#: Dots of the longer side and quality, tried one after the other.
TRIES: Final = ((1800, 80), (1800, 65), (1500, 60), (1200, 50))
#: Dots of the longer side of a thumbnail: what kind of paper it is can be told, what it says cannot.
THUMBNAIL: Final = 160
#: How a camera was held → what sets the picture upright.
_UPRIGHT: Final = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
_ORIENTATION: Final = 0x0112
_MEMORY: Final = 1024 * 1024 * 1024
_SECONDS: Final = 30


def main() -> int:
    """Reads, and writes the JPEG; anything but 0 and `TOO_MANY_DOTS` is a picture that cannot be read."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Imported here: whoever only asks for the exit code needs no decoder.
    from PIL import Image

    # The number of dots is looked at below; Pillow's own bound only warns.
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=("JPEG", "PNG", "WEBP")) as picture:
        if picture.width * picture.height > MOST_DOTS:
            return TOO_MANY_DOTS
        page = _page(picture)
    if "small" in sys.argv[1:]:
        _write_small(page)
    sys.stdout.buffer.write(_small(page))
    return 0


def _write_small(page: Image.Image) -> None:
    """A thumbnail before the page itself: four bytes that say how long it is, then the thumbnail."""
    smaller = page.copy()
    smaller.thumbnail((THUMBNAIL, THUMBNAIL))
    written = io.BytesIO()
    smaller.save(written, "JPEG", quality=70, optimize=True)
    sys.stdout.buffer.write(len(written.getvalue()).to_bytes(4, "big") + written.getvalue())


def _page(picture: Image.Image) -> Image.Image:
    """The picture upright on white paper, in a new one that knows nothing of the file it came from."""
    from PIL import Image

    longest = TRIES[0][0]
    picture.draft("RGB", (longest, longest))
    plain = _plain(picture)
    plain.thumbnail((longest, longest))
    turn = _UPRIGHT.get(_orientation(picture))
    upright = plain if turn is None else plain.transpose(Image.Transpose[turn])
    page = Image.new("RGB", upright.size, "white")
    page.paste(upright, mask=upright if upright.mode == "RGBA" else None)
    return page


def _plain(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):
        # Sixteen bits of grey would be cut off at white.
        return picture.point(lambda grey: grey * (1 / 256)).convert("L")
    is_clear = "A" in picture.mode or "transparency" in picture.info
    return picture.convert("RGBA" if is_clear else "RGB")


def _orientation(picture: Image.Image) -> int:
    try:
        return int(picture.getexif().get(_ORIENTATION, 1))
    except Exception:
        # Whatever is torn in the camera's note, the page itself can be read.
        return 1


def _small(page: Image.Image) -> bytes:
    body = b""
    for longest, quality in TRIES:
        smaller = page.copy()
        smaller.thumbnail((longest, longest))
        written = io.BytesIO()
        smaller.save(written, "JPEG", quality=quality, optimize=True)
        body = written.getvalue()
        if len(body) <= WANTED:
            break
    return body


if __name__ == "__main__":
    sys.exit(main())
