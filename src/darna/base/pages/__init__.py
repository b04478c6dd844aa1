"""What pages of every subject share: a form that is answered, a list that is leafed through."""
