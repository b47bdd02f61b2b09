"""A scenario on OpenStreetMap's roads plans like any other, by the vehicle and day it names.

The four byar of ``scenarios/tiny`` get roads from an extract, straight from one to the next at
60 km/h; the road from Björknäs to Djupdal bears 8 t and is closed in winter, with a longer one
around it. The only one to Vik bears 10 t.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import osmium
import pytest
from osmium.osm.mutable import Node, Way
from typer.testing import CliRunner

from mobilkontor import api
from mobilkontor.cli import app
from mobilkontor.core.errors import NetworkError, ScenarioError
from mobilkontor.core.travel_note import OutOfReach, OwnRoads
from mobilkontor.roads.build import build_roads

TINY = Path(__file__).parent.parent / "scenarios" / "tiny"
POSITIONS = {
    1: (66.00, 20.00),
    2: (66.25, 20.00),
    3: (66.50, 20.00),
    4: (66.00, 21.20),
    5: (67.20, 19.20),
    6: (66.25, 19.82),
    7: (66.80, 19.00),
    8: (66.25, 19.98),
}
HEM, ALBY, BJORKNAS, CEDERVIK, DJUPDAL, VIK, FAR, BRIDGE = POSITIONS
NATIONAL = {"highway": "primary", "ref": "97", "maxspeed": "60"}
GRAVEL = {"highway": "tertiary", "maxspeed": "60", "surface": "gravel"}
WAYS = (
    ((HEM, ALBY, BJORKNAS), NATIONAL),
    ((HEM, CEDERVIK), {**NATIONAL, "maxheight": "3.5"}),
    ((HEM, CEDERVIK), {**GRAVEL, "maxspeed": "30"}),
    (
        (BJORKNAS, DJUPDAL),
        {**GRAVEL, "maxweight": "8", "motor_vehicle:conditional": "no @ (Nov 1-May 15)"},
    ),
    ((BJORKNAS, FAR, DJUPDAL), NATIONAL),
    ((ALBY, BRIDGE), {**GRAVEL, "maxweight": "10"}),
    ((BRIDGE, VIK), GRAVEL),
)
NETWORK = """network:
  provider: road_file
  file: roads.npz
  mobile_speed: &speed
    summer: {european: 1.0, national: 1.0, county: 1.0, local: 1.0}
    winter: {european: 1.0, national: 1.0, county: 1.0, local: 1.0}
  resident_speed: *speed
"""

Edit = tuple[str, str]


@pytest.fixture(scope="module")
def road_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the road file of the byar."""
    folder = tmp_path_factory.mktemp("osm")
    header = osmium.io.Header()
    header.set("osmosis_replication_timestamp", "2026-11-01T21:20:00Z")
    extract = folder / "tiny.osm.pbf"
    with osmium.SimpleWriter(str(extract), header=header) as writer:
        for number, (lat, lon) in POSITIONS.items():
            writer.add_node(Node(id=number, location=(lon, lat)))
        for number, (nodes, tags) in enumerate(WAYS, start=1):
            writer.add_way(Way(id=number, nodes=nodes, tags=tags))
    built = build_roads(extract, folder / "out", box=None, observe=lambda *_: None)
    return built.roads.to_bytes()


@pytest.fixture
def scenario(tmp_path: Path, road_bytes: bytes) -> Callable[..., Path]:
    """Return what makes the scenario, with some of its text replaced."""

    def make(*edits: Edit) -> Path:
        folder = tmp_path / "tiny"
        shutil.copytree(TINY, folder, dirs_exist_ok=True)
        (folder / "roads.npz").write_bytes(road_bytes)
        text = (TINY / "tiny.yaml").read_text("utf-8")
        begin, end = text.index("network:"), text.index("depots:")
        text = text[:begin] + NETWORK + "\n" + text[end:]
        for old, new in edits:
            assert old in text
            text = text.replace(old, new)
        (folder / "tiny.yaml").write_text(text, "utf-8")
        return folder / "tiny.yaml"

    return make


def minutes(path: Path, start: str, end: str) -> tuple[float, float]:
    """Return the time of mobile offices and of residents between two places [min]."""
    travel = api.travel(api.load(path))
    row, column = travel.mobile.index(start), travel.mobile.index(end)
    return travel.mobile.time_s[row, column] / 60, travel.residents.time_s[row, column] / 60


