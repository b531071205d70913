public import Foundation
public import Traffic

/// What the keeper of the vehicle may do about a notice.
extension Case {
  /// The longest statement that is kept, in characters.
  public static let longestStatement = 4_000
  /// The longest name or address of a driver, in characters.
  public static let longestDriverLine = 300
  /// Who acted, as the timeline says it: the notice's access code proves the keeper and no name.
  public static let keeper = "Keeper"

  /// Whether the keeper can still contest the notice or name the driver.
  public var awaitsKeeper: Bool { state == .noticeIssued }

  /// The keeper contests the notice: the case goes to whoever hears it.
  /// - Parameter text: why, in the keeper's own words.
  /// - Throws: ``KeeperFault``; the case is unchanged then.
  public mutating func contest(_ text: String, at instant: Date) throws(KeeperFault) {
    let text = text.trimmed
    guard !text.isEmpty else { throw .needsReasons }
    guard text.count <= Self.longestStatement else { throw .tooLong(limit: Self.longestStatement) }
    try answer(.contested, "Contested by the keeper", Statement(kind: .contest, text: text, at: instant))
  }

  /// The keeper names who drove.
  /// - Throws: ``KeeperFault``; the case is unchanged then.
  public mutating func nominate(name: String, address: String, at instant: Date) throws(KeeperFault) {
    let (name, address) = (name.trimmed, address.trimmed)
    guard !name.isEmpty, !address.isEmpty else { throw .needsDriver }
    guard name.count <= Self.longestDriverLine, address.count <= Self.longestDriverLine else { throw .tooLong(limit: Self.longestDriverLine) }
    let statement = Statement(kind: .nomination, driverName: name, driverAddress: address, at: instant)
    try answer(.nominated, "Driver named by the keeper", statement)
  }

  private mutating func answer(_ next: CaseState, _ what: String, _ statement: Statement) throws(KeeperFault) {
    guard awaitsKeeper else { throw .tooLate(state) }
    do {
      try move(to: next, by: Self.keeper, what: what, at: statement.at)
    } catch {
      throw .tooLate(state)
    }
    self.statement = statement
  }
}
