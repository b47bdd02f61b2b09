"""Own the work rules of a vehicle: those of its crew and of its weight, in seconds."""

from __future__ import annotations

from collections.abc import Mapping

from mobilkontor.core.rules import EU_561_2006, EU_561_ABOVE_T, RULE_PACKS, WorkRules, strictest
from mobilkontor.core.units import hours_to_s, minutes_to_s
from mobilkontor.scenario import fleet_schema, schema

__all__ = ["rule_packs", "rules_of"]


def rule_packs(file: schema.ScenarioFile) -> dict[str, WorkRules]:
    """Return the rule packs that crews can name, those of the scenario among them."""
    return RULE_PACKS | {pack.id: _own_rules(pack) for pack in file.rule_packs}


def rules_of(
    entry: fleet_schema.VehicleEntry, crew: fleet_schema.Crew, packs: Mapping[str, WorkRules]
) -> WorkRules:
    """Return the strictest of the crew's rules and those of the vehicle's weight."""
    chosen = [packs[pack] for pack in crew.rule_packs]
    if entry.gross_weight_t > EU_561_ABOVE_T and not entry.exempt_from_eu_561:
        chosen.append(EU_561_2006)
    return strictest(*chosen)


def _own_rules(pack: fleet_schema.RulePack) -> WorkRules:
    """Return a rule pack of the scenario in seconds."""

    def hours(value: float | None) -> int | None:
        return None if value is None else hours_to_s(value)

    def minutes(value: int | None) -> int | None:
        return None if value is None else minutes_to_s(value)

    return WorkRules(
        max_working_s=hours(pack.max_working_h),
        max_driving_s=hours(pack.max_driving_h),
        max_work_stretch_s=hours(pack.max_work_stretch_h),
        work_break_s=minutes(pack.work_break_min),
        max_driving_stretch_s=hours(pack.max_driving_stretch_h),
        driving_break_s=minutes(pack.driving_break_min),
        daily_rest_s=hours(pack.daily_rest_h),
        max_weekly_working_s=hours(pack.max_weekly_working_h),
        max_weekly_driving_s=hours(pack.max_weekly_driving_h),
    )
