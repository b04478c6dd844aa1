"""The directory of services: who helps with what, where, when, in which languages and at what cost."""
