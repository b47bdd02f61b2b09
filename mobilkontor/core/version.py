"""Own the version of mobilkontor; the build reads it from here."""

__all__ = ["VERSION"]

VERSION = "0.1.0"
