"""The one password of a demo, apart from everything else: the command that replays a day has no settings yet."""

#: The password of every account of the demo; `darna setup` never makes such an account.
DEMO_PASSWORD = "darna-demo-region"  # noqa: S105
