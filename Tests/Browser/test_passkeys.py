"""Coming in with passkeys in a real browser: enrolment by link, sign-in, several passkeys, sessions, confirmed acts, recovery, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from authenticator import Authenticator
from gantry_server import GantryServer
from visitor import Visitor


class PasskeyOffice(GantryServer):
    """An office as it is by default: a link makes a passkey, and nothing else lets anybody in."""

    @property
    def address(self) -> str:
        return f"http://localhost:{self.office_port}"


class Guest(Visitor):
    """Somebody at a browser with a key of their own."""

    def __init__(self, browser, server: GantryServer, width: int = 1280, dark: bool = False, cookies: list | None = None, **key) -> None:
        super().__init__(browser, server, width, dark, cookies)
        # What the entrance refuses, browsers report on their console.
        self.expected_statuses |= {401, 403, 409, 422}
        self.key = Authenticator(self.page, **key)

    def enrol(self, link: str, name: str = "Key on my ring") -> "Guest":
        self.page.goto(link)
        self.page.wait_for_selector("[data-greeting]:not([hidden])")
        self.page.fill("input[name=name]", name)
        self.page.click("text=Make the passkey")
        return self.arrived()

    def arrived(self) -> "Guest":
        self.page.wait_for_url(lambda address: address.rstrip("/") == self.server.address, timeout=15_000)
        return self

    def sign_in_with_key(self) -> None:
        self.open("/sign-in").page.click("[data-sign-in]")

    def is_in(self) -> bool:
        return "/sign-in" not in self.open("/account").page.url

    def confirm(self) -> str:
        """Confirms what the page asks, and gives back its words."""
        words = self.page.inner_text("dialog.confirm .panel-body p >> nth=0")
        self.page.click("dialog.confirm [data-primary]")
        return words

    def told(self, said: str) -> None:
        """Waits until the act is done and said so."""
        self.page.wait_for_url(lambda address: address.endswith(f"said={said}"), timeout=15_000)

    def problem(self) -> str:
        self.page.wait_for_selector("[role=alert]:visible")
        return self.page.inner_text("[role=alert]:visible")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    server = PasskeyOffice(tmp_path_factory.mktemp("passkeys") / "gantry", sign_in="  links: enrol\n")
    server.init()
    server.add_site()
    server.start()
    yield server
    assert server.stop() == 0


@pytest.fixture
def guest(browser, office):
    guests: list[Guest] = []

    def make(**options) -> Guest:
        guests.append(Guest(browser, office, **options))
        return guests[-1]

    yield make
    for each in guests:
        each.close()


@pytest.fixture
def admitted(guest, office, request):
    """Somebody who has enrolled: `admitted("officer")`. Names are the test's own, so that tests do not meet."""

    def make(*roles: str, name: str | None = None, **key) -> Guest:
        name = name or f"{request.node.name} {len(office.run('person', 'list').stdout.splitlines())}"[:90]
        somebody = guest(**key)
        somebody.name = name
        return somebody.enrol(office.add_person(name, *roles))

    return make


# Coming in


def test_a_link_makes_a_passkey_and_the_passkey_signs_in(guest, office):
    nodira = guest()
    link = office.add_person("Nodira Karimova", "officer")
    nodira.page.goto(link)
    nodira.page.wait_for_selector("[data-greeting]:not([hidden])")
    assert nodira.page.inner_text("[data-name]") == "Nodira Karimova"
    assert "#" not in nodira.page.url and link.partition("#")[2] not in nodira.page.content()
    nodira.page.fill("input[name=name]", "Key on my ring")
    nodira.page.click("text=Make the passkey")
    nodira.arrived()
    assert "Nodira Karimova" in nodira.page.inner_text(".who")
    [made] = nodira.key.credentials()
    assert made["rpId"] == "localhost" and made["isResidentCredential"]

    nodira.page.click("form[action='/leave'] button")
    nodira.page.wait_for_url("**/sign-in")
    nodira.open("/queue")
    nodira.page.click("[data-sign-in]")
    nodira.page.wait_for_url("**/queue")
    assert nodira.key.credentials()[0]["signCount"] > made["signCount"]


def test_a_link_is_good_once_and_says_nothing_to_the_next(guest, office):
    link = office.add_person("Once Only", "officer")
    guest().enrol(link)
    late = guest()
    late.page.goto(link)
    assert "used or has expired" in late.problem()
    assert "Once Only" not in late.page.content()
    assert late.page.locator("[data-make]").is_hidden()


