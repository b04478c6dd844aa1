"""The trail of who did what: row changes by trigger, one sentence a verb, sealed and anchored."""
