import Foundation
import Testing

@testable import Access

@Suite("CBOR")
struct CBORTests {
  @Test("What authenticators write is read", arguments: [
    ("00", CBOR.unsigned(0)), ("17", .unsigned(23)), ("1818", .unsigned(24)), ("190100", .unsigned(256)), ("1a00010000", .unsigned(65_536)),
    ("1b0000000100000000", .unsigned(1 << 32)), ("1bffffffffffffffff", .unsigned(.max)), ("26", CBOR(-7)), ("3818", CBOR(-25)),
    ("40", .bytes(Data())), ("4401020304", .bytes(Data([1, 2, 3, 4]))), ("60", .text("")), ("62c3bc", .text("ü")), ("80", .list([])),
    ("83010203", .list([.unsigned(1), .unsigned(2), .unsigned(3)])), ("a0", .map([:])), ("f4", .bool(false)), ("f5", .bool(true)), ("f6", .null),
    ("a301020326200a", .map([CBOR(1): CBOR(2), CBOR(3): CBOR(-7), CBOR(-1): CBOR(10)])),
    ("a26161016262620a", .map([.text("a"): CBOR(1), .text("bb"): CBOR(10)])),
  ])
  func reads(hex: String, value: CBOR) throws { #expect(try CBOR(Data(hex: hex)) == value) }

  @Test("Everything that could be written otherwise, or means too much, is refused by name", arguments: [
    ("", CBORFault.endsEarly), ("18", .endsEarly), ("19ff", .endsEarly), ("41", .endsEarly), ("5affffffff", .endsEarly), ("7bffffffffffffffff", .endsEarly),
    ("9affffffff", .endsEarly), ("bbffffffffffffffff", .endsEarly), ("8101ff", .trailingBytes), ("0000", .trailingBytes),
    ("1800", .notShortest), ("1817", .notShortest), ("1900ff", .notShortest), ("1a0000ffff", .notShortest), ("1b00000000ffffffff", .notShortest),
    ("3817", .notShortest), ("5801ff", .notShortest), ("5f4101ff", .indefinite), ("7fff", .indefinite), ("9fff", .indefinite), ("bfff", .indefinite),
    ("ff", .indefinite), ("f7", .unsupported), ("e0", .unsupported), ("f8ff", .unsupported), ("f97e00", .unsupported), ("fa47c35000", .unsupported),
    ("fb3ff0000000000000", .unsupported), ("c001", .unsupported), ("d9d9f700", .unsupported), ("1c", .unsupported), ("61ff", .notUTF8),
    ("62c328", .notUTF8), ("a20201", .endsEarly), ("a2020103", .endsEarly), ("a202000100", .keysOutOfOrder), ("a201000100", .keysOutOfOrder),
    ("a2616200616100", .keysOutOfOrder), ("a262616100616200", .keysOutOfOrder), ("a220000100", .keysOutOfOrder), ("a14000", .unusableKey),
    ("a1f400", .unusableKey), ("a18000", .unusableKey), ("8181818181", .tooDeep), ("a100a100a100a100a100", .tooDeep),
  ])
  func refuses(hex: String, fault: CBORFault) {
    #expect(throws: fault) { _ = try CBOR(Data(hex: hex)) }
  }

  @Test("What is too long is not looked at")
  func tooLong() {
    #expect(throws: CBORFault.tooLong) { _ = try CBOR(Data(repeating: 0, count: CBOR.longest + 1)) }
    for fault in CBORFault.allCases { #expect(fault.description.hasSuffix(".")) }
  }

  @Test("A list that announces four thousand million items costs nothing")
  func announcedLengths() {
    for hex in ["9a7fffffff", "ba7fffffff", "9b7fffffffffffffff"] { #expect(throws: CBORFault.endsEarly) { _ = try CBOR(Data(hex: hex + "0000")) } }
  }
}

extension Data {
  /// Pairs of digits; a digit that is left over is dropped.
  init(hex: String) {
    let digits = hex.compactMap { UInt8(String($0), radix: 16) }
    self.init(stride(from: 0, to: digits.count - digits.count % 2, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
  }
}
