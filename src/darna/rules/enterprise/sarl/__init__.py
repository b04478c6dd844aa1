"""The limited company of two to fifty partners."""
