"""The agreement of 1983 between Morocco and Romania: sources contradict each other on whether it is applied."""
