import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Keyholding
import NIOCore
import Sealing

/// Who this keyholder is, which days it has keys of, and the keys' public halves.
struct StatusRoutes: Sendable {
  var routes: [Route] {
    [
      .get("/healthz", .open) { _ in
        Response(status: .ok, headers: [.contentType: "text/plain; charset=utf-8"], body: ResponseBody(byteBuffer: ByteBuffer(string: "ok\n")))
      },
      .get("/v1/status", .program) { visit in
        let keyholder = visit.keyholder
        return Response(
          json: StatusBody(
            holder: keyholder.holder.rawValue, identity: keyholder.identity.rawRepresentation.base64EncodedString(),
            treeSize: await keyholder.seenTree?.size ?? 0,
            treeSizes: Dictionary(await keyholder.seenTrees.map { ($0.origin, $0.size) }) { max($0, $1) }, days: await keyholder.days.map(\.description),
            heldDays: await keyholder.holds.map(\.day.description), retentionDays: await keyholder.policy.retentionDays))
      },
      .get("/v1/day-keys", .program) { visit in
        let last = UTCDay(containing: visit.now).advanced(byDays: Keyholder.daysAhead)
        return Response(json: DayKeysBody(try await visit.keyholder.publishDayKeys(until: last, now: visit.now)))
      },
    ]
  }
}

struct StatusBody: Codable {
  let holder: String
  /// Ed25519, base64.
  let identity: String
  /// Of the log this keyholder saw last: a proof has to show that the log continues it. 0 before the first.
  let treeSize: Int
  /// The same for each log by its name: a log has another one every year.
  let treeSizes: [String: Int]
  /// The days there are keys of.
  let days: [String]
  /// Those of them that a court wants kept: the server keeps their passes too. Why, is nobody's business here.
  let heldDays: [String]
  let retentionDays: Int
}
