import Foundation
import Synchronization
import TransparencyLog

/// A disk that stops at a step: before it, in its middle or after it, and does nothing from then on, as a machine that lost its power.
final class FailingDisk: LogDisk {
  enum Moment: CaseIterable { case before, middle, after }

  static let fault = TransparencyFault.disk("losing power", errno: 5)
  private let steps: Mutex<Int>
  private let moment: Moment
  private let disk: any LogDisk = LocalLogDisk()

  /// - Parameter step: the change that fails, from 0; changes after it fail, too. Reading never does.
  init(failingAt step: Int, _ moment: Moment) {
    steps = Mutex(step)
    self.moment = moment
  }

  /// Whether the failing step was reached.
  var hasFailed: Bool { steps.withLock { $0 < 0 } }

  func create(_ file: URL, _ bytes: Data) throws(TransparencyFault) {
    try step { () throws(TransparencyFault) in
      try disk.create(file, bytes)
    } half: { () throws(TransparencyFault) in
      try disk.create(file, bytes.prefix(bytes.count / 2))
    }
  }

  func removeFolder(_ folder: URL) throws(TransparencyFault) {
    try step { () throws(TransparencyFault) in
      try disk.removeFolder(folder)
    } half: { () throws(TransparencyFault) in
      for name in try disk.names(in: folder).sorted().prefix(1) { try disk.remove(folder.appending(path: name)) }
    }
  }

  func move(_ file: URL, to destination: URL) throws(TransparencyFault) {
    try step { () throws(TransparencyFault) in try disk.move(file, to: destination) }
  }

  func remove(_ file: URL) throws(TransparencyFault) { try step { () throws(TransparencyFault) in try disk.remove(file) } }
  func makeFolder(_ folder: URL) throws(TransparencyFault) { try step { () throws(TransparencyFault) in try disk.makeFolder(folder) } }
  func synchronise(_ folder: URL) throws(TransparencyFault) { try step { () throws(TransparencyFault) in try disk.synchronise(folder) } }
  func read(_ file: URL) throws(TransparencyFault) -> Data? { try disk.read(file) }
  func names(in folder: URL) throws(TransparencyFault) -> [String] { try disk.names(in: folder) }

  private func step(
    _ whole: () throws(TransparencyFault) -> Void, half: () throws(TransparencyFault) -> Void = { () throws(TransparencyFault) in }
  ) throws(TransparencyFault) {
    let left = steps.withLock { steps in
      defer { steps -= 1 }
      return steps
    }
    if left > 0 { return try whole() }
    guard left == 0 else { throw Self.fault }
    switch moment {
    case .before: break
    case .middle: try half()
    case .after: try whole()
    }
    throw Self.fault
  }
}
