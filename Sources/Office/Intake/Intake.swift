import CameraProtocols
import Crypto
import Enforcement
import Foundation
import Logging
import Recognition
import Sealing
import Storage
import Traffic

/// The way in, from top to bottom: what a camera sent becomes durable and is answered; it is read, judged and kept as what it is.
///
/// ``receive(_:)`` runs in the camera's request. A capture that the camera has read and that is nobody's concern is sealed there and then. All
/// others go to the inbox, and ``settle(_:)`` reads and judges them in a worker; whatever it has not finished when the process ends is settled
/// after the next start.
///
/// A class, because each capture hands it from thread to thread, and what it is made of is much to copy.
final class Intake: Sendable {
  let parts: OfficeParts
  let line: WaitingLine
  let signals: SignalBoard
  let judge: Judge
  /// Seals and keeps passes; `nil` where they are not kept, because there are no keyholders or the law wants none written.
  let sealer: PassSealer?
  let recent: RecentCaptures

  init(parts: OfficeParts, line: WaitingLine, signals: SignalBoard, judge: Judge, sealer: PassSealer?, recent: RecentCaptures) {
    self.parts = parts
    self.line = line
    self.signals = signals
    self.judge = judge
    self.sealer = sealer
    self.recent = recent
  }

  // MARK: In

  /// Takes one request of a camera. Everything that could be evidence is durable, in the inbox or in the unparsed queue, before this returns.
  func receive(_ post: CameraPost) async -> CameraAnswer {
    let codec = post.camera.dialect.codec
    do {
      switch try decode(post) {
      case .ignored:
        try await parts.store.noteHeartbeat(of: post.camera.id, at: post.receivedAt)
        return codec.answer(.ignored)
      case .captures(let captures):
        if let receipts = repeats(captures, of: post) { return codec.answer(.accepted(receipts)) }
        if let receipts = try await keepAtOnce(captures, of: post) { return codec.answer(.accepted(receipts)) }
        guard await line.count < parts.configuration.intake.maximumBacklog else { return codec.answer(.unavailable) }
        return codec.answer(.accepted(try await accept(captures, of: post)))
      }
    } catch let fault as DecodingFault {
      return await quarantine(post, because: fault)
    } catch {
      return unstored(post, because: error)
    }
  }

  /// The camera is told to come back later.
  func unstored(_ post: CameraPost, because error: any Error) -> CameraAnswer {
    parts.logger.error("capture could not be stored", metadata: ["camera": "\(post.camera.id)", "error": "\(error)"])
    return post.camera.dialect.codec.answer(.unavailable)
  }

  func decode(_ post: CameraPost) throws -> DecodedRequest {
    let zone = parts.directory.timeZone(of: post.camera.site)
    let request = CameraRequest(contentType: post.contentType, body: post.body, receivedAt: post.receivedAt)
    let decoded = try post.camera.dialect.codec.decode(request, from: post.camera, timeZone: zone)
    if case .captures(let captures) = decoded {
      for capture in captures { try ClockCheck.refuseAbsurd(capture.capturedAt, receivedAt: post.receivedAt) }
    }
    return decoded
  }

  /// The answers to captures that all came before, a short while ago, and were kept as passes.
  private func repeats(_ captures: [Capture], of post: CameraPost) -> [Receipt]? {
    guard !captures.isEmpty else { return nil }
    var known: [RecentCaptures.Receipt] = []
    for capture in captures {
      guard let receipt = recent.receipt(at: recent.mark(of: capture.vendorKey, from: post.camera.id)) else { return nil }
      known.append(receipt)
    }
    for _ in known { parts.counter.addRepeat(from: post.camera.id, at: post.receivedAt) }
    return known.map { Receipt(pass: $0.pass, sha256: $0.sha256, isRepeat: true) }
  }