def kilometres(*nodes: int) -> float:
    """Return the length of the great circles along some nodes [km]; at 60 km/h also minutes."""
    lat, lon = np.radians([POSITIONS[node] for node in nodes]).T
    cosine = np.sin(lat[1:]) * np.sin(lat[:-1])
    cosine += np.cos(lat[1:]) * np.cos(lat[:-1]) * np.cos(np.diff(lon))
    return float(6371.009 * np.arccos(cosine).sum())


def test_times_follow_the_roads(scenario: Callable[..., Path]) -> None:
    """A kilometre takes a minute, for everybody; date and credit go into the matrix."""
    path = scenario()
    direct = kilometres(BJORKNAS, DJUPDAL)
    assert minutes(path, "bjorknas", "djupdal") == pytest.approx((direct, direct), abs=0.05)
    travel = api.travel(api.load(path))
    mobile = travel.mobile
    assert (mobile.provider, mobile.date) == ("road_file", "2026-11-01")
    assert "as on 1 July" in api.travel_note(travel)


@pytest.mark.parametrize(
    "edit",
    [
        ("cycle:", "season: winter\ncycle:"),
        ("  file: roads.npz", "  file: roads.npz\n  date: 2027-05-15"),
        ("  file: roads.npz", '  file: roads.npz\n  date: "2027-11-01"'),
    ],
)
def test_a_closed_season_leads_around(scenario: Callable[..., Path], edit: Edit) -> None:
    """In winter, or on the day named, the way from Björknäs to Djupdal is the long one."""
    around = kilometres(BJORKNAS, FAR, DJUPDAL)
    found = minutes(scenario(edit), "bjorknas", "djupdal")
    assert found == pytest.approx((around, around), abs=0.05)


def test_the_height_of_the_highest_vehicle_counts(scenario: Callable[..., Path]) -> None:
    """A vehicle of 3.6 m takes the slow road to Cedervik; residents' cars the low one."""
    direct = kilometres(HEM, CEDERVIK)
    high = ("    cost_per_km_sek: 5", "    height_m: 3.6\n    cost_per_km_sek: 5")
    assert minutes(scenario(high), "hem", "cedervik") == pytest.approx(
        (2 * direct, direct), abs=0.05
    )


@pytest.mark.parametrize(
    ("stated", "factor"),
    [("", 1 / 0.7), ("  unpaved_speed: {thaw: 0.4}\n", 2.5), ("  unpaved_speed: {thaw: 1}\n", 1)],
)
def test_gravel_is_soft_in_the_thaw(
    scenario: Callable[..., Path], stated: str, factor: float
) -> None:
    """In the thaw gravel has a speed of its own, by default a guess; paved roads are as before."""
    edits = (
        ("cycle:", "season: thaw\ncycle:"),
        ("  file: roads.npz\n", f"  file: roads.npz\n{stated}"),
    )
    path = scenario(*edits)
    expected = factor * kilometres(ALBY, VIK)
    assert minutes(path, "alby", "vik") == pytest.approx((expected, expected), abs=0.05)
    assert minutes(path, "hem", "alby")[0] == pytest.approx(kilometres(HEM, ALBY), abs=0.05)


def test_gravel_is_slower_for_everybody(scenario: Callable[..., Path]) -> None:
    """Half the speed on the 8 km to Vik; paved roads are as before."""
    slower = ("  file: roads.npz", "  file: roads.npz\n  unpaved_speed: {summer: 0.5}")
    twice = 2 * kilometres(ALBY, VIK)
    path = scenario(slower)
    assert minutes(path, "alby", "vik") == pytest.approx((twice, twice), abs=0.05)
    assert minutes(path, "hem", "alby")[0] == pytest.approx(kilometres(HEM, ALBY), abs=0.05)


