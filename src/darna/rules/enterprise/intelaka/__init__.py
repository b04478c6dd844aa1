"""The credit of the programme Intelaka."""
