public import Foundation
import SwiftCSV
public import Traffic

/// A photograph with one plate in it that somebody has written down.
public struct LabelledPhoto: Sendable {
  public var file: URL
  /// What the list calls the region, such as `eu`; figures are given for each.
  public var region: String
  /// Around the plate. In pixels, for a list does not say how large its photographs are.
  public var box: Box
  /// The text without separators.
  public var plate: String

  /// Reads a list: CSV with a header that names file, region, x, y, w, h and plate. Files are relative to the list's folder.
  /// - Throws: ``BenchmarkFault/badList(path:line:reason:)``.
  public static func list(at url: URL) throws(BenchmarkFault) -> [LabelledPhoto] {
    let rows: [[String: String]]
    do {
      rows = try CSV<Named>(url: url, encoding: .utf8).rows
    } catch {
      throw .badList(path: url.path, line: 1, reason: "it cannot be read as CSV; its first line should be file,region,x,y,w,h,plate")
    }
    var photos: [LabelledPhoto] = []
    for (index, row) in rows.enumerated() {
      photos.append(try photo(from: row, of: url, line: index + 2))
    }
    guard !photos.isEmpty else { throw .badList(path: url.path, line: 1, reason: "it names no photograph") }
    return photos
  }

  private static func photo(from row: [String: String], of list: URL, line: Int) throws(BenchmarkFault) -> LabelledPhoto {
    func number(_ column: String) throws(BenchmarkFault) -> Double {
      guard let text = row[column], let value = Double(text), value.isFinite, abs(value) < 1e6 else {
        throw .badList(path: list.path, line: line, reason: "column \(column) should be a number of pixels")
      }
      return value
    }
    guard let file = row["file"], !file.isEmpty, let plate = row["plate"], !plate.isEmpty, let region = row["region"], !region.isEmpty else {
      throw .badList(path: list.path, line: line, reason: "file, region and plate should not be empty")
    }
    return LabelledPhoto(
      file: list.deletingLastPathComponent().appendingPathComponent(file), region: region,
      box: Box(x: try number("x"), y: try number("y"), width: try number("w"), height: try number("h")), plate: plate)
  }
}
