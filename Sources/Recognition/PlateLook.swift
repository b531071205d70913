/// What is to be seen of one plate in one cut, or in several of the same rows.
struct PlateLook: Sendable {
  /// A plate that is read surer than this from its first cut is not cut again, which would take as long once more. On the measuring
  /// photographs every text stayed the same from 0.7 on.
  static let sureEnough = 0.8

  let cut: PlateCut
  /// Texts with their probabilities, most probable first; the empty one may be among them.
  let texts: [BeamSearch.Found]
  /// The texts weighed against what plates can say, best first; none where there is nothing to read.
  let ranked: [PlateTextRanking.Ranked]

  init(cut: PlateCut, texts: [BeamSearch.Found], ranking: PlateTextRanking) {
    self.cut = cut
    self.texts = texts
    ranked = ranking.ranked(texts)
  }

  init(cut: PlateCut, frames: CharacterFrames, ranking: PlateTextRanking) {
    self.init(cut: cut, texts: BeamSearch().texts(in: frames), ranking: ranking)
  }

  /// How probable the best text is; 0 where there is none.
  var sureness: Double { ranked.first?.confidence ?? 0 }

  var isSure: Bool { sureness >= Self.sureEnough }

  /// Whether there is something to be read, and doubt about what. Of next to nothing a second cut never made a plate.
  var isDoubtful: Bool { !isSure && sureness >= PlateEstimate.leastWorth }

  /// Both looks at the same plate together, each counting the same.
  func joined(with other: PlateLook, ranking: PlateTextRanking) -> PlateLook {
    var sums: [PlateText: Double] = [:]
    for found in texts + other.texts { sums[found.text, default: 0] += found.probability / 2 }
    let both = sums.map { BeamSearch.Found(text: $0.key, probability: $0.value) }
      .sorted { ($0.probability, $1.text.string) > ($1.probability, $0.text.string) }
    return PlateLook(cut: cut, texts: both, ranking: ranking)
  }

  /// The one that explains the plate better; of equals this one.
  func better(of other: PlateLook) -> PlateLook { other.sureness > sureness ? other : self }
}
