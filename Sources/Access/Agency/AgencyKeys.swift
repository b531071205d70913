public import Foundation
import JWTKit

/// The keys that a provider publishes (RFC 7517). Those we do not understand are passed over, as section 5 wants it.
public struct AgencyKeys: Sendable {
  /// More than any provider publishes.
  private static let most = 64

  private let keys: [JWK]

  public init(json: Data) throws(AgencyFault) {
    guard let document = try? JSONDecoder().decode(Document.self, from: json) else { throw .malformed("its keys") }
    keys = document.keys.prefix(Self.most).compactMap(\.key)
  }

  /// The key that a token names. Without a name there must be exactly one that fits (OpenID Connect Core 1.0, section 10.1).
  func algorithm(_ algorithm: IDTokenAlgorithm, key id: String?) async -> (any JWTAlgorithm)? {
    let fitting = keys.filter { algorithm.fits($0) && (id == nil || $0.keyIdentifier?.string == id) }
    guard var key = fitting.first, fitting.count == 1, let name = JWK.Algorithm(rawValue: algorithm.rawValue) else { return nil }
    key.algorithm = name
    key.keyIdentifier = key.keyIdentifier ?? JWKIdentifier(string: "unnamed")
    // A collection of this one key, so that nothing else than what was chosen here can be used.
    guard let found = try? await JWTKeyCollection().add(jwk: key).getKey() else { return nil }
    return found.name == algorithm.rawValue ? found : nil
  }

  private struct Document: Decodable { var keys: [Entry] }

  /// One key; without a value where it is of a kind we do not know, is not for signing, or should never have been published.
  private struct Entry: Decodable {
    var key: JWK?

    init(from decoder: any Decoder) throws {
      guard let fields = try? decoder.container(keyedBy: CodingKeys.self), let key = try? JWK(from: decoder), key.privateExponent == nil else {
        return
      }
      let use = try? fields.decodeIfPresent(String.self, forKey: .use)
      if use == nil || use == "sig" { self.key = key }
    }

    private enum CodingKeys: String, CodingKey { case use }
  }
}
