"""An agency's own register comes in: each row becomes a person, a case and a visit, and can be taken back."""
