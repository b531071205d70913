import Foundation
import WebReception

/// Keeps programs from filling the counter-log, the disk or the memory: nobody has to sign in to present a request, so there is a measure to it.
actor Crowd {
  /// Bodies that are being read at a time, in bytes; two of the largest.
  private static let mostBytes = 512 << 20

  private var posts: TokenBucket
  private var bytes = 0

  /// - Parameters: how many requests at once, and after how long one more. A server sends a few an hour.
  init(posts: Int = 240, refillSeconds: TimeInterval = 1) {
    self.posts = TokenBucket(size: posts, refillSeconds: refillSeconds)
  }

  /// - Throws: ``PageFault/tooMany``.
  func admit(at now: Date) throws(PageFault) {
    guard posts.take(at: now) else { throw .tooMany }
  }

  /// - Throws: ``PageFault/tooMany`` where so much is being read already.
  func reserve(_ count: Int) throws(PageFault) {
    guard bytes + count <= Self.mostBytes else { throw .tooMany }
    bytes += count
  }

  func release(_ count: Int) { bytes -= count }
}