def test_gravel_bears_less_in_the_thaw(scenario: Callable[..., Path]) -> None:
    """A lorry of 5 t drives round to Djupdal in the thaw; lighter, or in summer, it does not.

    No paved road comes nearer to Vik than 8 km.
    """
    limits = (
        "  file: roads.npz\n",
        "  file: roads.npz\n  date: 2027-07-01\n  unpaved_speed: {thaw: 1}\n"
        "  unpaved_max_weight_t: {thaw: {county: {value: 4, source: a guess}}}\n",
    )
    heavy = ("    cost_per_km_sek: 5", "    gross_weight_t: 5\n    cost_per_km_sek: 5")
    thaw = ("cycle:", "season: thaw\ncycle:")
    direct, around = kilometres(BJORKNAS, DJUPDAL), kilometres(BJORKNAS, FAR, DJUPDAL)
    for edits in ((limits, heavy), (limits, thaw)):
        found = minutes(scenario(*edits), "bjorknas", "djupdal")
        assert found == pytest.approx((direct, direct), abs=0.05)
    far = ("  date:", "  max_snap_km: 9\n  date:")
    found = minutes(scenario(limits, thaw, heavy, far), "bjorknas", "djupdal")
    assert found == pytest.approx((around, direct), abs=0.05)
    told = r"E225 .*no road within 5 km of vik that a vehicle of 5 t may take on 01 July\. "
    with pytest.raises(NetworkError, match=told):
        api.travel(api.load(scenario(limits, thaw, heavy)))


def test_a_place_where_a_heavy_vehicle_finds_no_road_is_left_to_the_light_one(
    scenario: Callable[..., Path],
) -> None:
    """Vik, as above, and Cedervik behind a low bridge and gravel; both are told."""
    limits = (
        "  file: roads.npz\n",
        "  file: roads.npz\n  date: 2027-07-01\n  unpaved_speed: {thaw: 1}\n"
        "  unpaved_max_weight_t: {thaw: {county: {value: 4, source: a guess}}}\n",
    )
    thaw = ("cycle:", "season: thaw\ncycle:")
    travel = api.travel(api.load(scenario(limits, thaw, (VAN, f"{VAN}{BUS}\n"))))
    assert travel.notes == (OwnRoads(("bus",)), OutOfReach("bus", ("cedervik", "vik")))
    hem, vik = travel.mobile.index("hem"), travel.mobile.index("vik")
    assert not travel.of("bus").mobile.is_joined[[hem, vik], [vik, hem]].any()
    assert travel.of("van").mobile.is_joined.all()


def test_the_road_file_enters_the_hash(scenario: Callable[..., Path]) -> None:
    """Other roads are another scenario; a broken file is told with the status of travel times."""
    path = scenario()
    before = api.load(path).sha256
    roads = path.parent / "roads.npz"
    roads.write_bytes(roads.read_bytes()[:-100])
    assert api.load(path).sha256 != before
    with pytest.raises(NetworkError, match=r"E224 .*roads\.npz: .*roads build"):
        api.travel(api.load(path))


def test_a_road_file_that_is_missing_is_told(scenario: Callable[..., Path]) -> None:
    """The key that names it, and what lies there."""
    with pytest.raises(ScenarioError, match=r"E170 .*network\.file .*rads\.npz.*roads\.npz"):
        api.load(scenario(("file: roads.npz", "file: rads.npz")))


def test_a_place_off_the_roads_is_told(scenario: Callable[..., Path]) -> None:
    """Djupdal moved into the fells is refused, with how far was looked."""
    path = scenario(("  file: roads.npz", "  file: roads.npz\n  max_snap_km: 0.5"))
    places = path.parent / "places.csv"
    places.write_text(places.read_text("utf-8").replace("67.20,19.20", "67.21,19.10"), "utf-8")
    with pytest.raises(NetworkError, match=r"E225 tiny\.osm\.pbf: no road within 0\.5 km of djupd"):
        api.travel(api.load(path))


def test_it_plans_draws_and_checks(scenario: Callable[..., Path], tmp_path: Path) -> None:
    """The plan names source and date, the map the credit, and the verifier agrees."""
    path, out = scenario(), tmp_path / "out"
    done = CliRunner().invoke(app, ["plan", str(path), "--out", str(out)])
    assert done.exit_code == 0, done.output
    plan = json.loads((out / "plan.json").read_text("utf-8"))
    assert plan["matrix"]["provider"] == "road_file"
    assert plan["matrix"]["date"] == "2026-11-01"
    assert plan["result"]["status"] == "OPTIMAL"
    page = (out / "map.html").read_text("utf-8")
    assert "OpenStreetMap" in page
    # The number on the sign of the main road.
    assert '"97"' in page
    assert CliRunner().invoke(app, ["check", str(out / "plan.json")]).exit_code == 0


