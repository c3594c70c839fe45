"""Medicine and billing as data and pure functions: decision table, solver, TART, regions, coding rules."""
