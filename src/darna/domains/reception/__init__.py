"""The reception: who waits, what is asked without a file, who interprets, and who came today."""