def test_a_closed_road_is_driven_around_in_its_week(scenario: Callable[..., Path]) -> None:
    """The stretch of 97 to Björknäs has no way around: the place is cut off, residents drive."""
    closed = "closed_roads:\n  - {road: 97, road_from: alby, road_to: bjorknas, weeks: [1]}\n"
    two_weeks = ("cycle:", f"{closed}cycle:\n  weeks: 2")
    travel = api.travel(api.load(scenario(two_weeks)))
    assert list(travel.detours) == [1]
    around = travel.detours[1].mobile
    hem, alby, bjorknas = (around.place_ids.index(it) for it in ("hem", "alby", "bjorknas"))
    assert not around.is_joined[alby, bjorknas]
    assert around.is_joined[hem, alby]
    assert around.time_s[hem, alby] == travel.mobile.time_s[hem, alby]
    assert travel.residents.time_s[alby, bjorknas] == travel.mobile.time_s[alby, bjorknas]


def test_a_plan_around_a_closed_road_is_drawn_and_checked(
    scenario: Callable[..., Path], tmp_path: Path
) -> None:
    """Gravel to Cedervik is twice as long as 97, which is closed; the verifier finds it too."""
    closed = ("cycle:", "closed_roads:\n  - {road: 97, near: cedervik, within_km: 5}\ncycle:")
    path, out = scenario(closed), tmp_path / "out"
    travel = api.travel(api.load(path))
    around = travel.detours[0].mobile
    hem, cedervik = around.place_ids.index("hem"), around.place_ids.index("cedervik")
    direct_s = 60 * kilometres(HEM, CEDERVIK)
    assert travel.mobile.time_s[hem, cedervik] == pytest.approx(direct_s, abs=3)
    assert around.time_s[hem, cedervik] == pytest.approx(2 * direct_s, abs=3)
    done = CliRunner().invoke(app, ["plan", str(path), "--out", str(out)])
    assert done.exit_code == 0, done.output
    checked = CliRunner().invoke(app, ["check", str(out / "plan.json")])
    assert checked.exit_code == 0, checked.output
    text = path.read_text("utf-8")
    path.write_text(text.replace("road: 97", "road: 98"), "utf-8")
    refused = CliRunner().invoke(app, ["plan", str(path), "--out", str(tmp_path / "none")])
    assert refused.exit_code == 3
    assert "E227 tiny.osm.pbf: closed_roads closes road 98" in refused.output


VAN = "  - id: van\n    depot: hem\n    crew: crew\n    cost_per_km_sek: 5\n"
BUS = "  - {id: bus, depot: hem, crew: crew, cost_per_km_sek: 5, gross_weight_t: 12, height_m: 3.6}"
OTHER = "  - {id: other, depot: hem, crew: crew, cost_per_km_sek: 5, gross_weight_t: 3}"
"""Vehicles: a heavy and high one, and one that differs from the van by no limit on the roads."""


def test_every_vehicle_drives_on_the_roads_that_bear_it(scenario: Callable[..., Path]) -> None:
    """The bus takes the slow road to Cedervik and the long one to Djupdal; the others do not."""
    made = api.load(scenario((VAN, f"{VAN}{BUS}\n{OTHER}\n")))
    travel = api.travel(made)
    assert set(travel.own) == {"bus"}
    hem, bjorknas, cedervik, djupdal = (
        travel.mobile.index(it) for it in ("hem", "bjorknas", "cedervik", "djupdal")
    )
    low, direct = kilometres(HEM, CEDERVIK), kilometres(BJORKNAS, DJUPDAL)
    around = kilometres(BJORKNAS, FAR, DJUPDAL)
    for vehicle, expected in (("van", (low, direct)), ("bus", (2 * low, around))):
        time_s = travel.of(vehicle).mobile.time_s
        found = time_s[hem, cedervik] / 60, time_s[bjorknas, djupdal] / 60
        assert found == pytest.approx(expected, abs=0.05)
    far = POSITIONS[FAR]
    assert far in travel.path_in("bus", 0)("bjorknas", "djupdal")
    assert far not in travel.path_in("van", 0)("bjorknas", "djupdal")
    assert travel.sha256 != travel.mobile.sha256
    note = api.travel_note(travel)
    assert note.endswith("times of their own: bus. Vehicle bus cannot drive to: vik.")
    reached = travel.own["bus"].mobile
    assert (~reached.is_joined).sum() == 2 * (len(reached.place_ids) - 1)
    instance = api.build(made, travel)
    profiles = {vehicle.id: vehicle.profile for vehicle in instance.vehicles}
    assert profiles["van"] == profiles["other"] != profiles["bus"]


