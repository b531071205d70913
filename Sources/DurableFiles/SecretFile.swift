package import Foundation
import Glibc

/// A file with a secret in it: its owner's alone, or one that systemd hands to the service.
package struct SecretFile: Sendable {
  /// Why the file is not to be used.
  package enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
    /// `errno` of opening or reading it.
    case unreadable(code: Int32)
    case notAFile
    /// The permission bits it has.
    case othersMayRead(mode: UInt32)
    /// The number of the user it belongs to.
    case belongsToSomebodyElse(user: UInt32)
    /// Longer than anything that belongs in it.
    case tooLong

    package var description: String {
      switch self {
      case .unreadable(let code): String(cString: strerror(code)) + "."
      case .notAFile: "It is not a file."
      case .othersMayRead(let mode): "It can be read by others (mode \(String(mode, radix: 8))). `chmod 600` it, and replace what is in it."
      case .belongsToSomebodyElse(let user):
        "It belongs to the user with number \(user), and this program runs as \(geteuid()). `chown` it, or run as the user whose it is."
      case .tooLong: "It is longer than anything that belongs in it."
      }
    }
  }

  package let url: URL

  package init(_ url: URL) { self.url = url }

  /// - Throws: ``Fault`` where anybody but the user of this process may read it, or where it is no file.
  package func examine() throws(Fault) {
    _ = try open()
  }

  /// Reads the file, once it is found to be its owner's alone.
  /// - Parameter most: a longer file is none of ours.
  package func read(atMost most: Int) throws(Fault) -> Data {
    let file = try open()
    do {
      let bytes = try file.read(0..<most + 1)
      guard bytes.count <= most else { throw Fault.tooLong }
      return bytes
    } catch let fault as DiskFault {
      throw .unreadable(code: fault.code)
    } catch {
      throw .tooLong
    }
  }

  /// Makes the file, readable for its owner alone (0600), durable on return.
  /// - Throws: `DiskFault` with `EEXIST` where there is one already.
  package func create(_ bytes: Data, for operation: String) throws(DiskFault) {
    try OpenFile(url, O_WRONLY | O_CREAT | O_EXCL, for: operation).write(bytes)
    try OpenFile.synchronise(folder: url.deletingLastPathComponent())
  }

  private func open() throws(Fault) -> OpenFile {
    let file: OpenFile
    do {
      // A pipe would have this process wait for whoever holds its other end.
      file = try OpenFile(url, O_RDONLY | O_NONBLOCK, for: "opening a secret")
    } catch {
      throw .unreadable(code: error.code)
    }
    var state = stat()
    guard fstat(file.descriptor, &state) == 0, state.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    // systemd gives the service's user its credentials by an access list of the file, which shows as bits of the group; they belong to root then.
    let isHandedOut = SystemCredential.isOne(url)
    guard state.st_mode & (isHandedOut ? 0o007 : 0o077) == 0 else { throw .othersMayRead(mode: state.st_mode & 0o777) }
    guard state.st_uid == geteuid() || isHandedOut && state.st_uid == 0 else { throw .belongsToSomebodyElse(user: state.st_uid) }
    return file
  }
}
