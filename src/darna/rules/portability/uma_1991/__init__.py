"""The agreement of 1991 of the Arab Maghreb Union, which Morocco has not ratified."""
