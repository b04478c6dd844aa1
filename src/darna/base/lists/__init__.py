"""Lists as people keep them: narrowed, with chosen columns, under a name; and carried out as a file, for a purpose."""
