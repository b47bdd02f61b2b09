"""Plan mobile service offices, and say how good the plan is.

The command line is described in README. From Python, ``mobilkontor.api`` has the stages, to be
called in this order: ``load``, ``travel``, ``build``, ``optimise``, ``complete``, ``verify``,
``measure``, ``render``, ``write``. Here are the values that they pass on and the errors that they
raise.
"""

from mobilkontor.core.errors import InfeasibleError as InfeasibleError
from mobilkontor.core.errors import LimitReachedError as LimitReachedError
from mobilkontor.core.errors import MobilkontorError as MobilkontorError
from mobilkontor.core.errors import NetworkError as NetworkError
from mobilkontor.core.errors import NoPlanError as NoPlanError
from mobilkontor.core.errors import OutputError as OutputError
from mobilkontor.core.errors import ScenarioError as ScenarioError
from mobilkontor.core.errors import VerificationError as VerificationError
from mobilkontor.core.instance import Instance as Instance
from mobilkontor.core.matrix import TravelMatrix as TravelMatrix
from mobilkontor.core.plan import Plan as Plan
from mobilkontor.core.result import Progress as Progress
from mobilkontor.core.result import Result as Result
from mobilkontor.core.result import Scope as Scope
from mobilkontor.core.result import Status as Status
from mobilkontor.core.result import StopReason as StopReason
from mobilkontor.core.version import VERSION as __version__

__all__ = [
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
