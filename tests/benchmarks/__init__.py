"""Speed, measured on demand as ratios within one run; never part of the tests."""
