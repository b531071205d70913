import Crypto
public import Foundation
public import Keyholding

/// A keyholder's policy as its file says it.
public struct PolicyText: Hashable, Sendable {
  public let policy: Policy
  /// Which log and which witnesses are believed, as C2SP policy lines; `nil` while none is set: then nothing can be granted.
  public let logPolicy: String?
  /// How people write the names of those whose keys are trusted.
  public let names: [PersonName: String]
  /// The file's text.
  public let text: String

  /// SHA-256 of the file, as the counter-log notes it.
  public var digest: Data { Data(SHA256.hash(data: Data(text.utf8))) }
}
