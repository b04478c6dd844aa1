"""Settings, composed of fragments by concern; every one an operator may write goes through `reader`."""

from darna.config.settings.core import *
from darna.config.settings.data import *
from darna.config.settings.guarding import *
from darna.config.settings.organisations import *
from darna.config.settings.telling import *
from darna.config.settings.wording import *
