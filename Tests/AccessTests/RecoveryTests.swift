import Crypto
import Foundation
import SoftAuthenticator
import Testing

@testable import Access

@Suite("Recovery")
struct RecoveryTests {
  private static let password = "four lamps below the bridge"
  let desk = PasskeyDesk()

  /// Little work for the hash: what is tested here is not how long it takes.
  private var door: FrontDoor {
    var door = desk.door
    door.scryptCost = ScryptCost(logN: 4, r: 8, p: 1)
    return door
  }

  private func setUp(_ door: FrontDoor) async throws -> TOTP {
    let setup = try await door.setRecovery(password: Self.password, for: desk.officer.id, now: desk.now)
    let totp = TOTP(secret: Data(base32: setup.secret))
    try await door.confirmRecovery(code: totp.code(step: TOTP.step(at: desk.now)), of: desk.officer.id, now: desk.now)
    return totp
  }

  @Test("Password and code give a link to make a passkey, and no session; a code is good once")
  func recovers() async throws {
    let door = door
    let totp = try await setUp(door)
    let later = desk.now + 3600
    let code = totp.code(step: TOTP.step(at: later))
    let link = try #require(try await door.recover(name: " Officer One ", password: Self.password, code: code, now: later))
    #expect(link.person == desk.officer.id)
    #expect(try await door.sessions(of: desk.officer.id, now: later).isEmpty)
    #expect(try await door.enrolmentOptions(link: link.token, now: later) != nil)
    #expect(try await door.recover(name: "Officer One", password: Self.password, code: code, now: later) == nil, "the step was used")
    let next = totp.code(step: TOTP.step(at: later) + 1)
    #expect(try await door.recover(name: "Officer One", password: Self.password, code: "\(next.prefix(3)) \(next.suffix(3))", now: later + 30) != nil)
  }

  @Test("The first code cannot be used again to come in")
  func firstCode() async throws {
    let door = door
    let totp = try await setUp(door)
    let code = totp.code(step: TOTP.step(at: desk.now))
    #expect(try await door.recover(name: "Officer One", password: Self.password, code: code, now: desk.now) == nil)
  }

  @Test("Wrong password, wrong code, unknown person and person without means are answered alike")
  func refuses() async throws {
    let door = door
    let totp = try await setUp(door)
    let later = desk.now + 3600
    let code = totp.code(step: TOTP.step(at: later))
    let tries = [
      ("Officer One", "four lamps below the bridgE", code), ("Officer One", Self.password, "000000"), ("Officer One", Self.password, ""),
      ("Officer One", Self.password, String(repeating: "1", count: 100_000)), ("Nobody", Self.password, code), ("Admin One", Self.password, code),
      ("", "", ""), ("Officer One", String(repeating: "x", count: 1_000_000), code),
    ]
    for (name, password, code) in tries.prefix(4) + tries.suffix(4) {
      #expect(try await door.recover(name: name, password: password, code: code, now: later) == nil)
    }
  }

  @Test("After five wrong attempts recovery rests for fifteen minutes; passkeys go on")
  func rests() async throws {
    let door = door
    let totp = try await setUp(door)
    let authenticator = try await desk.enrolled(for: desk.officer)
    let later = desk.now + 3600
    for _ in 0..<5 { _ = try await door.recover(name: "Officer One", password: "wrong wrong wrong wrong", code: "000000", now: later) }
    func recover(at when: Date) async throws -> SignInLink? {
      try await door.recover(name: "Officer One", password: Self.password, code: totp.code(step: TOTP.step(at: when)), now: when)
    }
    #expect(try await recover(at: later + 60) == nil)
    #expect(try await recover(at: later + 899) == nil)
    _ = try await door.signIn(answer: authenticator.assertionAnswer(door.signInOptions(now: later)), now: later)
    #expect(try await recover(at: later + 930) != nil)
  }

  @Test("Four wrong attempts and a right one begin the count anew")
  func countsAnew() async throws {
    let door = door
    let totp = try await setUp(door)
    for round in 1...3 {
      let when = desk.now + TimeInterval(round * 3600)
      for _ in 0..<4 { _ = try await door.recover(name: "Officer One", password: Self.password, code: "000000", now: when) }
      #expect(try await door.recover(name: "Officer One", password: Self.password, code: totp.code(step: TOTP.step(at: when)), now: when) != nil)
    }
  }

  @Test("A disabled person recovers nothing; nor does who removed their means")
  func disabled() async throws {
    let door = door
    let totp = try await setUp(door)
    let later = desk.now + 3600
    var gone = desk.officer
    gone.isEnabled = false
    try await door.change(gone)
    #expect(try await door.recover(name: "Officer One", password: Self.password, code: totp.code(step: TOTP.step(at: later)), now: later) == nil)
    try await door.change(desk.officer)
    #expect(try await door.recoverySetAt(of: desk.officer.id) == desk.now)
    #expect(try await door.removeRecovery(of: desk.officer.id, now: later))
    #expect(try await door.recover(name: "Officer One", password: Self.password, code: totp.code(step: TOTP.step(at: later)), now: later) == nil)
  }

