import CameraProtocols
import Crypto
import Enforcement
import Foundation
import Logging
import Recognition
import Sealing
import Storage
import Traffic

/// The way in, from top to bottom: a camera's body becomes durable and is answered; then it is read, judged and kept as what it is.
///
/// ``receive(_:)`` runs in the camera's request and does only what the answer needs. ``settle(_:)`` runs in a worker; whatever it has not
/// finished when the process ends stands in the inbox and is settled after the next start.
struct Intake: Sendable {
  let parts: OfficeParts
  let line: WaitingLine
  let signals: SignalBoard
  let judge: Judge
  let sealer: any PassSealer

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
        guard await line.count < parts.configuration.intake.maximumBacklog else { return codec.answer(.unavailable) }
        return codec.answer(.accepted(try await accept(captures, of: post)))
      }
    } catch let fault as DecodingFault {
      return await quarantine(post, because: fault)
    } catch {
      parts.logger.error("capture could not be stored", metadata: ["camera": "\(post.camera.id)", "error": "\(error)"])
      return codec.answer(.unavailable)
    }
  }

  private func decode(_ post: CameraPost) throws -> DecodedRequest {
    let zone = parts.directory.site(post.camera.site).flatMap { TimeZone(identifier: $0.timeZone) } ?? .gmt
    let request = CameraRequest(contentType: post.contentType, body: post.body, receivedAt: post.receivedAt)
    let decoded = try post.camera.dialect.codec.decode(request, from: post.camera, timeZone: zone)
    if case .captures(let captures) = decoded {
      for capture in captures { try ClockCheck.refuseAbsurd(capture.capturedAt, receivedAt: post.receivedAt) }
    }
    return decoded
  }

  private func accept(_ captures: [Capture], of post: CameraPost) async throws -> [Receipt] {
    let sha256 = SHA256.hash(data: post.body).hex
    let entries = captures.enumerated().map { index, capture in
      InboxEntry(
        id: PassID(), camera: post.camera.id, receivedAt: post.receivedAt, captureIndex: index, contentType: post.contentType,
        vendorKey: capture.vendorKey, rawSHA256: sha256, body: post.body)
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

  /// Settles one capture of the inbox: reads it where the camera did not, judges it, and keeps it as sealed pass, cases and hits in one transaction.
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
    var pass = Pass(id: id, capture: capture, camera: camera, entry: entry)
    var reading = PictureReading(reader: parts.reader, capture: capture, region: camera.region, logger: parts.logger)
    if pass.reads.isEmpty { pass.reads += await reading.firstRead() }

    let registered = try await registered(pass)
    let violations = judge.judge(pass, at: site, from: camera, registered: registered, signals: await signals.log(of: site.id))
    let entries = parts.directory.current.hotlist.matches(pass, at: parts.now())
    if !violations.isEmpty || !entries.isEmpty { pass.reads += await reading.secondOpinion(of: pass) }

    let outcome = try Outcome(
      pass: pass, site: site, capture: capture, entry: entry, violations: violations, entries: entries, registered: registered, reading: reading,
      clockTolerance: parts.configuration.intake.clockTolerance, now: parts.now(), keeping: parts.store.putObject)
    let cases = try await parts.store.settle(try outcome.settlement(sealedBy: sealer))
    await tell(pass, camera: camera, site: site, cases: cases, hits: outcome.hits)
  }

  private func decode(_ entry: InboxEntry, of camera: Camera) throws -> Capture {
    let post = CameraPost(camera: camera, contentType: entry.contentType, body: entry.body, receivedAt: entry.receivedAt)
    guard case .captures(let captures) = try decode(post), captures.indices.contains(entry.captureIndex) else {
      throw DecodingFault(code: .missingField, message: "the body holds fewer captures than when it was received")
    }
    return captures[entry.captureIndex]
  }

  private func registered(_ pass: Pass) async throws -> RegisteredVehicle? {
    guard parts.directory.current.registryCount > 0, let plate = pass.plate else { return nil }
    return try await parts.store.vehicle(with: plate) ?? RegisteredVehicle(plate: plate, status: .unregistered)
  }

  /// A capture that was acknowledged but cannot be settled goes to the unparsed queue: acknowledged evidence is never dropped.
  private func giveUp(_ entry: InboxEntry, because reason: String) async throws {
    parts.logger.error("capture could not be settled", metadata: ["camera": "\(entry.camera)", "pass": "\(entry.id)"])
    try await parts.store.quarantine(entry, reason: reason, at: parts.now())
  }

  // MARK: Tell

  private func tell(_ pass: Pass, camera: Camera, site: Site, cases: [Case], hits: [Hit]) async {
    await parts.live.publish(.pass(.init(pass, camera: camera, site: site, cases: cases)))
    for hit in hits { await parts.live.publish(.hit(.init(hit, site: site))) }
    for opened in cases { await parts.live.publish(.caseChanged(.init(opened, site: site))) }
  }
}
