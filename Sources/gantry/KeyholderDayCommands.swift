import ArgumentParser
import Foundation
import Keyholding
import KeyholderOffice
import Sealing

extension UTCDay {
  /// A day as it is typed.
  fileprivate init(typed text: String) throws {
    guard let day = UTCDay(text) else { throw ValidationError("A day is written 2026-11-21.") }
    self = day
  }
}

/// Legal hold: a day's key is kept beyond its retention.
struct KeyholderHoldCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "hold", abstract: "Keep a day's key beyond its retention, until the hold is lifted.")

  @Argument(help: "The day, UTC, such as 2026-11-21.")
  var day: String
  @Option(help: "Why, such as the number of the order; no plate.")
  var reason: String
  @OptionGroup var option: KeyholderOption

  func run() async throws {
    let day = try UTCDay(typed: day)
    try await option.open().keyholder.hold(day, reason: reason, now: Date())
    print("\(day) is held")
  }
}

/// The end of a hold.
struct KeyholderLiftCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lift", abstract: "End a hold. If the day's retention is over, its key is destroyed when the keyholder runs next.")

  @Argument(help: "The day, UTC.")
  var day: String
  @OptionGroup var option: KeyholderOption

  func run() async throws {
    let day = try UTCDay(typed: day)
    try await option.open().keyholder.lift(day, now: Date())
    print("\(day) is not held any more")
  }
}

/// Destruction by hand.
struct KeyholderDestroyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "destroy",
    abstract: "Destroy keys for ever: of one day, or of every day whose retention is over.",
    discussion: "There is no way back, and no backup: that is what destroying means. A held day is refused.")

  @Argument(help: "The day, UTC; without it, every day whose retention is over.")
  var day: String?
  @OptionGroup var option: KeyholderOption

  func run() async throws {
    let day = try day.map(UTCDay.init(typed:))
    let keyholder = try await option.open().keyholder
    var days: [UTCDay] = []
    if let day {
      try await keyholder.destroy(day, now: Date())
      days = [day]
    } else {
      days = try await keyholder.turnDay(now: Date())
    }
    print(days.isEmpty ? "no day's retention is over" : "destroyed: \(days.map(\.description).joined(separator: ", "))")
  }
}
