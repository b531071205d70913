import Sealing
import TransparencyLog

extension EpochRecord {
  init(in fields: inout CanonicalFields) throws(KeyholdingFault) {
    let bytes = try fields.bytes("record")
    do {
      try self.init(bytes: bytes)
    } catch {
      throw .sealing(error)
    }
  }
}
