public import Foundation
public import TransparencyLog

extension LogEntry {
  /// That a warrant is asked for: what keyholders look for in the log, and all that the public sees of it.
  /// - Parameters:
  ///   - commitment: ``Warrant/commitment(opening:)``, 32 bytes.
  ///   - sizeClass: how much it asks for, rounded so that it tells nothing else.
  ///   - requesterKey: the fingerprint of the requester's approval key.
  ///   - unsealBy: when the warrant has to be public.
  ///   - time: now.
  /// - Throws: ``TransparencyFault/unusable(_:)`` where it gets too long.
  public static func warrantRequested(
    _ commitment: Data, sizeClass: Int, requesterKey: String, unsealBy: Date, at time: Date
  ) throws(TransparencyFault) -> LogEntry {
    try LogEntry(
      .warrantRequested, at: time,
      [
        "commitment": .bytes(commitment), "requesterKey": .text(requesterKey), "sizeClass": .number(sizeClass), "unsealBy": .text(unsealBy.secondText)
      ])
  }

  /// Whether it says that the warrant of a commitment is asked for.
  func requests(_ commitment: Data) -> Bool { kind == .warrantRequested && fields["commitment"] == .bytes(commitment) }
}
