"""Coming in with passkeys in a real browser: enrolment by link, sign-in, several passkeys, sessions, confirmed acts, recovery, and what is refused."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
import time
from pathlib import Path

import pytest
from authenticator import Authenticator
from certificates import Certificates, make_certificates
from gantry_server import GantryServer
from guest import Guest


class PasskeyOffice(GantryServer):
    """An office as it is by default: a link makes a passkey, and nothing else lets anybody in."""

    @property
    def address(self) -> str:
        return f"http://localhost:{self.office_port}"


class EncryptedOffice(PasskeyOffice):
    """The same over TLS, with a certificate of a private authority."""

    certificates: Certificates

    @property
    def address(self) -> str:
        return f"https://localhost:{self.office_port}"

    def init(self) -> None:
        super().init()
        self.certificates = make_certificates(self.folder / "keys/tls")
        self.trust = self.certificates.trust
        files = f"{{ certificate: {self.certificates.certificate}, key: {self.certificates.key} }}"
        listener = f"office: {{ address: '127.0.0.1:{self.office_port}', tls: {files} }}"
        self.config.write_text(self.config.read_text().replace(f"office: 127.0.0.1:{self.office_port}", listener))


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
        words = request.node.name.replace("_", " ")
        name = name or f"{words} {len(office.run('person', 'list').stdout.splitlines())}"[:90]
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


def code_of(secret: str, step: int) -> str:
    """The six digits of an authenticator app (RFC 6238)."""
    mac = hmac.digest(base64.b32decode(secret), step.to_bytes(8), hashlib.sha1)
    start = mac[-1] & 0xF
    return f"{(int.from_bytes(mac[start : start + 4]) & 0x7FFFFFFF) % 1_000_000:06}"


PASSWORD = "four words that nobody puts together"


def test_whoever_lost_the_passkey_comes_back_with_password_and_code(admitted, guest, office):
    officer = admitted("officer").open("/account")
    page = officer.page
    page.fill("input[name=password]", PASSWORD)
    page.click("text=Set up recovery")
    page.wait_for_selector("dialog.confirm")
    assert "way back" in officer.confirm()
    page.wait_for_selector(".secret")
    secret = page.inner_text(".secret").replace(" ", "")
    assert f"secret={secret}" in page.get_attribute("a[href^='otpauth:']", "href")
    step = int(time.time()) // 30
    page.fill("input[name=code]", "000000" if code_of(secret, step) != "000000" else "111111")
    page.click("text=Confirm")
    assert "not right" in officer.problem()
    page.fill("input[name=code]", code_of(secret, step - 1))
    page.click("text=Confirm")
    officer.told("recovery-ready")
    page.click("form[action='/leave'] button")
    page.wait_for_url("**/sign-in")

    lost = guest()
    answers = []
    for name, password in (("Nobody Known", PASSWORD), (officer.name, "another password altogether")):
        lost.open("/recover")
        lost.page.fill("input[name=name]", name)
        lost.page.fill("input[name=password]", password)
        lost.page.fill("input[name=code]", code_of(secret, int(time.time()) // 30))
        lost.page.click("text=Set up a new passkey")
        answers.append(lost.problem())
    assert answers[0] == answers[1]
    lost.page.fill("input[name=password]", PASSWORD)
    lost.page.fill("input[name=code]", code_of(secret, int(time.time()) // 30))
    lost.page.click("text=Set up a new passkey")
    lost.page.wait_for_selector("[data-greeting]:not([hidden])")
    assert not lost.context.cookies()
    lost.page.fill("input[name=name]", "New key")
    lost.page.click("text=Make the passkey")
    lost.arrived()
    assert officer.name in lost.page.inner_text(".who")


# Over TLS


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory):
    server = EncryptedOffice(tmp_path_factory.mktemp("encrypted") / "gantry", sign_in="  links: enrol\n")
    server.init()
    server.add_site()
    server.start()
    yield server
    assert server.stop() == 0


@pytest.fixture(scope="module")
def trusting(browser, encrypted):
    """A browser that knows the office's certificate. With one that it does not know it would make no passkeys."""
    chromium = browser.browser_type.launch(
        executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        args=["--no-sandbox", "--disable-dev-shm-usage", f"--ignore-certificate-errors-spki-list={encrypted.certificates.pin}"],
    )
    yield chromium
    chromium.close()


def test_all_of_it_works_over_tls(trusting, encrypted):
    link = encrypted.add_person("Encrypted Admin", "administrator")
    encrypted.add_person("Somebody Else", "officer")
    admin = Guest(trusting, encrypted).enrol(link)
    [cookie] = admin.context.cookies()
    assert cookie["name"] == "__Host-gantry" and cookie["secure"] and cookie["httpOnly"] and cookie["sameSite"] == "Strict"
    protocol = admin.page.evaluate("() => performance.getEntriesByType('navigation')[0].nextHopProtocol")
    assert protocol == "h2"
    admin.page.click("form[action='/leave'] button")
    admin.page.wait_for_url("**/sign-in")
    admin.sign_in_with_key()
    admin.arrived()
    admin.open("/people")
    row = admin.page.locator("tr", has_text="Somebody Else")
    row.locator("summary").click()
    row.locator("text=Disable and sign out").click()
    admin.page.wait_for_selector("dialog.confirm")
    assert admin.confirm() == "Disable Somebody Else and end their sessions."
    admin.told("person-disabled")
    assert "Somebody Else\tofficer\tdisabled" in encrypted.run("person", "list").stdout
    admin.close()


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
