import Foundation
import Storage

/// Tells on the terminal how a rotation goes: one line a step, and of long tables one line in a second.
struct RotationProgress {
  private var table: String?
  private var rows = 0
  private var lastLine = Date.distantPast

  mutating func note(_ step: KeyRotation.Step) {
    if case .resealed(let name, let count) = step { return note(count, of: name) }
    endTable()
    switch step {
    case .drawn(let key): print("key \(key) is drawn and stands in the key file")
    case .announced(let key): print("everything new is written under key \(key)")
    case .rewritten: print("the database file is rewritten, so that nothing of what was under the old key is left in it")
    case .dropped(let keys): print("key \(keys.map(String.init).joined(separator: ", ")) is dropped and overwritten")
    case .released, .resealed: break
    }
  }

  private mutating func note(_ count: Int, of name: String) {
    if name != table { endTable() }
    table = name
    rows += count
    guard Date().timeIntervalSince(lastLine) > 1 else { return }
    print("  \(name): \(rows) …")
    lastLine = Date()
  }

  private mutating func endTable() {
    if let table { print("  \(table): \(rows)") }
    table = nil
    rows = 0
  }
}
