import Foundation
import Keyholding
import Storage
import Testing
import TransparencyLog

@testable import Office

@Suite("Warrants: what the log's witnesses have to do with them")
struct WarrantWitnessTests {
  @Test("keyholders are asked only once the witnesses have signed; one that wants more of them is asked again")
  func waiting() async throws {
    let witnesses = try (0..<2).map { try NoteSigner(name: "witness.example/w\($0)", kind: .witness) }
    let city = try await WarrantCity(1, of: 1, witnesses: witnesses)
    try await city.sealTraffic()
    let id = try city.approved(try RecipientKeyPair())
    let desk = try city.desk()
    for _ in 0..<5 {
      await desk.turn()
      city.advance(by: 4)
    }
    // In the log, and not published: there is no proof that a keyholder could believe.
    #expect(try city.state(of: id) == .asked)
    #expect(city.lines[0].request == nil)
    let standing = try #require(try city.store.warrant(id)?.holders.first)
    #expect(standing.state == .pending && !standing.hasRequest)
    // Published with fewer signatures than the keyholder asks for. It says so, and that is no answer to the warrant.
    try await city.log.publish(signedBy: witnesses.prefix(1), at: city.now)
    await desk.turn()
    let refused = try #require(try city.store.warrant(id)?.holders.first)
    #expect(refused.state == .unreachable && refused.reason?.contains("too few witnesses") == true)
    #expect(try city.state(of: id) == .asked)
    try await city.log.publish(signedBy: witnesses, at: city.now)
    city.advance(by: 301)
    try await city.turn(desk, until: .found, of: id)
    #expect(try #require(try city.store.warrant(id)).hitCount == 4)
  }
}
