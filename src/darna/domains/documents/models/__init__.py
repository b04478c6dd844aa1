"""The tables of documents."""

from darna.domains.documents.models.papers import Paper, PaperFile, PaperPiece

__all__ = ["Paper", "PaperFile", "PaperPiece"]
