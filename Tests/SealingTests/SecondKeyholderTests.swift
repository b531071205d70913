import Foundation
import PythonPrograms
import Sealing
import Testing
import Traffic

/// Runs the second implementation as a keyholder beside ours. Needs a Python with `cryptography` 48 or later; `GANTRY_PYTHON` names one.
@Suite("A keyholder of another make", .enabled(if: SecondKeyholder.isThere, "no Python with cryptography 48 here; name one with GANTRY_PYTHON"))
struct SecondKeyholderTests {
  @Test("It opens Swift's capsules, finds the commitments kept, and gives the same parts", arguments: [(1, 1), (2, 3), (3, 5)])
  func sameParts(threshold: Int, count: Int) async throws {
    let country = try Country(threshold, of: count)
    var epoch = try await country.open()
    let reading = plate("01A123BC")
    let passes = try [0.0, 1, 77, 1500].map { try epoch.seal([reading], scope(), after: $0) }
    for (place, key) in country.keys.enumerated() {
      let question = SecondKeyholder.Question(
        seed: key.withSeed { Data($0).hex }, holder: country.holders.holders[place].rawValue, record: epoch.record.bytes.hex, region: "UZ",
        plate: "01A123BC",
        camera: scope().camera.rawValue, captureHour: scope().captureHour,
        requests: passes.map { .init(pass: withUnsafeBytes(of: $0.id.uuid.uuid) { Data($0).hex }, seconds: $0.seconds.values) })
      let answer = try SecondKeyholder.ask(question)
      #expect(answer.commitmentsHold)
      var ours = try HolderOpening(epoch.record, with: key)
      #expect(try ours.tokenParts(for: reading, in: scope()).asHex == answer.tokenParts)
      let requests = passes.map { KeyRequest(pass: $0.id, seconds: $0.seconds, reading: reading, scope: $0.scope) }
      let answers = try ours.keyParts(for: requests)
      #expect(answers.map(\.second) == [0, 1, 77, 1500] && answers.map(\.second) == answer.seconds)
      #expect(answers.map(\.parts.asHex) == answer.keyParts)
    }
  }
}

extension [SubsetPart] {
  fileprivate var asHex: [String: String] { Dictionary(uniqueKeysWithValues: map { ("\($0.subset)", $0.value.hex) }) }
}

enum SecondKeyholder {
  struct Question: Encodable {
    struct Request: Encodable { var pass: String, seconds: [UInt16] }
    var seed, holder, record, region, plate, camera: String
    var captureHour: UInt32
    var requests: [Request]
  }

  struct Answer: Decodable {
    var commitmentsHold: Bool
    var tokenParts: [String: String]
    var seconds: [UInt32]
    var keyParts: [[String: String]]
  }

  static let isThere = PythonProgram.has("MLKEM768X25519PrivateKey", from: "cryptography.hazmat.primitives.hpke")

  static func ask(_ question: Question) throws -> Answer {
    let script = Vectors.folder.appending(path: "second_keyholder.py").path
    return try JSONDecoder().decode(Answer.self, from: PythonProgram.run([script], input: JSONEncoder().encode(question)))
  }

}
