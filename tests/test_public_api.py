"""What users import is there, documented, and quiet."""

from __future__ import annotations

import inspect
import subprocess
import sys

import mobilkontor
from mobilkontor import api
from mobilkontor.core.version import VERSION

STAGES = ("load", "travel", "build", "optimise", "complete", "verify", "measure", "render", "write")


def test_the_values_and_errors_are_public() -> None:
    """The package offers these names and no others; taking one away breaks somebody's program."""
    assert mobilkontor.__all__ == [
        "InfeasibleError",
        "Instance",
        "LimitReachedError",
        "MobilkontorError",
        "NetworkError",
        "NoPlanError",
        "OutputError",
        "Plan",
        "Progress",
        "Result",
        "ScenarioError",
        "Scope",
        "Status",
        "StopReason",
        "TravelMatrix",
        "VerificationError",
        "__version__",
    ]
    assert mobilkontor.__version__ == VERSION
    assert all(hasattr(mobilkontor, name) for name in mobilkontor.__all__)


def test_the_stages_are_functions_of_the_api() -> None:
    """Each stage is a documented function whose parameters all have types."""
    for stage in STAGES:
        function = getattr(api, stage)
        assert stage in api.__all__
        assert inspect.getdoc(function)
        for parameter in inspect.signature(function).parameters.values():
            assert parameter.annotation is not parameter.empty


def test_the_exit_codes_belong_to_the_errors() -> None:
    """Scripts rely on the code of each error."""
    codes = {
        name: getattr(mobilkontor, name).exit_code
        for name in mobilkontor.__all__
        if name.endswith("Error")
    }
    assert codes == {
        "InfeasibleError": 4,
        "LimitReachedError": 5,
        "MobilkontorError": 1,
        "NetworkError": 3,
        "NoPlanError": 5,
        "OutputError": 2,
        "ScenarioError": 2,
        "VerificationError": 6,
    }


def test_importing_is_quiet_and_light() -> None:
    """Importing the package prints nothing and does not load the solver."""
    code = "import sys, mobilkontor; sys.exit('ortools' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
