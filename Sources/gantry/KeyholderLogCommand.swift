import ArgumentParser
import Crypto
import Foundation
import Keyholding
import KeyholderOffice
import Traffic

/// The counter-log.
struct KeyholderLogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Print what this keyholder did, oldest first, and the hash of the last line.")

  @OptionGroup var option: KeyholderOption

  func run() async throws {
    let keyholder = try await option.open().keyholder
    for entry in await keyholder.counterLog {
      let details = entry.details.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      print(["\(entry.sequence)", entry.time.ISO8601Format(), entry.kind.rawValue, details.joined(separator: " ")].joined(separator: "\t"))
    }
    print("head\t\(await keyholder.counterLogHead.hex)")
  }
}

/// In one look.
struct KeyholderStatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "status", abstract: "Show the keyholder's name, its days, and what waits.")

  @OptionGroup var option: KeyholderOption

  func run() async throws {
    let keyholder = try await option.open().keyholder
    let (days, requests) = (await keyholder.days, await keyholder.requests)
    let held = await keyholder.holds.map { "\($0.day) (\($0.reason))" }
    print("""
      name       \(keyholder.holder)
      identity   \(keyholder.identity.rawRepresentation.base64EncodedString())
      days       \(days.count)\(days.first.map { ", from \($0)" } ?? "")\(days.last.map { " to \($0)" } ?? "")
      held       \(held.isEmpty ? "none" : held.joined(separator: ", "))
      log seen   \(await keyholder.seenTree.map { "\($0.size) entries" } ?? "none")
      requests   \(requests.count(where: { $0.decision == nil })) wait, \(requests.count) in all
      proposals  \(await keyholder.proposals.count)
      """)
  }
}
