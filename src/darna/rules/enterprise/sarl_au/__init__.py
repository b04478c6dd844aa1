"""The limited company of one partner."""
