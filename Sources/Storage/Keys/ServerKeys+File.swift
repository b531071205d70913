import Crypto
import DurableFiles
public import Foundation
import Glibc

extension ServerKeys {
  private static let opening = "gantry-server-key-1:"

  /// Reads a key file.
  /// - Throws: ``StorageFault/keys(_:)`` where it is missing, malformed, or where anybody but its owner may read it.
  public static func load(file: URL) throws(StorageFault) -> ServerKeys {
    let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .keys("\(file.path): \(String(cString: strerror(errno))). `gantry init` makes one.") }
    defer { close(descriptor) }
    try refuseOthers(descriptor, file)
    guard let text = try? FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).read(upToCount: 256).map({ String(decoding: $0, as: UTF8.self) }),
      let bytes = master(in: text)
    else { throw .keys("\(file.path) does not hold `\(opening)` and 32 bytes in base64. Restore it from where you keep a copy.") }
    return ServerKeys(master: SymmetricKey(data: bytes))
  }

  /// Draws a new key and writes it to a new file that only its owner can read (0600); durable on return.
  /// - Throws: ``StorageFault/keys(_:)`` where there is such a file already: without the old key the old data is lost.
  public static func create(file: URL) throws(StorageFault) -> ServerKeys {
    let master = SymmetricKey(size: .bits256)
    let text = opening + master.withUnsafeBytes { Data($0) }.base64EncodedString() + "\n"
    let disk = LocalDisk()
    do {
      try disk.write(Data(text.utf8), to: file)
      try disk.synchronise(folder: file.deletingLastPathComponent())
    } catch let fault as DiskFault where fault.code == EEXIST {
      throw .keys("\(file.path) is there already. It is not replaced, because what was stored under it would be lost.")
    } catch {
      throw .keys("\(file.path) cannot be written. Is its folder there, and does it belong to this user?")
    }
    return ServerKeys(master: master)
  }

  private static func refuseOthers(_ descriptor: Int32, _ file: URL) throws(StorageFault) {
    var state = stat()
    guard fstat(descriptor, &state) == 0, state.st_mode & S_IFMT == S_IFREG else { throw .keys("\(file.path) is not a file.") }
    guard state.st_mode & 0o077 == 0 else {
      throw .keys("\(file.path) can be read by others (mode \(String(state.st_mode & 0o777, radix: 8))). `chmod 600` it, and think of a new key.")
    }
  }

  private static func master(in text: String) -> Data? {
    let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard line.hasPrefix(opening), let bytes = Data(base64Encoded: String(line.dropFirst(opening.count))), bytes.count == 32 else { return nil }
    return bytes
  }
}
