"""Scorer `sides`: on which side is the seated flexion test positive?"""
