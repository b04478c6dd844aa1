"""The Association Agreement of 1996: equal treatment in social security for Moroccans who work lawfully in the Union."""