  /// Keeps captures that the camera has read and in which there is neither violation nor hit.
  /// - Returns: `nil` where one of them is for the inbox. What was kept of the others then is sealed twice, and opens as one.
  private func keepAtOnce(_ captures: [Capture], of post: CameraPost) async throws -> [Receipt]? {
    guard post.camera.readsPlates, let site = parts.directory.site(post.camera.site) else { return nil }
    let sha256 = SHA256.hash(data: post.body).hex
    var plain: [(pass: Pass, capture: Capture)] = []
    for capture in captures {
      let pass = Pass(capture: capture, camera: post.camera, receivedAt: post.receivedAt, rawSHA256: sha256)
      guard !pass.reads.isEmpty, try await judged(pass, at: site, from: post.camera).isPlain else { return nil }
      plain.append((pass, capture))
    }
    var receipts: [Receipt] = []
    for (pass, capture) in plain {
      do {
        try await keep(pass, of: capture)
      } catch SealingFault.tooLong {
        return nil
      }
      receipts.append(kept(pass, known: recent.mark(of: capture.vendorKey, from: pass.camera), post, at: site))
    }
    return receipts
  }

  /// Counts and shows a pass that was kept at once.
  /// - Parameter mark: what the capture is known by when it comes again.
  func kept(_ pass: Pass, known mark: RecentCaptures.Mark, _ post: CameraPost, at site: Site) -> Receipt {
    recent.note(.init(pass: pass.id, sha256: pass.rawSHA256), at: mark, now: post.receivedAt)
    parts.counter.add(pass)
    tell(pass, camera: post.camera, site: site, cases: [], hits: [])
    return Receipt(pass: pass.id, sha256: pass.rawSHA256)
  }

  /// Seals a pass and keeps it; durable on return. Nobody could ask for a pass without a plate, so that it is only counted.
  private func keep(_ pass: Pass, of capture: Capture) async throws {
    do {
      try await sealer?.keep(pass.underItsOwnID, pictures: pictures(of: capture), at: parts.now())
    } catch SealingFault.nothingRead {
      return
    }
  }

  func pictures(of capture: Capture) -> [Data] {
    switch parts.configuration.sealing.pictures {
    case .none: []
    case .plate: capture.media.filter { $0.kind == .plate }.map(\.bytes)
    case .all: capture.media.filter { $0.mimeType == "image/jpeg" }.map(\.bytes)
    }
  }

  private func accept(_ captures: [Capture], of post: CameraPost) async throws -> [Receipt] {
    let sha256 = SHA256.hash(data: post.body).hex
    let entries = captures.enumerated().map { index, capture in
      InboxEntry(
        id: PassID(), camera: post.camera.id, receivedAt: post.receivedAt, captureIndex: index, contentType: post.contentType,
        vendorKey: capture.vendorKey, rawSHA256: sha256, body: post.body, signature: post.signature)
    }
    let accepted = try await parts.store.accept(entries)
    await line.add(accepted.filter { !$0.isRepeat }.map(\.pass))
    return accepted.map { Receipt(pass: $0.pass, sha256: $0.sha256, isRepeat: $0.isRepeat) }
  }

  private func quarantine(_ post: CameraPost, because fault: DecodingFault) async -> CameraAnswer {
    let codec = post.camera.dialect.codec
    do {
      let reference = try await parts.store.quarantine(
        camera: post.camera.id, contentType: post.contentType, reason: "\(fault.code): \(fault.message)", body: post.body, at: post.receivedAt)
      parts.logger.warning("body not understood", metadata: ["camera": "\(post.camera.id)", "code": "\(fault.code)", "entry": "\(reference)"])
      return codec.answer(.quarantined(fault, reference: reference.uuidString.lowercased()))
    } catch {
      parts.logger.error("body could not be quarantined", metadata: ["camera": "\(post.camera.id)", "error": "\(error)"])
      return codec.answer(.unavailable)
    }
  }

  // MARK: Read, judge, keep

