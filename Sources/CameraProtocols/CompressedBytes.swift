import Foundation

/// Tells compressed data by its first bytes. Nothing is ever unpacked, so that no few kilobytes can become gigabytes.
enum CompressedBytes {
  private static let signatures: [[UInt8]] = [
    [0x1F, 0x8B],  // gzip
    [0x50, 0x4B, 0x03, 0x04],  // zip
    [0x28, 0xB5, 0x2F, 0xFD],  // zstd
    [0x42, 0x5A, 0x68],  // bzip2
    [0xFD, 0x37, 0x7A, 0x58, 0x5A],  // xz
    [0x78, 0x9C], [0x78, 0xDA], [0x78, 0x01],  // zlib
  ]

  static func begin(_ bytes: Data) -> Bool {
    signatures.contains { bytes.starts(with: $0) }
  }
}
