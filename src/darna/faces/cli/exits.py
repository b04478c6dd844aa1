"""Exit codes of `darna`; the same number always means the same."""

OK = 0
FOUND = 1  # a check or verification found something that needs a person
USAGE = 2  # the command was written wrongly (argparse's own code)
MISSING = 3  # something the machine needs is not there
REFUSED = 4  # what was asked is not allowed or would do harm
INPUT = 5  # the given file cannot be used
WRONG_KEY = 6  # the key or passphrase does not fit
DAMAGED = 7  # the file is truncated or altered
INTERRUPTED = 130
