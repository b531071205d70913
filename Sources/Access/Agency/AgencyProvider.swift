public import Foundation

/// The way to an agency's identity provider over HTTP. Whoever implements it sets limits to time and size and follows no redirection.
public protocol AgencyProvider: Sendable {
  /// Reads a JSON document.
  /// - Throws: ``AgencyFault/away(_:)`` or ``AgencyFault/malformed(_:)``.
  func document(at address: URL) async throws(AgencyFault) -> Data

  /// Posts a form (`application/x-www-form-urlencoded`).
  /// - Parameters:
  ///   - form: the fields, encoded.
  ///   - authorization: the header of that name.
  /// - Returns: the status, and the body whatever the status.
  func post(_ form: String, authorization: String?, to address: URL) async throws(AgencyFault) -> (status: Int, body: Data)
}