def test_a_link_opens_no_session_by_itself(guest, office):
    link = office.add_person("By Itself", "officer")
    answer = guest().by_hand().submit("/enter", {"token": link.rpartition("#")[2]})
    assert answer.status == 401 and "lets nobody in by itself" in answer.text


def test_a_passkey_that_the_office_does_not_know_is_refused(guest, admitted):
    stranger = admitted("officer")
    [credential] = stranger.key.credentials()
    stranger.key.clear()
    stranger.page.click("form[action='/leave'] button")
    stranger.key.put_back({**credential, "credentialId": "AAAAAAAAAAAAAAAAAAAAAA=="})
    stranger.sign_in_with_key()
    assert "not known here" in stranger.problem()
    assert not stranger.is_in()


def test_whoever_is_not_recognised_does_not_come_in(admitted):
    officer = admitted("officer")
    officer.page.click("form[action='/leave'] button")
    officer.page.wait_for_url("**/sign-in")
    officer.key.recognise(False)
    officer.sign_in_with_key()
    assert "Nothing was done" in officer.problem()
    officer.key.recognise(True)
    officer.page.click("[data-sign-in]")
    officer.arrived()


def test_a_cloned_key_is_noticed(admitted):
    officer = admitted("officer")
    [before] = officer.key.credentials()
    officer.page.click("form[action='/leave'] button")
    officer.page.wait_for_url("**/sign-in")
    officer.sign_in_with_key()
    officer.arrived()
    officer.page.click("form[action='/leave'] button")
    officer.page.wait_for_url("**/sign-in")
    officer.key.clear()
    officer.key.put_back(before)
    officer.sign_in_with_key()
    assert "copy of it" in officer.problem()


def test_an_administrators_passkey_stays_on_its_device(guest, office):
    link = office.add_person("Synced Admin", "administrator")
    synced = guest(synced=True)
    synced.page.goto(link)
    synced.page.wait_for_selector("[data-strict]:not([hidden])")
    synced.page.fill("input[name=name]", "Cloud")
    synced.page.click("text=Make the passkey")
    assert "administrators need one that cannot" in synced.problem()
    assert not synced.is_in()
    guest().enrol(link)


def test_an_officers_may_be_synced(admitted):
    officer = admitted("officer", synced=True).open("/account")
    assert officer.page.inner_text("td[data-label=Kind]") == "synced"


# The account


def test_a_second_passkey_is_added_renamed_and_revoked(admitted):
    officer = admitted("officer").open("/account")
    page = officer.page
    assert "your only one" in page.inner_text("main")
    spare = Authenticator(page, transport="usb")
    page.fill("[data-add-passkey] input[name=name]", "Spare")
    officer.key.touch(False)
    page.click("text=Add a passkey")
    page.wait_for_selector("dialog.confirm")
    officer.key.touch(True)
    assert officer.confirm() == "Let another passkey, “Spare”, sign in as you."
    officer.told("passkey-added")
    assert page.locator(".rename").count() == 2 and len(spare.credentials()) == 1

    page.locator(".rename input[name=name]").nth(1).fill("In the safe")
    page.locator(".rename button").nth(1).click()
    officer.told("passkey-renamed")
    assert page.locator(".rename input[name=name]").nth(1).input_value() == "In the safe"

    # The first goes; the spare one still opens.
    page.locator("form[action$='/revoke'] button").first.click()
    assert "Revoke your passkey “Key on my ring”" in officer.confirm()
    officer.told("passkey-revoked")
    assert page.locator(".rename").count() == 1
    page.click("form[action='/leave'] button")
    page.wait_for_url("**/sign-in")
    officer.key.remove()
    officer.sign_in_with_key()
    officer.arrived()


def test_the_last_passkey_cannot_be_revoked_by_its_person(admitted):
    officer = admitted("officer").open("/account")
    name = re.search(r"/account/passkeys/([0-9a-f]{32})/rename", officer.page.content())[1]
    answer = officer.by_hand().submit(f"/account/passkeys/{name}/revoke", {})
    assert answer.status in (403, 409)
    assert officer.is_in()


def test_sessions_are_listed_and_ended(admitted, guest, browser, office):
    first = admitted("officer")
    [credential] = first.key.credentials()
    second = guest()
    second.key.put_back(credential)
    second.sign_in_with_key()
    second.arrived()
    second.open("/account")
    rows = second.page.locator("section:has(#sessions-title) tbody tr")
    assert rows.count() == 2
    assert rows.filter(has_text="this one").count() == 1
    assert "Chromium on Linux" in rows.first.inner_text() and "127.0.0.1" in rows.first.inner_text()
    second.page.click("text=End all others")
    second.page.wait_for_selector(".flash")
    assert rows.count() == 1
    assert second.is_in() and not first.is_in()


