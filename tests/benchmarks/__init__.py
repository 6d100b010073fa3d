"""Benchmarks, run on demand; they measure ratios within one run and are not part of the tests."""
