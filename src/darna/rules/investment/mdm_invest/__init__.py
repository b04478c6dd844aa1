"""The grant MDM Invest for Moroccans abroad who invest."""