def test_vehicles_that_no_limit_tells_apart_share_one_matrix(scenario: Callable[..., Path]) -> None:
    """Both are lighter and lower than any limit: nothing differs from a fleet of equal ones."""
    alike = api.travel(api.load(scenario((VAN, f"{VAN}{OTHER}\n"))))
    alone = api.travel(api.load(scenario()))
    assert alike.own == {}
    assert alike.sha256 == alone.mobile.sha256


@pytest.mark.parametrize(
    ("vehicle", "factor", "closed"), [("van", 1, ""), ("bus", 2, ""), ("van", 2, "97")]
)
def test_a_plan_counts_and_draws_the_vehicle_that_drives(
    scenario: Callable[..., Path], tmp_path: Path, vehicle: str, factor: int, closed: str
) -> None:
    """The visit to Cedervik takes the bus twice as long, and the van too while 97 is closed."""
    wanted = f"locks: [{{place: cedervik, weekday: mon, vehicle: {vehicle}}}]\n"
    wanted += "promises: [{place: cedervik}]\nobjective: {kind: least_cost}\n"
    if closed:
        wanted += f"closed_roads: [{{road: {closed}, near: cedervik, within_km: 5}}]\n"
    path, out = scenario((VAN, f"{VAN}{BUS}\n"), ("cycle:", f"{wanted}cycle:")), tmp_path / "out"
    done = CliRunner().invoke(app, ["plan", str(path), "--out", str(out)])
    assert done.exit_code == 0, done.output
    plan = json.loads((out / "plan.json").read_text("utf-8"))
    (duty,) = plan["duties"]
    assert duty["vehicle"] == vehicle
    assert duty["driving_min"] == pytest.approx(2 * factor * kilometres(HEM, CEDERVIK), abs=2)
    assert CliRunner().invoke(app, ["check", str(out / "plan.json")]).exit_code == 0
    page = (out / "map.html").read_text("utf-8")
    assert "Därför har dessa egna restider: bus. Fordonet bus kan inte köra till: Vik." in page
    if closed:
        return
    other = {"van": "bus", "bus": "van"}[vehicle]
    text = (out / "plan.json").read_text("utf-8")
    (out / "plan.json").write_text(text.replace(f'"{vehicle}"', f'"{other}"'), "utf-8")
    broken = CliRunner().invoke(app, ["check", str(out / "plan.json")])
    assert broken.exit_code == 6
    assert "driv" in broken.output


def test_a_place_behind_a_weak_bridge_is_served_by_the_light_vehicle(
    scenario: Callable[..., Path], tmp_path: Path
) -> None:
    """The bus costs nothing to drive and still stays; as it could not, check and plan say so."""
    cheap = BUS.replace("cost_per_km_sek: 5", "cost_per_km_sek: 0")
    wanted = "promises: [{place: vik}]\nobjective: {kind: least_cost}\n"
    edits = (VAN, f"{VAN}{cheap}\n"), ("min_residents: 50", "min_residents: 10")
    path, out = scenario(*edits, ("cycle:", f"{wanted}cycle:")), tmp_path / "out"
    done = CliRunner().invoke(app, ["plan", str(path), "--out", str(out)])
    assert done.exit_code == 0, done.output
    text = (out / "plan.json").read_text("utf-8")
    assert {duty["vehicle"] for duty in json.loads(text)["duties"]} == {"van"}
    assert CliRunner().invoke(app, ["check", str(out / "plan.json")]).exit_code == 0
    (out / "plan.json").write_text(text.replace('"van"', '"bus"'), "utf-8")
    broken = CliRunner().invoke(app, ["check", str(out / "plan.json")])
    assert broken.exit_code == 6
    assert "V331 vehicle bus" in broken.output
    lock = "locks: [{place: vik, weekday: mon, vehicle: bus}]\n"
    path = scenario(*edits, ("cycle:", f"{lock}{wanted}cycle:"))
    refused = CliRunner().invoke(app, ["plan", str(path), "--out", str(tmp_path / "none")])
    assert refused.exit_code == 4, refused.output


