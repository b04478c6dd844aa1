"""The Luxembourg pension at sixty-five: ten years of insurance."""
