import Foundation
import Sealing
import Traffic

/// A sealed pass without what its neighbours in a segment share with it: camera, hour and epoch are said once for all of them.
///
/// Bytes: `suite || passID[16] || what follows ctx in a sealed pass`.
struct ArchivedRow {
  private static let headBytes = 17

  let bytes: Data

  init(bytes: Data) { self.bytes = bytes }

  /// - Parameters:
  ///   - pass: a sealed pass's bytes, at least as many as its scope and its epoch have.
  init(of pass: Data, in scope: PlateScope, context: EpochContext) {
    bytes = pass.prefix(Self.headBytes) + pass.dropFirst(Self.headBytes + Self.sharedBytes(in: scope, context: context))
  }

  /// How many bytes of a sealed pass its row has.
  static func byteCount(ofPass count: Int, in scope: PlateScope, context: EpochContext) -> Int { count - sharedBytes(in: scope, context: context) }

  /// The pass, bit for bit; `nil` where the row is none.
  func pass(in scope: PlateScope, context: Data) -> SealedRecord? {
    var pass = Data(capacity: bytes.count + 128)
    pass.append(bytes.prefix(Self.headBytes))
    pass.append(prefixed: scope.camera.rawValue)
    pass.append(scope.captureHour)
    pass.append(context)
    pass.append(bytes.dropFirst(Self.headBytes))
    return try? SealedRecord(bytes: pass)
  }

  private static func sharedBytes(in scope: PlateScope, context: EpochContext) -> Int {
    1 + scope.camera.rawValue.utf8.count + 4 + context.bytes.count
  }
}
