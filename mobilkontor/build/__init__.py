"""Turn a scenario and its travel into the instance that is solved; only this rounds numbers."""
