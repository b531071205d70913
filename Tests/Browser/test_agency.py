"""Sign-in through an agency's identity provider, in a real browser that goes there and comes back from another site."""

from __future__ import annotations

import pytest
from gantry_server import GantryServer
from identity_provider import CLIENT, SECRET, IdentityProvider
from visitor import Visitor

AGENCY = """  agency:
    issuer: {issuer}
    client_id: {client}
    client_secret: keys/agency.secret
    name: City Police
    assurance: [mfa]
"""


@pytest.fixture
def provider():
    standing = IdentityProvider()
    yield standing
    standing.close()


@pytest.fixture
def office(tmp_path, provider):
    server = GantryServer(tmp_path / "gantry")
    server.sign_in += AGENCY.format(issuer=provider.issuer, client=CLIENT)
    server.init()
    secret = server.folder / "keys/agency.secret"
    secret.write_text(SECRET + "\n")
    secret.chmod(0o600)
    server.add_person("Dilnoza", "officer")
    server.add_person("Root", "administrator")
    server.run("person", "agency", "Dilnoza", "--subject", "7f3a")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def guest(browser, office):
    visitor = Visitor(browser, office)
    visitor.expected_statuses = {401}
    yield visitor
    visitor.close()


def go_through(guest: Visitor, path: str = "/sign-in") -> None:
    guest.open(path)
    guest.page.get_by_role("link", name="Sign in with City Police").click()
    guest.page.get_by_role("link", name="Sign in with card and PIN").click()


def test_an_officer_comes_in_and_goes_on_to_where_she_wanted_to_go(guest, office, provider):
    go_through(guest, "/queue")
    guest.page.wait_for_url(office.address + "/queue")
    assert "Dilnoza" in guest.page.content()
    assert provider.refused == []
    cookies = {cookie["name"]: cookie for cookie in guest.context.cookies(office.address)}
    assert set(cookies) == {"gantry"}
    assert cookies["gantry"]["sameSite"] == "Strict" and cookies["gantry"]["httpOnly"]
    assert SECRET not in office.log() and "7f3a" not in office.log()


def test_one_factor_an_unknown_account_or_a_disabled_link_is_not_enough(guest, office, provider):
    provider.methods = ["pwd"]
    go_through(guest)
    guest.page.get_by_text("asked you for one factor only").wait_for()
    provider.methods, provider.subject = ["mfa"], "unknown"
    go_through(guest)
    guest.page.get_by_text("cannot sign in here").wait_for()
    assert guest.context.cookies(office.address) == []
    provider.subject = "7f3a"
    office.run("person", "agency", "Dilnoza", "--remove")
    go_through(guest)
    guest.page.get_by_text("cannot sign in here").wait_for()
    guest.open("/queue")
    assert "/sign-in" in guest.page.url


def test_what_was_used_or_belongs_to_another_browser_opens_nothing(guest, office, provider, browser):
    guest.open("/sign-in")
    guest.page.get_by_role("link", name="Sign in with City Police").click()
    back = guest.page.get_by_role("link", name="Sign in with card and PIN").get_attribute("href")
    other = Visitor(browser, office)
    other.expected_statuses = {401}
    other.page.goto(back)
    other.page.get_by_text("begun in another browser").wait_for()
    other.close()
    guest.page.goto(back)
    guest.page.wait_for_url(office.address + "/")
    guest.page.goto(back)
    guest.page.get_by_text("begun in another browser").wait_for()


def test_linking_is_refused_where_it_must_be(office):
    for arguments, words in [
        (("Root", "--subject", "1"), "passkey only"),
        (("Nobody", "--subject", "1"), "nobody has this name"),
        (("Dilnoza", "--subject", "x" * 256), "1 to 255"),
        (("Dilnoza", "--subject", "1", "--remove"), "not both"),
    ]:
        done = office.run("person", "agency", *arguments, check=False)
        assert done.returncode != 0 and words in done.stderr
    office.add_person("Second", "officer")
    done = office.run("person", "agency", "Second", "--subject", "7f3a", check=False)
    assert done.returncode != 0 and "Somebody else" in done.stderr
    assert office.run("person", "agency", "Dilnoza").stdout.strip().endswith("\t7f3a")


def test_a_secret_that_others_can_read_stops_the_start(office):
    office.stop()
    (office.folder / "keys/agency.secret").chmod(0o644)
    done = office.run("serve", check=False)
    assert done.returncode != 0 and "client_secret" in done.stderr and "chmod 600" in done.stderr


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_the_pages_fit(guest, office, provider, screenshots, width, dark):
    guest.page.set_viewport_size({"width": width, "height": 800})
    guest.page.emulate_media(color_scheme="dark" if dark else "light")
    guest.open("/sign-in")
    guest.assert_fits()
    guest.page.screenshot(path=screenshots / f"agency-sign-in-{width}.png")
    provider.subject = "unknown"
    go_through(guest)
    guest.page.get_by_text("cannot sign in here").wait_for()
    guest.assert_fits()
    guest.page.screenshot(path=screenshots / f"agency-refused-{width}.png")
