public import Keyholding
import Sealing
public import Storage
import Traffic

extension AuditRecord {
  /// The longest that is kept of a list of plates or cameras.
  private static let longestList = 2000

  /// What a warrant says: by what is searched, for which case and which class of offence.
  public mutating func describe(_ warrant: Warrant) {
    caseNumber = warrant.caseNumber
    offence = warrant.purpose
    query = [
      "plates": warrant.plates.map(\.plate.text).joined(separator: ", "), "cameras": warrant.cameras.map(\.rawValue).joined(separator: ", "),
      "from": SiteClock.iso(warrant.from), "to": SiteClock.iso(warrant.to),
    ].mapValues { String($0.prefix(Self.longestList)) }
  }
}
