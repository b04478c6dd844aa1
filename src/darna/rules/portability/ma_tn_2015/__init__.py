"""The agreement of 2015 between Morocco and Tunisia: said to be under ratification."""
