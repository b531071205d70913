import Foundation

/// The password with which this office shows the provider that it is itself. Its text leaves it in one header only.
public struct AgencySecret: Sendable, CustomStringConvertible, CustomReflectable {
  private let text: String

  /// - Returns: `nil` for an empty text or one with control characters.
  public init?(_ text: String) {
    guard !text.isEmpty, text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else { return nil }
    self.text = text
  }

  /// The header `Authorization` of `client_secret_basic` (RFC 6749, section 2.3.1): both parts are written as in a form before they are joined.
  func authorization(of client: String) -> String {
    "Basic " + Data("\(Self.formEncoded(client)):\(Self.formEncoded(text))".utf8).base64EncodedString()
  }

  static func formEncoded(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: plain) ?? "" }

  private static let plain = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")

  public var description: String { "a secret" }
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
