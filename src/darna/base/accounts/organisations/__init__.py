"""Signing in through an organisation that members belong to, by OpenID Connect: off until the settings name one."""
