"""The regulation that gives third-country nationals the coordination between Member States."""
