import Foundation
import HTTPTypes
import HummingbirdTesting
import Keyholding
import Sealing
import Testing
import Traffic
import TransparencyLog

@testable import KeyholderOffice

@Suite("Keyholder: a log that witnesses must have seen")
struct QuorumTests {
  private let witnesses: [NoteSigner]
  private let court: Court

  init() throws {
    let witnesses = try (0..<2).map { try NoteSigner(name: "witness.example/w\($0)", kind: .witness) }
    let lines = witnesses.enumerated().map { "  witness w\($0) \($1.key.text)\n" }.joined()
    court = try Court { $0.replacing("  quorum none", with: "\(lines)  group both all w0 w1\n  quorum both") }
    self.witnesses = witnesses
  }

  /// Publishes the log's latest state with signatures.
  private func publish(with witnesses: some Sequence<NoteSigner>) async throws {
    var note = await court.log.signedCheckpoint
    for witness in witnesses { note.add(try witness.sign(note.text, at: court.now)) }
    try await court.log.publish(note)
  }

  /// The request again, with the proof for the log's state as it is published now.
  private func proven(_ request: WarrantRequest) async throws -> WarrantRequest {
    let last = await court.log.checkpoint.size - 1
    let proof = try LoggedWarrantProof(await court.log.evidence(of: last, since: 0)).bytes
    return try WarrantRequest(
      warrant: request.warrant, opening: request.opening, approvals: request.approvals, proof: proof, questions: request.questions)
  }

  @Test("A warrant is refused until both witnesses have signed, and then taken; the refusal is not its end")
  func quorum() async throws {
    let pair = try RecipientKeyPair()
    try await court.browse { client, desk in
      let program = Caller(client)
      let record = try await court.seal(desk.open.keyholder).record
      let request = try await court.request(record, recipient: pair.publicKey)
      for signers in [[], [witnesses[0]], [witnesses[1], try NoteSigner(name: witnesses[0].key.name, kind: .witness)]] {
        try await publish(with: signers)
        let answer = try await program.send("/v1/requests", try await proven(request).bytes)
        #expect(answer.status == .unprocessableContent)
        #expect(try answer.json(ReadFault.self).code == Refusal.noQuorum.name)
        #expect(try await program.get("/v1/status").json(StatusBody.self).treeSize == 0)
      }
      try await publish(with: witnesses)
      #expect(try await program.send("/v1/requests", try await proven(request).bytes).status == .accepted)
      #expect(try await program.get("/v1/requests/\(request.commitment.hex)").json(StandingBody.self).state == .pending)
      let judge = try await Caller.judge(client)
      #expect(try await judge.post("/requests/\(request.commitment.hex)/grant").status == .seeOther)
      #expect(try await program.get("/v1/requests/\(request.commitment.hex)").json(StandingBody.self).state == .granted)
      #expect(try await program.get("/v1/status").json(StatusBody.self).treeSize == 1)
    }
  }
}
