"""Programmes as data: stages, checklists, documents, indicators and ceilings, versioned and changed without code."""
