/// Finds the most probable texts in what the reader saw (prefix beam search over CTC frames).
struct BeamSearch {
  /// How many beginnings are followed at a time.
  var width = 8
  /// Characters less probable than this in a frame are not followed.
  var floor = 0.001
  /// Longer texts are no plates.
  var maximumLength = 12

  struct Found: Hashable, Sendable {
    var text: PlateText
    var probability: Double
  }

  /// A beginning with its probability, by whether its last frame was blank: only then may the same character follow anew.
  private struct Beam {
    var node: Int
    var blank = 0.0
    var character = 0.0
    var total: Double { blank + character }
  }

  /// - Returns: up to ``width`` texts, most probable first; the empty text may be among them.
  func texts(in frames: CharacterFrames) -> [Found] {
    var tree = PrefixTree()
    var beams = [Beam(node: PrefixTree.root, blank: 1)]
    var next: [Beam] = []
    for frame in 0..<frames.count {
      let likely = (0..<UInt8(PlateText.characterCount)).filter { frames[frame, $0] >= floor }
      next.removeAll(keepingCapacity: true)
      for beam in beams { extend(beam, frame: frame, of: frames, with: likely, in: &tree, into: &next) }
      beams.removeAll(keepingCapacity: true)
      beams += best(of: &next, in: tree)
    }
    return beams.map { Found(text: tree.text(of: $0.node), probability: $0.total) }
  }

  private func extend(
    _ beam: Beam, frame: Int, of frames: CharacterFrames, with likely: [UInt8], in tree: inout PrefixTree, into next: inout [Beam]
  ) {
    let last = tree.last(of: beam.node)
    let again = last.map { beam.character * frames[frame, $0] } ?? 0
    add(Beam(node: beam.node, blank: beam.total * frames.blank(frame), character: again), to: &next)
    guard tree.length(of: beam.node) < maximumLength else { return }
    for code in likely {
      let before = code == last ? beam.blank : beam.total
      add(Beam(node: tree.child(of: beam.node, code), character: before * frames[frame, code]), to: &next)
    }
  }

  /// Adds up the ways to one beginning.
  private func add(_ beam: Beam, to next: inout [Beam]) {
    guard let index = next.firstIndex(where: { $0.node == beam.node }) else { return next.append(beam) }
    next[index].blank += beam.blank
    next[index].character += beam.character
  }

  /// The most probable beginnings; equals in the order of their characters, so that the same frames always give the same texts.
  private func best(of beams: inout [Beam], in tree: PrefixTree) -> ArraySlice<Beam> {
    beams.sort { left, right in
      if left.total != right.total { return left.total > right.total }
      return tree.text(of: left.node).codes.lexicographicallyPrecedes(tree.text(of: right.node).codes)
    }
    return beams.prefix(width)
  }
}
