"""Security keys that Chromium plays itself (Chrome DevTools Protocol, domain WebAuthn): real passkeys without anybody's finger."""

from __future__ import annotations

from playwright.sync_api import Page


class Authenticator:
    """One key at one page. It answers at once, as if touched, and knows its owner unless told otherwise."""

    def __init__(self, page: Page, transport: str = "internal", synced: bool = False) -> None:
        self.cdp = page.context.new_cdp_session(page)
        self.cdp.send("WebAuthn.enable", {"enableUI": False})
        options = {
            "protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": transport, "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": True, "automaticPresenceSimulation": True, "defaultBackupEligibility": synced, "defaultBackupState": synced,
        }
        self.id = self.cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def credentials(self) -> list[dict]:
        return self.cdp.send("WebAuthn.getCredentials", {"authenticatorId": self.id})["credentials"]

    def recognise(self, verified: bool) -> None:
        """Whether the right finger, face or PIN is given from now on."""
        self.cdp.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": verified})

    def touch(self, touched: bool) -> None:
        """Whether somebody touches this key from now on."""
        self.cdp.send("WebAuthn.setAutomaticPresenceSimulation", {"authenticatorId": self.id, "enabled": touched})

    def put_back(self, credential: dict) -> None:
        """Puts a credential into this key as it was at some time before: a clone of the other one."""
        self.cdp.send("WebAuthn.addCredential", {"authenticatorId": self.id, "credential": credential})

    def clear(self) -> None:
        self.cdp.send("WebAuthn.clearCredentials", {"authenticatorId": self.id})

    def remove(self) -> None:
        self.cdp.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self.id})
