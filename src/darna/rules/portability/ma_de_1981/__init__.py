"""The agreement of 1981 between Morocco and Germany: the German pension rests on German periods alone."""
