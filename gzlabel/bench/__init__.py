"""What measures the rest: each benchmark prints ratios within one run."""