  /// Settles one capture of the inbox: reads it where the camera did not, judges it, keeps it as a sealed pass, and what it proves as cases and hits.
  ///
  /// The pass is stored before the inbox lets go of the capture. What is settled again after a crash in between is sealed twice, and opens as one.
  func settle(_ id: PassID) async throws {
    guard let entry = try parts.store.inboxEntry(id) else { return }
    guard let camera = parts.directory.camera(entry.camera), let site = parts.directory.site(camera.site) else {
      return try await giveUp(entry, because: "its camera or site is no longer enrolled")
    }
    let capture: Capture
    do {
      capture = try decode(entry, of: camera)
    } catch {
      return try await giveUp(entry, because: "\(error)")
    }
    var pass = Pass(id: id, capture: capture, camera: camera, receivedAt: entry.receivedAt, rawSHA256: entry.rawSHA256)
    var reading = PictureReading(reader: parts.reader, capture: capture, region: camera.region, logger: parts.logger)
    if pass.reads.isEmpty { pass.reads += await reading.firstRead() }

    let judged = try await judged(pass, at: site, from: camera)
    if !judged.isPlain { pass.reads += await reading.secondOpinion(of: pass) }

    let outcome = try Outcome(
      pass: pass, site: site, capture: capture, entry: entry, judged: judged, reading: reading,
      clockTolerance: parts.configuration.intake.clockTolerance, now: parts.now(), keeping: parts.store.putObject)
    do {
      try await keep(pass, of: capture)
    } catch SealingFault.tooLong where judged.isPlain {
      return try await giveUp(entry, because: "it is too long to be sealed")
    }
    let cases = try await parts.store.settle(outcome.settlement)
    // The store forgets what a plain pass was sent as; for a while it is remembered here.
    if judged.isPlain {
      recent.note(.init(pass: id, sha256: entry.rawSHA256), at: recent.mark(of: entry.vendorKey, from: entry.camera), now: parts.now())
    }
    tell(pass, camera: camera, site: site, cases: cases, hits: outcome.hits)
  }

  private func decode(_ entry: InboxEntry, of camera: Camera) throws -> Capture {
    let post = CameraPost(camera: camera, contentType: entry.contentType, body: entry.body, receivedAt: entry.receivedAt)
    guard case .captures(let captures) = try decode(post), captures.indices.contains(entry.captureIndex) else {
      throw DecodingFault(code: .missingField, message: "the body holds fewer captures than when it was received")
    }
    return captures[entry.captureIndex]
  }

  private func judged(_ pass: Pass, at site: Site, from camera: Camera) async throws -> Judged {
    let directory = parts.directory.current
    let registered = directory.registryCount > 0 ? try await registered(pass) : nil
    return Judged(
      violations: judge.judge(pass, at: site, from: camera, registered: registered, signals: signals.log(of: site.id)),
      entries: directory.hotlist.matches(pass, at: parts.now()), registered: registered)
  }

  private func registered(_ pass: Pass) async throws -> RegisteredVehicle? {
    guard let plate = pass.plate else { return nil }
    return try await parts.store.vehicle(with: plate) ?? RegisteredVehicle(plate: plate, status: .unregistered)
  }

  /// A capture that was acknowledged but cannot be settled goes to the unparsed queue: acknowledged evidence is never dropped.
  private func giveUp(_ entry: InboxEntry, because reason: String) async throws {
    parts.logger.error("capture could not be settled", metadata: ["camera": "\(entry.camera)", "pass": "\(entry.id)"])
    try await parts.store.quarantine(entry, reason: reason, at: parts.now())
  }

  // MARK: Tell

  private func tell(_ pass: Pass, camera: Camera, site: Site, cases: [Case], hits: [Hit]) {
    let sighting = parts.traffic.note(at: parts.now(), site: site.id) { LiveEvent.Sighting(pass, camera: camera, site: site, cases: cases) }
    if let sighting { parts.live.publish(.pass(sighting)) }
    for hit in hits { parts.live.publish(.hit(.init(hit, site: site))) }
    for opened in cases { parts.live.publish(.caseChanged(.init(opened, site: site))) }
  }
}
