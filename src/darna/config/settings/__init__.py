"""Settings, composed of fragments by concern; every one an operator may write goes through `reader`."""

from darna.config.settings.core import *  # noqa: F403
from darna.config.settings.data import *  # noqa: F403
from darna.config.settings.guarding import *  # noqa: F403
from darna.config.settings.telling import *  # noqa: F403
from darna.config.settings.wording import *  # noqa: F403
