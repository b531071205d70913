public import Foundation

/// A log in a folder: `public` is what may be served as it is, `head` the checkpoint that counts, `staging` what is on its way.
public struct LogFolder: LogStore {
  private static let headPath = "head"
  private let folder: PrivateFolder

  /// Opens a folder, which is made where it is missing. One process at a time.
  /// - Throws: ``TransparencyFault/inUse``, or a failure of the disk.
  public init(_ root: URL) throws(TransparencyFault) { try self.init(root, disk: LocalLogDisk()) }

  package init(_ root: URL, disk: any LogDisk) throws(TransparencyFault) {
    folder = try PrivateFolder(root, disk: disk)
    // A write that failed before may be seen here and yet not be durable, and asking the disk again would not help. Written anew, it is.
    if let head = try folder.read(Self.headPath) { try folder.write([Self.headPath: head]) }
  }

  /// Below this folder lie `checkpoint` and the tiles, to be served.
  public var publicFolder: URL { folder.root.appending(path: "public", directoryHint: .isDirectory) }

  public func read(_ path: String) throws(TransparencyFault) -> Data? {
    guard path == "checkpoint" || TilePath(path) != nil else { return nil }
    return try folder.read("public/\(path)")
  }

  public func head() throws(TransparencyFault) -> Data? { try folder.read(Self.headPath) }

  public func replaceHead(_ old: Data?, with new: Data) throws(TransparencyFault) {
    // The folder's lock keeps other processes out, so nobody writes between reading and writing.
    guard try head() == old else { throw .changedMeanwhile }
    try folder.write([Self.headPath: new])
  }

  public func stage(_ bytes: Data, as name: String) throws(TransparencyFault) { try folder.write(["staging/\(name)": bytes]) }
  public func staged(_ name: String) throws(TransparencyFault) -> Data? { try folder.read("staging/\(name)") }
  public func stagedNames() throws(TransparencyFault) -> [String] { try folder.names(in: "staging") }
  public func unstage(_ name: String) throws(TransparencyFault) { try folder.remove("staging/\(name)") }

  public func write(_ tiles: [TilePath: Data]) throws(TransparencyFault) {
    var files: [String: Data] = [:]
    for (path, bytes) in tiles {
      let file = "public/\(path)"
      if let there = try folder.read(file), there != bytes { throw .damaged("\(path) is to be written with other bytes than it has.") }
      files[file] = bytes
    }
    try folder.write(files)
  }

  public func removePartials(of tile: TilePath) throws(TransparencyFault) {
    try folder.removeFolder("public/\(tile.partials)")
  }

  public func publish(_ checkpoint: Data) throws(TransparencyFault) { try folder.write(["public/checkpoint": checkpoint]) }
}
