import Foundation
import Keyholding
import Synchronization

/// A disk that stops at a step: before it, in its middle or after it, and does nothing from then on, as a machine that lost its power.
final class FailingDisk: KeyholderDisk {
  enum Moment: CaseIterable { case before, middle, after }

  private let steps: Mutex<Int>
  private let moment: Moment
  private let disk: any KeyholderDisk = LocalKeyholderDisk()
  static let fault = KeyholdingFault.disk("losing power", errno: 5)

  /// - Parameter step: the change that fails, from 0; changes after it fail, too. Reading never does.
  init(failingAt step: Int, _ moment: Moment) {
    steps = Mutex(step)
    self.moment = moment
  }

  /// Whether the failing step was reached.
  var hasFailed: Bool { steps.withLock { $0 < 0 } }

  func create(_ file: URL, _ bytes: Data) throws(KeyholdingFault) {
    try step { () throws(KeyholdingFault) in
      try disk.create(file, bytes)
    } half: { () throws(KeyholdingFault) in
      try disk.create(file, bytes.prefix(bytes.count / 2))
    }
  }

  func append(_ bytes: Data, to file: URL) throws(KeyholdingFault) {
    try step { () throws(KeyholdingFault) in
      try disk.append(bytes, to: file)
    } half: { () throws(KeyholdingFault) in
      try disk.append(bytes.prefix(bytes.count / 2), to: file)
    }
  }

  func overwrite(_ file: URL) throws(KeyholdingFault) {
    try step { () throws(KeyholdingFault) in
      try disk.overwrite(file)
    } half: { () throws(KeyholdingFault) in
      let bytes = try disk.read(file) ?? Data()
      try disk.remove(file)
      try disk.create(file, Data(count: bytes.count / 2) + bytes.suffix(bytes.count - bytes.count / 2))
    }
  }

  func truncate(_ file: URL, to count: Int) throws(KeyholdingFault) {
    try step { () throws(KeyholdingFault) in try disk.truncate(file, to: count) }
  }

  func move(_ file: URL, to destination: URL) throws(KeyholdingFault) {
    try step { () throws(KeyholdingFault) in try disk.move(file, to: destination) }
  }

  func remove(_ file: URL) throws(KeyholdingFault) { try step { () throws(KeyholdingFault) in try disk.remove(file) } }
  func synchronise(_ folder: URL) throws(KeyholdingFault) { try step { () throws(KeyholdingFault) in try disk.synchronise(folder) } }
  func makeFolder(_ folder: URL) throws(KeyholdingFault) { try step { () throws(KeyholdingFault) in try disk.makeFolder(folder) } }
  func read(_ file: URL) throws(KeyholdingFault) -> Data? { try disk.read(file) }
  func names(in folder: URL) throws(KeyholdingFault) -> [String] { try disk.names(in: folder) }

  private func step(
    _ whole: () throws(KeyholdingFault) -> Void, half: () throws(KeyholdingFault) -> Void = { () throws(KeyholdingFault) in }
  ) throws(KeyholdingFault) {
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
