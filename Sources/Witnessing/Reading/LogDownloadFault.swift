/// Why a public log could not be fetched.
public struct LogDownloadFault: Error, CustomStringConvertible, Sendable {
  public let description: String

  init(_ description: String) { self.description = description }
}
