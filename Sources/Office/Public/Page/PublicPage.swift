import Enforcement
import Foundation
import Traffic

/// The page for everybody: what the cameras do, how often somebody looked and what for, and how all of it can be checked.
struct PublicPage: Sendable {
  /// `21 Nov 2026, 09:15 UTC`; `nil` before anything was entered.
  var asOfLabel: String?
  var countedLabel: String?
  var hasFigures: Bool
  var tiles: [Tile]
  var table: [Row]
  var uses: [Use]
  var hasUses: Bool
  var reviews: PublicReviews
  var installation: PublicInstallation?
  var health: PublicHealth?
  var acceptableUse: [Line]
  var prohibitedUse: [Line]
  var entries: [Entry]
  var hasEntries: Bool
  var entryCountLabel: String
  var log: Log
  var figuresJSON: ScriptText
  var logJSON: ScriptText

  struct Tile: Sendable {
    var name: String
    var value: String
    var note: String
  }

  /// A number of the last 30 days, and what it means.
  struct Row: Sendable {
    var rowName: String
    var rowValue: String
    var rowMeaning: String
  }

  /// A look or search that was recorded, by who and what for.
  struct Use: Sendable {
    var useKind: String
    var role: String
    var unit: String
    var purpose: String
    var offence: String?
    var countLabel: String
    var refusedLabel: String
  }

  struct Line: Sendable { var text: String }

  /// An entry of the log, newest first.
  struct Entry: Sendable {
    var shard: String
    var index: Int
    var atISO: String
    var atLabel: String
    var type: String
    var typeLabel: String
    /// Whether it is of the shard that the page checks.
    var canCheck: Bool
  }

  /// What is needed to check the log by hand.
  struct Log: Sendable {
    var origin: String
    var shard: String
    var sizeLabel: String
    var root: String
    var policy: String
    var reportKey: String
    /// Who signed its newest state.
    var signersLabel: String
  }
}
