"""What every rule stands on: three values, dated parameters, explained decisions, situations a jurist can read."""
