"""Questionnaires of the field, brought in as workbooks, answered inside a case and kept."""
