import Foundation

/// Reads a whole log again and compares: every entry, every byte of every tile, the root, the signatures. Writes nothing.
public enum LogAudit {
  /// Checks what everybody sees of a log.
  /// - Parameters:
  ///   - log: its files.
  ///   - key: the log's.
  /// - Returns: the published state, which all files agree with.
  /// - Throws: ``TransparencyFault/damaged(_:)`` with the first file that does not fit, or what is wrong with the checkpoint.
  public static func check(_ log: any LogReader, key: NoteKey) throws(TransparencyFault) -> Checkpoint {
    let report = try report(on: log, key: key)
    if let first = report.findings.first { throw .damaged("\(first)") }
    guard let state = report.state else { throw .damaged("The checkpoint is missing.") }
    return state
  }

  /// Checks what everybody sees of a log, and goes on after the first thing that is wrong.
  /// - Parameter policy: the witnesses that must have signed; `nil` for the log's signature alone.
  /// - Throws: only where something cannot be read at all; what is wrong stands in the report.
  public static func report(on log: any LogReader, key: NoteKey, policy: WitnessPolicy? = nil) throws(TransparencyFault) -> LogReport {
    var inspection = LogInspection(log)
    inspection.readPublished(try log.read("checkpoint"), key, policy)
    if let state = inspection.report.state { try inspection.readTree(of: state) }
    return inspection.report
  }

  /// Checks a log's folder: beyond what everybody sees the checkpoint that counts, what it holds, and that nothing else lies there.
  ///
  /// Of a folder that a server is writing only what is published is checked: the rest changes at every moment.
  public static func report(on copy: LogFolderCopy, key: NoteKey, policy: WitnessPolicy? = nil) throws(TransparencyFault) -> LogReport {
    var inspection = LogInspection(copy)
    let (published, head) = (try copy.read("checkpoint"), copy.isWritten ? nil : try copy.head())
    if published == nil, head == nil, try copy.paths().isEmpty { return inspection.report }
    // A log that was just made has nothing to publish yet.
    if published != nil || !inspection.isNew(head, key) { inspection.readPublished(published, key, policy) }
    if !copy.isWritten, head != nil || !copy.isPublicOnly { inspection.readHead(head, key) }
    if let state = inspection.report.state { try inspection.readTree(of: state) }
    try inspection.readOthers(copy.paths(), ignoringLater: copy.isWritten)
    return inspection.report
  }
}
