import Foundation

@testable import Access

/// What a browser answers for a passkey, and what an authenticator wrote into it, for libFuzzer. The first byte of an input chooses the reader, the
/// rest is read. Any outcome is right but a crash, a hang, or an answer that is believed: nobody here has the key.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPasskeys(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start, count > 0 else { return 0 }
  let input = Data(bytes: start, count: count)
  let bytes = Data(input.dropFirst())
  switch input[0] % 6 {
  case 0: _ = try? CBOR(bytes)
  case 1:
    if let data = try? AuthenticatorData(bytes), let credential = data.credential { checkKey(credential.key, bytes) }
  case 2: _ = try? ClientData(bytes)
  case 3: checkKey(bytes, bytes)
  case 4: enrol(bytes)
  default: use(bytes)
  }
  return 0
}

private let party = RelyingParty(address: "https://gantry.example")
private let person = Person(name: "Fuzz", roles: [.officer], createdAt: Date(timeIntervalSince1970: 0))
private let now = Date(timeIntervalSince1970: 1_800_000_000)

private func checkKey(_ key: Data, _ message: Data) {
  guard let key = try? COSEKey(key) else { return }
  precondition(!key.isValid(Data(message.suffix(70)), for: message))
}

private func enrol(_ json: Data) {
  guard let answer = try? RegistrationAnswer(json: json) else { return }
  guard let passkey = try? answer.passkey(of: person, name: "key", at: party, now: now, isExpected: { _ in true }) else { return }
  precondition((1...Passkey.longestID).contains(passkey.id.count) && !passkey.key.isEmpty && passkey.transports.count <= 8)
}

/// The key belongs to P-256's generator in both coordinates, as the standard prints it (SEC 2, section 2.4.2).
private let key = Data(
  [0xA5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 0x20]
    + [0x6B, 0x17, 0xD1, 0xF2, 0xE1, 0x2C, 0x42, 0x47, 0xF8, 0xBC, 0xE6, 0xE5, 0x63, 0xA4, 0x40, 0xF2]
    + [0x77, 0x03, 0x7D, 0x81, 0x2D, 0xEB, 0x33, 0xA0, 0xF4, 0xA1, 0x39, 0x45, 0xD8, 0x98, 0xC2, 0x96] + [0x22, 0x58, 0x20]
    + [0x4F, 0xE3, 0x42, 0xE2, 0xFE, 0x1A, 0x7F, 0x9B, 0x8E, 0xE7, 0xEB, 0x4A, 0x7C, 0x0F, 0x9E, 0x16]
    + [0x2B, 0xCE, 0x33, 0x57, 0x6B, 0x31, 0x5E, 0xCE, 0xCB, 0xB6, 0x40, 0x68, 0x37, 0xBF, 0x51, 0xF5])

private func use(_ json: Data) {
  guard let answer = try? AssertionAnswer(json: json) else { return }
  let passkey = Passkey(
    id: Data(repeating: 7, count: 16), person: person.id, name: "key", key: key, counter: 0, isBackupEligible: false, isBackedUp: false, transports: [],
    createdAt: now)
  precondition((try? answer.used(passkey, of: person, at: party, now: now, isExpected: { _ in true })) == nil)
}
