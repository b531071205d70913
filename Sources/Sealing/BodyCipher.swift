import Crypto
import Foundation
import Traffic

/// AES-256-GCM of a pass's record and pictures under its data key.
///
/// The key is drawn for one pass and used for nothing else, so the nonce need not be random: it is the piece's number, 0 for the
/// record and from 1 on for pictures, big endian. Pieces can therefore not change places. Further data, the same for all pieces:
/// `passID || LP(camera) || u32 captureHour || ctx || u32 second || u8 subsets || u16 maskedSecond… || u8 schema`.
enum BodyCipher {
  static let tagBytes = 16

  static func furtherData(
    _ id: PassID, _ scope: PlateScope, _ context: EpochContext, _ second: UInt32, _ seconds: MaskedSeconds, _ schema: UInt8
  ) -> Data {
    var data = Data(capacity: 256)
    data.append(id.uuid)
    data.append(prefixed: scope.camera.rawValue)
    data.append(scope.captureHour)
    data.append(raw: context.bytes)
    data.append(second)
    data.append(seconds)
    data.append(schema)
    return data
  }

  static func seal(_ padded: UnsafeRawBufferPointer, piece: Int, key: SymmetricKey, furtherData: Data) throws -> Data {
    let nonce = nonce(piece)
    let box = try AES.GCM.seal(padded, using: key, nonce: AES.GCM.Nonce(data: nonce), authenticating: furtherData)
    return box.ciphertext + box.tag
  }

  static func open(_ sealed: Data, piece: Int, key: SymmetricKey, furtherData: Data) throws(SealingFault) -> Data {
    guard sealed.count >= tagBytes else { throw .bodyDoesNotOpen }
    var padded: Data
    do {
      let box = try AES.GCM.SealedBox(nonce: AES.GCM.Nonce(data: nonce(piece)), ciphertext: sealed.dropLast(tagBytes), tag: sealed.suffix(tagBytes))
      padded = try AES.GCM.open(box, using: key, authenticating: furtherData)
    } catch {
      throw .bodyDoesNotOpen
    }
    defer { padded.withUnsafeMutableBytes { $0.erase() } }
    return try PaddedSize.content(of: padded)
  }

  private static func nonce(_ piece: Int) -> Data {
    var nonce = Data(count: 4)
    nonce.append(UInt64(piece))
    return nonce
  }
}
