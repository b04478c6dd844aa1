"""The Moroccan private-sector pension: days, rate, minimum amounts, refund, and the reform applied from May 2025."""