# Confirmed acts


def test_roles_are_given_with_a_passkey_and_not_without(admitted, office):
    office.add_person("Soon Auditor", "officer")
    administrator = admitted("administrator").open("/people")
    page = administrator.page
    row = page.locator("tr", has_text="Soon Auditor")
    row.locator("summary").click()
    row.locator("form[action$='/roles'] input[value=auditor]").check()
    row.locator("form[action$='/roles'] button").click()
    page.wait_for_selector("dialog.confirm")
    before = administrator.context.cookies()
    assert administrator.confirm() == "Give Soon Auditor these roles: officer, auditor."
    page.wait_for_selector(".flash")
    assert "auditor" in office.run("person", "list").stdout.split("Soon Auditor")[1].splitlines()[0]
    # Whoever had the old token has nothing now.
    assert administrator.context.cookies() != before

    path = row.locator("form[action$='/roles']").get_attribute("action")
    refused = administrator.by_hand().submit(path, {"role": "supervisor"})
    assert refused.status == 403 and "confirmed with your passkey" in refused.text


def test_turning_back_changes_nothing(admitted, office):
    office.add_person("Stays Officer", "officer")
    administrator = admitted("administrator").open("/people")
    page = administrator.page
    row = page.locator("tr", has_text="Stays Officer")
    row.locator("summary").click()
    row.locator("text=Disable and sign out").click()
    page.wait_for_selector("dialog.confirm")
    page.click("dialog.confirm >> text=Cancel")
    page.wait_for_selector("dialog.confirm", state="detached")
    row.locator("text=Disable and sign out").click()
    page.wait_for_selector("dialog.confirm")
    administrator.key.recognise(False)
    page.click("dialog.confirm [data-primary]")
    page.wait_for_selector("dialog.confirm [role=alert]:not([hidden])")
    page.keyboard.press("Escape")
    assert "Stays Officer\tofficer\tenabled" in office.run("person", "list").stdout


def test_an_administrator_takes_all_passkeys_from_somebody(admitted, guest, office):
    officer = admitted("officer")
    administrator = admitted("administrator").open("/people")
    page = administrator.page
    row = page.locator("tr", has_text=officer.name)
    row.locator("summary").click()
    row.locator("text=Revoke all passkeys").click()
    page.wait_for_selector("dialog.confirm")
    assert officer.name in administrator.confirm()
    page.wait_for_selector(".flash")
    assert not officer.is_in()
    officer.page.click("[data-sign-in]")
    assert "not known here" in officer.problem()


def test_somebody_with_a_synced_passkey_does_not_become_administrator(admitted, office):
    officer = admitted("officer", synced=True)
    administrator = admitted("administrator").open("/people")
    row = administrator.page.locator("tr", has_text=officer.name)
    row.locator("summary").click()
    row.locator("form[action$='/roles'] input[value=administrator]").check()
    row.locator("form[action$='/roles'] button").click()
    administrator.page.wait_for_selector("dialog.confirm")
    administrator.confirm()
    administrator.page.wait_for_selector("text=administrators need one that cannot")


# How it looks


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True])
def test_the_entrance_and_the_account_fit(admitted, guest, office, screenshots: Path, width, dark):
    shade = "dark" if dark else "light"
    door = guest(width=width, dark=dark)
    link = office.add_person(f"Looks {width} {shade}", "administrator")
    for name, path in (("sign-in", "/sign-in"), ("recover", "/recover"), ("enrol", link.removeprefix(office.address))):
        door.open(path)
        if name == "enrol":
            door.page.wait_for_selector("[data-greeting]:not([hidden])")
        door.assert_fits()
        door.page.screenshot(path=screenshots / f"{name}-{width}-{shade}.png", full_page=True)
    door.page.fill("input[name=name]", "Key on my ring")
    door.page.click("text=Make the passkey")
    door.arrived()
    for name, path in (("account", "/account"), ("people", "/people")):
        door.open(path).assert_fits()
        door.page.screenshot(path=screenshots / f"{name}-{width}-{shade}.png", full_page=True)
    door.page.fill("form[action='/people'] input[name=name]", "Somebody New")
    door.page.check("form[action='/people'] input[value=officer]")
    door.page.click("form[action='/people'] button")
    door.page.wait_for_selector("dialog.confirm")
    door.page.screenshot(path=screenshots / f"confirm-{width}-{shade}.png")
    assert door.confirm() == "Invite Somebody New as officer."
    door.page.wait_for_selector(".invitation")
