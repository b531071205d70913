"""Trains the two nets with which Gantry reads plates: the detector and the reader."""
