import Foundation
import Synchronization
import Testing
@testable import TransparencyLog

@Suite("Tiles")
struct TileTests {
  /// A log's files in memory.
  final class Files: LogReader {
    let files = Mutex<[String: Data]>([:])

    func read(_ path: String) throws(TransparencyFault) -> Data? { files.withLock { $0[path] } }

    /// Takes tiles as a log does: partial ones go once there is the full one.
    func take(_ tiles: [TilePath: Data]) {
      files.withLock { files in
        for (path, bytes) in tiles {
          files[path.description] = bytes
          if path.width == TilePath.fullWidth { files = files.filter { !$0.key.hasPrefix(path.partials) } }
        }
      }
    }
  }

  @Test("are named in groups of three digits")
  func names() {
    #expect(TilePath(level: 0, number: 1_234_067).description == "tile/0/x001/x234/067")
    #expect(TilePath(level: 1, number: 0, width: 7).description == "tile/1/000.p/7")
    #expect(TilePath(level: nil, number: 999, width: 255).description == "tile/entries/999.p/255")
    #expect(TilePath(level: nil, number: 1000).description == "tile/entries/x001/000")
    for path in [TilePath(level: 5, number: 123_456_789), TilePath(level: nil, number: 1000, width: 1), TilePath(level: 0, number: 0)] {
      #expect(TilePath(path.description) == path)
    }
  }

  @Test(
    "have one name each",
    arguments: [
      "", "checkpoint", "tile", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/0/x000/000", "tile/0/001/002",
      "tile/0/x001/x002", "tile/00/000", "tile/-1/000", "tile/6/000", "tile/a/000", "tile/0/000.p", "tile/0/000.p/0", "tile/0/000.p/256",
      "tile/0/000.p/07", "tile/0/../0", "tile/0/000/..", "/tile/0/000", "tile/0/x99999999999999999999/000", "tile/data/000", "tile/0/-01",
      "tile/0/-1/761", "tile/0/+01", "tile/0/x", "tile/0/xx01/000"
    ])
  func badNames(text: String) { #expect(TilePath(text) == nil) }

  @Test("hold the tree at every size, and every proof can be made from them", arguments: [[1, 255, 1, 255, 1, 300, 7], [512, 1, 1000], [70_000, 1]])
  func growth(steps: [Int]) throws {
    let files = Files()
    var edge = TreeEdge()
    var entries: [Data] = []
    for step in steps {
      let more = (0..<step).map { Data("entry \(entries.count + $0)".utf8) }
      entries += more
      files.take(edge.append(more))
      let tree = ListTree(entries.map(TreeHash.leaf))
      let tiles = TileReader(files, size: entries.count)
      let root = ListTree.root(tree.leaves)
      #expect(edge.root == root)
      #expect(try tiles.root() == root)
      for index in stride(from: 0, to: entries.count, by: max(1, entries.count / 40)) {
        let proof = try InclusionProof(of: index, in: tiles)
        #expect(proof.leads(from: tree.leaves[index], to: root))
        let old = ListTree.root(tree.leaves[..<index])
        #expect(try ConsistencyProof(from: index, in: TileReader(files, size: entries.count)).leads(from: old, to: root))
      }
      // What is read back grows on as what was kept.
      let read = try TreeEdge(of: TileReader(files, size: entries.count))
      var (left, right) = (edge, read)
      #expect(left.append([Data("next".utf8)]) == right.append([Data("next".utf8)]) && left.root == right.root)
    }
  }

  @Test("that are missing, cut off or of other entries are found")
  func damaged() throws {
    let files = Files()
    var edge = TreeEdge()
    files.take(edge.append((0..<300).map { Data("entry \($0)".utf8) }))
    let good = files.files.withLock { $0 }
    for path in ["tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44"] {
      files.files.withLock { $0[path] = nil }
      #expect { try TreeEdge(of: TileReader(files, size: 300)) } throws: { "\($0)".contains(path) }
      files.files.withLock { $0[path] = good[path]?.dropLast() }
      #expect(throws: TransparencyFault.self) { try TreeEdge(of: TileReader(files, size: 300)) }
      files.files.withLock { $0 = good }
    }
    files.files.withLock { $0["tile/entries/001.p/44"] = TreeEdge.sample(44) }
    #expect(throws: TransparencyFault.self) { try TreeEdge(of: TileReader(files, size: 300)) }
  }
}

extension TreeEdge {
  /// A bundle of so many entries that are in no test's log.
  static func sample(_ count: Int) -> Data { (0..<count).reduce(into: Data()) { $0 += EntryBundle.encode(Data("another \($1)".utf8)) } }
}
