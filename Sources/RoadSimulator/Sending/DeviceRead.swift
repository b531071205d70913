import Foundation
import Traffic

/// How a camera read a plate: mostly right, sometimes with one character taken for its look-alike.
struct DeviceRead: Hashable, Sendable {
  struct Candidate: Hashable, Sendable {
    var text: String
    var confidence: Double
  }

  /// Best first, the best one included.
  var candidates: [Candidate]
  /// ISO 3166-1 alpha-2.
  var region: String

  var text: String { candidates.first?.text ?? "" }
  var confidence: Double { candidates.first?.confidence ?? 0 }

  private static let lookAlikes: [Character: Character] = [
    "0": "O", "O": "0", "Q": "O", "D": "0", "8": "B", "B": "8", "1": "7", "7": "1", "5": "S", "S": "5", "2": "Z", "Z": "2", "6": "G", "G": "6", "3": "8", "9": "0",
  ]

  /// - Parameters:
  ///   - plate: what really stands on the plate.
  ///   - misreads: how often the wrong reading comes out on top, 0 to 1.
  init(of plate: Plate, country: String, misreads: Double, chance: inout SeededRandom) {
    region = country
    let sure = chance.number(in: 0.90...0.99)
    candidates = [Candidate(text: plate.text, confidence: sure)]
    let characters = Array(plate.text)
    let spots = characters.indices.filter { Self.lookAlikes[characters[$0]] != nil }
    guard !spots.isEmpty else { return }
    var wrong = characters
    let spot = spots[chance.below(spots.count)]
    wrong[spot] = Self.lookAlikes[characters[spot]] ?? characters[spot]
    let doubt = Candidate(text: String(wrong), confidence: (1 - sure) * 0.7)
    if chance.chance(misreads) {
      candidates = [Candidate(text: doubt.text, confidence: chance.number(in: 0.55...0.80)), Candidate(text: plate.text, confidence: 0.15)]
    } else {
      candidates.append(doubt)
    }
  }
}
