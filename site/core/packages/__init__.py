"""Packages: pages of several kinds and regions that become public together at a set minute, or not at all."""
