"""Benchmarks: what the product does beside what others do, in the same run on the same machine."""
