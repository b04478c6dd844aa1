"""What a person may ask of the house about their data."""
