"""Judge a plan anew from the scenario, sharing no statement of the rules with the solver."""
