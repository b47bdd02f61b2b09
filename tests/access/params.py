"""Parameters of the access tests, with figures that are easy to reckon with."""

from __future__ import annotations

from mobilkontor.access.parameters import AccessParameters, Curve
from mobilkontor.core.places import Service

TAX, PENSION = Service.TAX, Service.PENSION

PARAMETERS = AccessParameters(
    weeks=2,
    visits_per_year={
        Service.TAX: 5.2,
        Service.SOCIAL_INSURANCE: 0.0,
        Service.PENSION: 2.6,
        Service.EMPLOYMENT: 0.0,
    },
    need_factor_65plus=3,
    mobile_services=(TAX, PENSION),
    travel=Curve(at=(10, 30, 60), share=(1, 0.5, 0)),
    frequency=Curve(at=(0, 1, 5), share=(0, 0.6, 1)),
)
"""In a cycle of two weeks a young resident needs 0.2 visits for tax and 0.1 for pension."""
