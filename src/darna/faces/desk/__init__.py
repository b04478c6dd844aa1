"""The desk of staff: search, register, file, import, and the rooms of administrators and officers."""
