"""The law as its keepers see it: revisions proposed and approved by two people, readings, the patch."""
