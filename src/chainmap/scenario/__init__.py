"""What happens if: scripted scenarios, read from YAML and run over an immutable Stack."""

from .run import Run, compare, run
from .steps import Deny, Scenario, Step, read_scenarios

__all__ = ["Deny", "Run", "Scenario", "Step", "compare", "read_scenarios", "run"]
