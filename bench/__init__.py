"""What measures speed. Each bench prints one JSON line a figure; README.md says what the figures mean."""
