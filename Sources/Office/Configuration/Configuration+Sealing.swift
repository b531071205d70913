public import Crypto
import Foundation
public import Sealing
import Traffic

extension Configuration.Sealing {
  init(_ root: inout ConfigurationSection) {
    var section = root.section("sealing")
    let name = section.text("installation", default: "gantry")
    installation = InstallationID(rawValue: name) ?? InstallationID(unchecked: "gantry")
    if InstallationID(rawValue: name) == nil { section.note("installation", "a name of letters, digits, `-`, `_` and `.` belongs here") }
    let epoch = section.duration("epoch", default: .seconds(3600))
    epochMinutes = Int(epoch.seconds / 60)
    if !EpochPeriod.lengthsMinutes.contains(epochMinutes) || Double(epochMinutes) * 60 != epoch.seconds {
      section.note("epoch", "one of \(EpochPeriod.lengthsMinutes.map { "\($0)min" }.joined(separator: ", ")) belongs here")
    }
    pictures = section.choice("pictures", default: .plate)
    keyholders = section.sections("keyholders").compactMap(Self.keyholder)
    let threshold = section.integer("threshold", default: keyholders.count / 2 + 1, in: 1...HolderSet.largest)
    holders = Self.holders(keyholders.map(\.name), threshold, section)
    section.refuseOthers()
  }

  private static func keyholder(_ section: ConfigurationSection) -> Keyholder? {
    var section = section
    let name = section.text("name")
    let identity = Data(base64Encoded: section.text("identity"))
    let written = section.optionalText("address")
    let address = written.flatMap { URL(string: $0) }
    let folder = section.optionalFile("folder")
    section.refuseOthers()
    if written != nil, address?.host() == nil || !["http", "https"].contains(address?.scheme) {
      section.note("address", "an address such as https://keys.court.example belongs here")
    }
    if written != nil, folder != nil { section.note("folder", "stands beside an address; a keyholder is asked there, or takes files: leave one of them out") }
    guard let holder = HolderID(rawValue: name) else {
      section.note("name", "a name of letters, digits, `-`, `_` and `.` belongs here")
      return nil
    }
    guard let identity, (try? Curve25519.Signing.PublicKey(rawRepresentation: identity)) != nil else {
      section.note("identity", "the 32 bytes in base64 belong here that `gantry keyholder init` printed")
      return nil
    }
    return Keyholder(name: holder, identity: identity, address: address, folder: folder)
  }

  private static func holders(_ names: [HolderID], _ threshold: Int, _ section: ConfigurationSection) -> HolderSet? {
    guard !names.isEmpty else {
      if section.has("threshold") { section.note("threshold", "there are no keyholders to choose from") }
      return nil
    }
    do {
      return try HolderSet(names, threshold: threshold)
    } catch {
      section.note("keyholders", "\(error)")
      return nil
    }
  }

  /// The pinned identities.
  public var identities: [HolderID: Curve25519.Signing.PublicKey] {
    let known = keyholders.compactMap { holder in
      (try? Curve25519.Signing.PublicKey(rawRepresentation: holder.identity)).map { (holder.name, $0) }
    }
    return Dictionary(known) { first, _ in first }
  }
}
