"""Tests of the download site, without a browser."""
