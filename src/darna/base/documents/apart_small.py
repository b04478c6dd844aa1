"""Run as a program of its own: draws the first page of a PDF small, as a JPEG on standard output.

It imports nothing of ours, so that a crafted file that breaks the renderer breaks an empty room. A PDF that cannot be
drawn is kept all the same, without its small picture.
"""

from __future__ import annotations

import io
import resource
import sys
from typing import Final

#: Dots of the longer side: what kind of paper it is can be told, what it says cannot.
THUMBNAIL: Final = 160
_MEMORY: Final = 1024 * 1024 * 1024
_SECONDS: Final = 5


def main() -> int:
    """Draws; anything but 0 is a page that cannot be drawn."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Imported once the bounds stand.
    import pypdfium2

    page = pypdfium2.PdfDocument(sys.stdin.buffer.read())[0]
    width, height = page.get_size()
    drawn = page.render(scale=THUMBNAIL / max(width, height, 1), may_draw_forms=False).to_pil().convert("RGB")
    # A page of one long line would still be a strip of no height.
    drawn.thumbnail((THUMBNAIL, THUMBNAIL))
    written = io.BytesIO()
    drawn.save(written, "JPEG", quality=70, optimize=True)
    sys.stdout.buffer.write(written.getvalue())
    return 0


if __name__ == "__main__":
    sys.exit(main())
