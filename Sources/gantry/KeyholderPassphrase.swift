import ArgumentParser
import Foundation
import Glibc

/// Where a keyholder's passphrase comes from: the terminal, a file or an open descriptor. An argument would stand in every list of processes.
struct KeyholderPassphrase: ParsableArguments {
  private static let longestBytes = 1024

  @Option(name: .customLong("passphrase-file"), help: ArgumentHelp("Read the passphrase from a file that only you can read.", valueName: "file"))
  var file: String?
  @Option(name: .customLong("passphrase-fd"), help: ArgumentHelp("Read the passphrase from an open file descriptor.", valueName: "number"))
  var descriptor: Int32?

  func validate() throws {
    guard file == nil || descriptor == nil else { throw ValidationError("Give --passphrase-file or --passphrase-fd, not both.") }
    guard descriptor.map({ $0 >= 0 }) ?? true else { throw ValidationError("A file descriptor is a number from 0.") }
  }

  /// - Parameter isNew: asks twice at the terminal.
  func read(isNew: Bool = false) throws -> String {
    if let file { return try Self.line(ofFile: file) }
    if let descriptor { return try Self.line(of: descriptor, "descriptor \(descriptor)") }
    let passphrase = try Self.ask("Passphrase of the keyholder: ")
    if isNew, try passphrase != Self.ask("Once more: ") { throw CommandFailure("the two are not the same; nothing was made") }
    return passphrase
  }

  private static func line(ofFile path: String) throws -> String {
    let opened = open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw CommandFailure("\(path): \(String(cString: strerror(errno)))") }
    defer { close(opened) }
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    guard let mode, mode & 0o077 == 0 else { throw CommandFailure("\(path) can be read by others; `chmod 600` it first") }
    return try line(of: opened, path)
  }

  /// The first line, without its end.
  private static func line(of descriptor: Int32, _ name: String) throws -> String {
    var bytes = [UInt8](repeating: 0, count: longestBytes)
    var count = 0
    while count < bytes.count, !bytes[..<count].contains(0x0A) {
      let got = bytes[count...].withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw CommandFailure("\(name): \(String(cString: strerror(errno)))") }
      if got == 0 { break }
      count += got
    }
    let line = bytes[..<count].prefix { $0 != 0x0A && $0 != 0x0D }
    guard !line.isEmpty, let text = String(bytes: line, encoding: .utf8) else { throw CommandFailure("there is no passphrase in \(name)") }
    return text
  }

  /// Asks at the terminal without showing what is typed.
  private static func ask(_ question: String) throws -> String {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard terminal >= 0 else { throw CommandFailure("there is no terminal to ask at; give --passphrase-file or --passphrase-fd") }
    defer { close(terminal) }
    var before = termios()
    guard tcgetattr(terminal, &before) == 0 else { throw CommandFailure("the terminal cannot be asked; give --passphrase-file or --passphrase-fd") }
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(terminal, TCSAFLUSH, &silent)
    defer { tcsetattr(terminal, TCSAFLUSH, &before) }
    let words = FileHandle(fileDescriptor: terminal, closeOnDealloc: false)
    try words.write(contentsOf: Data(question.utf8))
    defer { try? words.write(contentsOf: Data("\n".utf8)) }
    return try line(of: terminal, "the terminal")
  }
}
