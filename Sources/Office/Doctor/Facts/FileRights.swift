import Foundation

/// Who may do what with a file or folder.
struct FileRights: Sendable, Hashable {
  var path: String
  /// The permission bits, such as 0o600.
  var mode: UInt32
  var owner: UInt32
  var isFolder: Bool

  init(path: String, mode: UInt32, owner: UInt32 = 0, isFolder: Bool = false) {
    self.path = path
    self.mode = mode
    self.owner = owner
    self.isFolder = isFolder
  }

  /// What a path leads to; `nil` where there is nothing.
  init?(at path: String) {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: target), let mode = attributes[.posixPermissions] as? NSNumber,
      let owner = attributes[.ownerAccountID] as? NSNumber
    else { return nil }
    self.init(
      path: path, mode: mode.uint32Value, owner: owner.uint32Value, isFolder: attributes[.type] as? FileAttributeType == .typeDirectory)
  }

  var isOpenToOthers: Bool { mode & 0o077 != 0 }
  var modeText: String { String(mode & 0o777, radix: 8) }
}
