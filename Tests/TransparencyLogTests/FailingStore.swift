import Foundation
import Synchronization
@testable import TransparencyLog

/// A store that fails at one call, having done it or not, and works again afterwards.
final class FailingStore: LogStore {
  static let fault = TransparencyFault.disk("losing contact", errno: 5)

  private let store: any LogStore
  private let calls: Mutex<Int>
  /// Whether the failing call does its work before it fails: to the caller the two look the same.
  private let isDone: Bool

  /// - Parameter call: the change that fails, from 0. Reading never does.
  init(_ store: any LogStore, failingAt call: Int, isDone: Bool) {
    self.store = store
    calls = Mutex(call)
    self.isDone = isDone
  }

  /// Whether the failing call was reached.
  var hasFailed: Bool { calls.withLock { $0 < 0 } }

  func read(_ path: String) throws(TransparencyFault) -> Data? { try store.read(path) }
  func head() throws(TransparencyFault) -> Data? { try store.head() }
  func staged(_ name: String) throws(TransparencyFault) -> Data? { try store.staged(name) }
  func stagedNames() throws(TransparencyFault) -> [String] { try store.stagedNames() }

  func replaceHead(_ old: Data?, with new: Data) throws(TransparencyFault) {
    try step { () throws(TransparencyFault) in try store.replaceHead(old, with: new) }
  }

  func stage(_ bytes: Data, as name: String) throws(TransparencyFault) {
    try step { () throws(TransparencyFault) in try store.stage(bytes, as: name) }
  }

  func unstage(_ name: String) throws(TransparencyFault) { try step { () throws(TransparencyFault) in try store.unstage(name) } }
  func write(_ tiles: [TilePath: Data]) throws(TransparencyFault) { try step { () throws(TransparencyFault) in try store.write(tiles) } }
  func removePartials(of tile: TilePath) throws(TransparencyFault) { try step { () throws(TransparencyFault) in try store.removePartials(of: tile) } }
  func publish(_ checkpoint: Data) throws(TransparencyFault) { try step { () throws(TransparencyFault) in try store.publish(checkpoint) } }

  private func step(_ work: () throws(TransparencyFault) -> Void) throws(TransparencyFault) {
    let left = calls.withLock { calls in
      defer { calls -= 1 }
      return calls
    }
    guard left == 0 else { return try work() }
    if isDone { try work() }
    throw Self.fault
  }
}
