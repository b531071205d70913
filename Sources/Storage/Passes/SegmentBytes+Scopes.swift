import Foundation
import Sealing
import Traffic

extension SegmentBytes {
  /// All scopes with their passes.
  func allScopes() -> [(scope: PlateScope, passes: Int)]? {
    var (found, last): ([(scope: PlateScope, passes: Int)], (number: Int, camera: CameraID)?) = ([], nil)
    found.reserveCapacity(head.scopes)
    for number in 0..<head.scopes {
      guard let scope = scope(number) else { return nil }
      if scope.camera != last?.number {
        guard let name = camera(scope.camera), let camera = CameraID(rawValue: String(decoding: name, as: UTF8.self)) else { return nil }
        last = (scope.camera, camera)
      }
      if let last { found.append((PlateScope(camera: last.camera, captureHour: scope.captureHour), scope.passes)) }
    }
    return found
  }

  /// The scopes of some cameras, without looking at the others.
  func scopes(of cameras: Set<CameraID>) -> [(scope: PlateScope, passes: Int)]? {
    var found: [(scope: PlateScope, passes: Int)] = []
    for camera in cameras {
      guard let number = number(of: camera) else { continue }
      for line in firstScope(camera: number, captureHour: 0)..<head.scopes {
        guard let scope = scope(line) else { return nil }
        if scope.camera != number { break }
        found.append((PlateScope(camera: camera, captureHour: scope.captureHour), scope.passes))
      }
    }
    return found
  }

  /// A scope's line; `nil` where no pass has it.
  func scope(_ wanted: PlateScope) -> Scope? {
    guard let camera = number(of: wanted.camera) else { return nil }
    let line = firstScope(camera: camera, captureHour: wanted.captureHour)
    guard line < head.scopes, let scope = scope(line), scope.camera == camera, scope.captureHour == wanted.captureHour else { return nil }
    return scope
  }

  /// A camera's number among the names; `nil` where it has no pass.
  private func number(of wanted: CameraID) -> Int? {
    var name = wanted.rawValue
    return name.withUTF8 { name in
      var (low, high) = (0, head.cameras)
      while low < high {
        let middle = (low + high) / 2
        guard let other = camera(middle) else { return nil }
        let order = Self.order(other, UnsafeRawBufferPointer(name))
        if order == 0 { return middle }
        if order < 0 { low = middle + 1 } else { high = middle }
      }
      return nil
    }
  }

  /// The first line that is not before a camera's hour.
  private func firstScope(camera: Int, captureHour: UInt32) -> Int {
    var (low, high) = (0, head.scopes)
    while low < high {
      let middle = (low + high) / 2
      let place = head.scopesAt + middle * SegmentHead.scopeBytes
      let other = (Int(bytes.number(at: place, as: UInt32.self)), bytes.number(at: place + 4, as: UInt32.self))
      if other < (camera, captureHour) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Below, at or above zero, as the first name stands before, at or behind the second. Names are ASCII, so bytes are ordered as texts are.
  private static func order(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
    for (one, other) in zip(left, right) where one != other { return Int(one) - Int(other) }
    return left.count - right.count
  }
}
