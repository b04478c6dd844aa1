"""Django's own commands, for developers; everybody else uses `darna`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "darna.config.settings")
    execute_from_command_line(sys.argv)
