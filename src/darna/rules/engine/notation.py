"""Tables and lists of the law in the notation of its files: read from a form, and written."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

import yaml

_DEEPEST: Final = 6


def read(text: str) -> object:
    """A table or a list as a keeper of the law types it. Raises: ValueError when it cannot be read, or asks for more."""
    # Anchors would let a few lines grow without end, and tags name things of the program; neither is ever needed.
    try:
        if any(isinstance(one, yaml.AliasToken | yaml.AnchorToken | yaml.TagToken) for one in _tokens(text)):
            raise ValueError("anchors and tags are not read")
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(text) from error


def _tokens(text: str) -> Iterator[Any]:
    depth = 0
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        depth += isinstance(token, _OPEN) - isinstance(token, _CLOSE)
        if depth > _DEEPEST:
            raise ValueError("too deep")
        yield token


_OPEN: Final = (
    yaml.FlowMappingStartToken,
    yaml.FlowSequenceStartToken,
    yaml.BlockMappingStartToken,
    yaml.BlockSequenceStartToken,
)
_CLOSE: Final = (yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken, yaml.BlockEndToken)


class _Writer(yaml.SafeDumper):
    """Values as the files of the law hold them."""

    def ignore_aliases(self, data: object) -> bool:
        return True


_Writer.add_representer(Decimal, lambda writer, value: writer.represent_scalar("tag:yaml.org,2002:float", str(value)))


def line(value: object) -> str:
    """A value on one line."""
    text = yaml.dump(value, Dumper=_Writer, default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False)
    return text.removesuffix("\n").removesuffix("\n...")


def page(data: object) -> str:
    """A whole file; mappings keep their order, whatever holds only values stands on one line."""
    return str(yaml.dump(data, Dumper=_Writer, default_flow_style=None, allow_unicode=True, width=160, sort_keys=False))
