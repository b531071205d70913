public import Foundation
import Keyholding
public import Sealing

/// What a new keyholder is made with.
public struct KeyholderPremises: Sendable {
  public var folder: URL
  /// Where the key of the day keys' file is to lie; `nil` for the folder itself. No backup may reach it.
  public var keyFolder: URL?
  public var holder: HolderID
  public var installation: InstallationID
  public var retentionDays: Int
  public var purposes: [String]
  /// Lines of the log policy; `nil` where the log is not known yet.
  public var logPolicy: String?

  public init(
    folder: URL, keyFolder: URL? = nil, holder: HolderID, installation: InstallationID, retentionDays: Int = 30,
    purposes: [String] = Self.usualPurposes, logPolicy: String? = nil
  ) {
    self.folder = folder
    self.keyFolder = keyFolder
    self.holder = holder
    self.installation = installation
    self.retentionDays = retentionDays
    self.purposes = purposes
    self.logPolicy = logPolicy
  }

  /// What most laws know: a warrant names one of them.
  public static let usualPurposes = [
    "stolen-vehicle", "missing-person", "wanted-person", "hit-and-run", "robbery", "abduction", "homicide", "terrorism",
  ]

  /// Makes the keyholder: its folder (0700), identity, and policy file. A policy file that is there already is kept.
  /// - Parameter passphrase: twelve characters or more. Whoever loses it loses the keys.
  /// - Throws: `KeyholdingFault`, or ``PolicyFaults`` where the policy could not be read back.
  public func create(passphrase: String) throws {
    try Keyholder.create(in: folder, keyFolder: keyFolder, named: holder, passphrase: passphrase)
    let file = folder.appending(path: PolicyFile.name)
    guard !FileManager.default.fileExists(atPath: file.path) else { return }
    let text = PolicyText.fresh(installation: installation, retentionDays: retentionDays, purposes: purposes, logPolicy: logPolicy)
    try PolicyFile.write(PolicyText(text, name: file.path).text, to: file)
  }
}
