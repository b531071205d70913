import Foundation
import HTTPTypes
import Hummingbird
import Keyholding
import Logging
import Sealing
import Traffic

/// The server shows what it sealed, and hands on the keys that its people approve with.
struct CustodyRoutes: Sendable {
  /// Nine holders' capsules take 30 KB.
  private static let longestRecord = 256 << 10
  private static let longestKey = 8 << 10

  var routes: [Route] {
    [
      .post("/v1/custody", .program) { visit in try await custody(visit) },
      .post("/v1/approval-keys", .program) { visit in try await propose(visit) },
    ]
  }

  private func custody(_ visit: Visit) async throws -> Response {
    let bytes = try await visit.body(upTo: Self.longestRecord)
    let record: EpochRecord
    do {
      record = try EpochRecord(bytes: bytes)
    } catch {
      throw KeyholdingFault.sealing(error)
    }
    do {
      let digest = try await visit.keyholder.custodyCheck(record, now: visit.now)
      return Response(json: CustodyBody(record: digest.base64EncodedString()))
    } catch {
      guard !error.needsReopening else { throw error }
      visit.desk.logger.warning("custody check failed", metadata: ["code": "\(error.code)"])
      return Response(json: FaultBody(code: error.code, message: "\(error)"), status: .conflict)
    }
  }

  private func propose(_ visit: Visit) async throws -> Response {
    let bytes = try await visit.body(upTo: Self.longestKey)
    guard let body = try? JSONDecoder().decode(ApprovalKeyBody.self, from: bytes), let person = PersonName(rawValue: body.person),
      let key = Data(base64Encoded: body.key)
    else { throw KeyholdingFault.malformed("approval key", "an object with person, name and key (base64) belongs here.") }
    let proposal = try ProposedKey(person: person, name: body.name, key: key, proposedAt: visit.now)
    try await visit.keyholder.propose(proposal)
    return Response(json: ProposalBody(fingerprint: proposal.fingerprint), status: .accepted)
  }
}

struct CustodyBody: Codable {
  /// SHA-256 of the epoch's record, base64: for the holders to compare.
  let record: String
}

struct ApprovalKeyBody: Codable {
  let person: String
  let name: String
  let key: String
}

struct ProposalBody: Codable {
  let fingerprint: String
}
