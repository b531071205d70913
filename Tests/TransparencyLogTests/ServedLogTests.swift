import Foundation
import Testing
@testable import TransparencyLog

@Suite("What is served of a log")
struct ServedLogTests {
  @Test("is what the published checkpoint covers, and nothing else")
  func covered() async throws {
    let yard = try Yard()
    let log = try yard.open(pooling: .milliseconds(5), awaitsWitnesses: true)
    let served = ServedLog(log)
    try await log.fill(0..<250)
    #expect(try served.file("tile/0/000.p/250") == nil)
    try await log.publish(await log.signedCheckpoint)
    let hashes = try #require(try served.file("tile/0/000.p/250"))
    let entries = try #require(try served.file("tile/entries/000.p/250"))
    let bundle = try log.read("tile/entries/000.p/250")
    #expect(hashes.count == 250 * 32 && entries == bundle)
    // The full tile comes before its state is published: the partial one is served still, and the full one not yet.
    try await log.fill(250..<600)
    #expect(try log.read("tile/0/000.p/250") == nil && log.read("tile/0/000")?.count == 8192)
    #expect(try served.file("tile/0/000.p/250") == hashes && served.file("tile/entries/000.p/250") == entries)
    for path in ["tile/0/000", "tile/entries/000", "tile/0/000.p/251", "tile/1/000.p/1", "tile/0/001.p/1", "tile/entries/002.p/88"] {
      #expect(try served.file(path) == nil, "\(path)")
    }
    try await log.publish(await log.signedCheckpoint)
    for path in ["tile/0/000", "tile/0/002.p/88", "tile/1/000.p/2", "tile/entries/002.p/88"] { #expect(try served.file(path) != nil, "\(path)") }
    for path in ["head", "../head", "tile/../../head", "", "tile/0/0", "tile/5/000", "tile/0/x999/x999/x999/x999/x999/999", "public/checkpoint"] {
      #expect(try served.file(path) == nil, "\(path)")
    }
    #expect(try served.file("checkpoint") == log.read("checkpoint"))
  }
}
