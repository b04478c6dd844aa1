"""Care at a public health centre, whatever the papers."""
