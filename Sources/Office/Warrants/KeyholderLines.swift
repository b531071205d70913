import Crypto
import Foundation
import Sealing

/// The lines to a configuration's keyholders.
public enum KeyholderLines {
  /// - Returns: one for each keyholder that has an address or a folder.
  public static func all(of sealing: Configuration.Sealing) -> [any KeyholderLine] {
    sealing.keyholders.compactMap { holder -> (any KeyholderLine)? in
      guard let identity = try? Curve25519.Signing.PublicKey(rawRepresentation: holder.identity) else { return nil }
      if let address = holder.address { return KeyholderClient(holder.name, identity: identity, address: address) }
      return holder.folder.map { KeyholderMailbox(holder.name, identity: identity, folder: $0) }
    }
  }
}