  @Test("Nothing holds before the first code is right, and five wrong ones begin anew")
  func confirming() async throws {
    let door = door
    await #expect(throws: RecoveryFault.nothingPending) { try await door.confirmRecovery(code: "000000", of: desk.officer.id, now: desk.now) }
    let setup = try await door.setRecovery(password: Self.password, for: desk.officer.id, now: desk.now)
    #expect(try await door.recoverySetAt(of: desk.officer.id) == nil)
    let code = TOTP(secret: Data(base32: setup.secret)).code(step: TOTP.step(at: desk.now))
    let wrong = code == "000000" ? "000001" : "000000"
    await #expect(throws: RecoveryFault.nothingPending) { try await door.confirmRecovery(code: code, of: desk.officer.id, now: desk.now + 900) }
    for _ in 0..<5 { await #expect(throws: RecoveryFault.wrongCode) { try await door.confirmRecovery(code: wrong, of: desk.officer.id, now: desk.now) } }
    await #expect(throws: RecoveryFault.nothingPending) { try await door.confirmRecovery(code: code, of: desk.officer.id, now: desk.now) }
  }

  @Test("Passwords have 15 to 128 characters of any kind, and are no mere name or row of keys", arguments: [
    ("fourteen chars", RecoveryFault.tooShort), ("", .tooShort), (String(repeating: "ab", count: 65), .tooLong),
    (String(repeating: "ж", count: 1_000_000), .tooLong), ("aaaaaaaaaaaaaaaaaaaa", .tooPlain), ("abababababababababab", .tooPlain),
    ("Officer One1234567890", .tooPlain), ("qwertyuiopasdfghjkl", .tooPlain), ("password1234567890", .tooPlain),
  ])
  func passwords(text: String, fault: RecoveryFault) async throws {
    await #expect(throws: fault) { _ = try await door.setRecovery(password: text, for: desk.officer.id, now: desk.now) }
  }

  @Test("Every keyboard writes the same password (NFKC)")
  func normalisation() throws {
    let composed = try RecoveryPassword(chosen: "caf\u{E9} unter der Br\u{FC}cke", for: desk.officer)
    #expect(RecoveryPassword(presented: "cafe\u{301} unter der Bru\u{308}cke").text == composed.text)
    #expect(RecoveryPassword(presented: "\u{FB01}fteen").text == "fifteen")
    _ = try RecoveryPassword(chosen: "пятнадцать слов", for: desk.officer)
    _ = try RecoveryPassword(chosen: "十五文字以上の長い合言葉を選ぶ。橋", for: desk.officer)
    for fault in RecoveryFault.allCases { #expect(fault.description.hasSuffix(".")) }
  }

  @Test("The address for authenticator apps")
  func address() async throws {
    let setup = try await door.setRecovery(password: Self.password, for: desk.officer.id, now: desk.now)
    #expect(setup.secret.count == 32)
    #expect(setup.address.absoluteString == "otpauth://totp/Gantry:Officer%20One?secret=\(setup.secret)&issuer=Gantry&algorithm=SHA1&digits=6&period=30")
  }

  @Test("RFC 6238, appendix B", arguments: [
    (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"), (2_000_000_000, "69279037"),
    (20_000_000_000, "65353130"),
  ])
  func totp(seconds: Int, code: String) {
    let totp = TOTP(secret: Data("12345678901234567890".utf8))
    let step = TOTP.step(at: Date(timeIntervalSince1970: TimeInterval(seconds)))
    #expect(totp.code(step: step, digits: 8) == code)
    #expect(totp.code(step: step) == String(code.suffix(6)))
  }

  @Test("A code holds one step before and after its own, and no further")
  func window() {
    let totp = TOTP(secret: Data("12345678901234567890".utf8))
    let step = TOTP.step(at: desk.now)
    for distance in -3...3 {
      let code = totp.code(step: step + Int64(distance))
      #expect((totp.step(of: code, at: desk.now, after: nil) != nil) == (abs(distance) <= 1))
    }
    #expect(totp.step(of: totp.code(step: step), at: desk.now, after: step) == nil)
  }

  @Test("RFC 7914, section 12", arguments: [
    ("", "", 4, 1, 1, "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"),
    (
      "password", "NaCl", 10, 8, 16,
      "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
    ),
  ])
  func scrypt(password: String, salt: String, logN: Int, r: Int, p: Int, hex: String) throws {
    let hash = try PasswordHash(of: Data(password.utf8), salt: Data(salt.utf8), cost: ScryptCost(logN: logN, r: r, p: p), byteCount: 64)
    #expect(hash.hash == Data(hex: hex))
  }

  @Test("A hash is written as a PHC string with the cost that OWASP asks for, and read back")
  func phc() throws {
    let password = RecoveryPassword(presented: Self.password)
    let hash = try PasswordHash(of: password, cost: .standard)
    #expect(hash.phc.hasPrefix("$scrypt$ln=17,r=8,p=1$"))
    let read = try #require(PasswordHash(phc: hash.phc))
    #expect(read == hash)
    #expect(try read.isRight(for: password))
    #expect(try !read.isRight(for: RecoveryPassword(presented: "another password")))
  }

  @Test("What is no such string is not read", arguments: [
    "", "$scrypt$", "$argon2id$v=19$m=1,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA", "$scrypt$ln=40,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$\(String(repeating: "A", count: 43))",
    "$scrypt$r=8,ln=17,p=1$AAAAAAAAAAAAAAAAAAAAAA$\(String(repeating: "A", count: 43))", "$scrypt$ln=17,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA",
    "$scrypt$ln=17,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA==$\(String(repeating: "A", count: 43))", "$scrypt$ln=-1,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$\(String(repeating: "A", count: 43))",
  ])
  func badPHC(text: String) { #expect(PasswordHash(phc: text) == nil) }

  @Test("At most two passwords are hashed at once, and who comes to a long queue is sent away")
  func bench() async throws {
    let bench = ScryptBench()
    let (gauge, peak) = (Gauge(), Gauge())
    let busy = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<40 {
        group.addTask {
          do {
            try await bench.run {
              peak.raise(to: gauge.add(1))
              Thread.sleep(forTimeInterval: 0.02)
              _ = gauge.add(-1)
            }
            return false
          } catch { return error as? RecoveryFault == .busy }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(peak.add(0) <= 2 && busy >= 1 && busy <= 24)
    try await bench.run {}
  }
}
