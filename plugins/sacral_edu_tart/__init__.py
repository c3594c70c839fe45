"""Scorer `tart`: TART evidence, its age, its region, P.A.R.T., and statements that contradict each other."""
