"""Runs the pages' scripts, module by module, in a tab of a real browser that shows nothing of its own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager

from warrant_office import StandInOffice


@contextmanager
def module_tab(browser):
    """A tab at an address from which the modules can be loaded."""
    office = StandInOffice([], ["court"], 1)
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(office.address + "/warrants")
    yield tab
    context.close()
    office.shutdown()


class ScriptRunner:
    """Runs a function's body with the exports of modules at hand."""

    def __init__(self, tab, script: Callable[[str], str]):
        """`script` puts a body into a function that answers `{value}` or `{fault}`."""
        self.tab, self.script = tab, script

    def value(self, body: str, given: object = None):
        """Runs what has to work; gives its value."""
        answer = self.tab.evaluate(self.script(body), given)
        assert "fault" not in answer, answer
        return answer.get("value")

    def fault(self, body: str, given: object = None) -> str:
        """Runs what has to fail; gives the words it fails with."""
        answer = self.tab.evaluate(self.script(body), given)
        assert "fault" in answer, answer
        return answer["fault"]
