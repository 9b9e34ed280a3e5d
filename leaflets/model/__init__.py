"""The plain values that pass between the steps of the press. All are frozen."""
