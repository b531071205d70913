import Foundation
import Testing

@testable import Office

@Suite("Audit: settings")
struct AuditSettingsTests {
  private static func read(_ yaml: String) throws -> Configuration {
    try Configuration(yaml: yaml, name: "test", base: FileManager.default.temporaryDirectory)
  }

  @Test("Records are kept for 400 days, and for a year at least")
  func retention() throws {
    #expect(try Self.read("").retention.audit == .seconds(400 * 86_400))
    #expect(try Self.read("retention:\n  audit: 365d\n").retention.audit == .seconds(365 * 86_400))
    do {
      _ = try Self.read("retention:\n  audit: 364d\n")
      Issue.record("less than a year was taken")
    } catch let faults as ConfigurationFaults {
      #expect(faults.faults.map(\.key) == ["retention.audit"] && faults.faults.first?.line == 2)
    }
  }

  @Test("Another file has another hash, which is that of its bytes")
  func fileHash() throws {
    #expect(try Self.read("").fileHash.map { String(format: "%02x", $0) }.joined().hasPrefix("e3b0c442"))
    #expect(try Self.read("log:\n  level: info\n").fileHash != Self.read("log:\n  level: info \n").fileHash)
  }
}
