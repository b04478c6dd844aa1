"""A person's copy of everything the house keeps about them, as JSON and on paper.

`sections` are the groups of tables; `gather` reads them; `as_json` and `as_pdf` write the copy down.
What goes in and what is left out: docs/explanation/portable-copy.md.
"""

from darna.domains.privacy.copying.columns import sections
from darna.domains.privacy.copying.copies import Copy
from darna.domains.privacy.copying.files import FORMAT, VERSION, NoPDF, as_json, as_pdf
from darna.domains.privacy.copying.gathering import gather
from darna.domains.privacy.copying.values import Section

__all__ = ["FORMAT", "VERSION", "Copy", "NoPDF", "Section", "as_json", "as_pdf", "gather", "sections"]