@pytest.mark.parametrize("ending", ["csv", "npz"])
def test_the_matrix_reads_back(scenario: Callable[..., Path], tmp_path: Path, ending: str) -> None:
    """`roads matrix` writes what `matrix_file` reads: the same times, by either format."""
    path = scenario()
    for whose in ("mobile", "residents"):
        file = path.parent / f"{whose}.{ending}"
        done = CliRunner().invoke(
            app, ["roads", "matrix", str(path), "--out", str(file), "--of", whose]
        )
        assert done.exit_code == 0, done.output
        assert "6 x 6 places, road_file, 2026-11-01, sha256 " in done.stderr
        assert "OpenStreetMap" in done.stderr
    first = api.travel(api.load(path))
    text = path.read_text("utf-8")
    begin, end = text.index("network:"), text.index("depots:")
    files = f"  mobile: mobile.{ending}\n  residents: residents.{ending}\n"
    network = f"network:\n  provider: matrix_file\n{files}\n"
    path.write_text(text[:begin] + network + text[end:], "utf-8")
    again = api.travel(api.load(path))
    assert again.mobile.sha256 == first.mobile.sha256
    assert again.residents.sha256 == first.residents.sha256


def test_the_matrix_goes_to_standard_output(scenario: Callable[..., Path]) -> None:
    """Without a file the table alone stands there; each row tells where it comes from."""
    done = CliRunner().invoke(app, ["roads", "matrix", str(scenario())])
    assert done.exit_code == 0
    header, *rows = done.stdout.splitlines()
    assert header == "from,to,time_min,distance_km,provider,date,matrix,attribution"
    assert len(rows) == 30
    assert all(",road_file,2026-11-01," in row and "OpenStreetMap" in row for row in rows)


def test_the_matrix_of_one_vehicle_is_written(scenario: Callable[..., Path]) -> None:
    """The bus drives around, and not to Vik, which is said; the van is the default."""
    path = str(scenario((VAN, f"{VAN}{BUS}\n")))
    by_vehicle = {}
    for vehicle in ("van", "bus"):
        done = CliRunner().invoke(app, ["roads", "matrix", path, "--vehicle", vehicle])
        assert done.exit_code == 0, done.output
        rows = [row.split(",") for row in done.stdout.splitlines()[1:]]
        by_vehicle[vehicle] = {(a, b): float(time_min) for a, b, time_min, *_ in rows}
        assert ("Vehicle bus cannot drive to: vik." in done.stderr) == (vehicle == "bus")
    van, bus = by_vehicle["van"], by_vehicle["bus"]
    assert {pair for pair in van if "vik" not in pair} == set(bus) < set(van)
    direct, around = kilometres(BJORKNAS, DJUPDAL), kilometres(BJORKNAS, FAR, DJUPDAL)
    assert van["bjorknas", "djupdal"] == pytest.approx(direct, abs=0.05)
    assert bus["bjorknas", "djupdal"] == pytest.approx(around, abs=0.05)
    default = CliRunner().invoke(app, ["roads", "matrix", path])
    alone = CliRunner().invoke(app, ["roads", "matrix", path, "--vehicle", "van"])
    assert default.stdout == alone.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--vehicle", "bos"), "E432"),
        (("--vehicle", "van", "--of", "residents"), "--vehicle names a mobile office"),
    ],
)
def test_a_matrix_of_no_vehicle_is_refused(
    scenario: Callable[..., Path], arguments: tuple[str, ...], told: str
) -> None:
    """An unknown name is told with those that there are; residents have no vehicle of the fleet."""
    path = str(scenario((VAN, f"{VAN}{BUS}\n")))
    done = CliRunner().invoke(app, ["roads", "matrix", path, *arguments])
    assert done.exit_code == 2
    assert told in done.stderr
    if told == "E432":
        assert '"bos", and the scenario has no such vehicle; it has van, bus.' in done.stderr


def test_a_matrix_file_of_another_kind_is_refused(scenario: Callable[..., Path]) -> None:
    """The ending tells what to write; a folder that is a file is an error of the output."""
    path = scenario()
    done = CliRunner().invoke(app, ["roads", "matrix", str(path), "--out", "m.xlsx"])
    assert done.exit_code == 2
    assert "must end in .csv or .npz" in done.stderr
    done = CliRunner().invoke(app, ["roads", "matrix", str(path), "--out", f"{path}/m.csv"])
    assert done.exit_code == 2
    assert "E401" in done.stderr
