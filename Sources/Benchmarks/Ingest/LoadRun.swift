import NIOCore
import NIOPosix

/// One load from its first request to its last answer. Everything of it happens on one event loop, so that nothing is shared between threads.
final class LoadRun {
  /// How often due requests are looked for. What is sent late by it counts as latency.
  private static let tick = TimeAmount.microseconds(500)
  /// How long a lost connection stays away.
  private static let pause = TimeAmount.milliseconds(20)

  private let plan: LoadPlan
  private let loop: any EventLoop
  private let dial: (LoadConnection) -> EventLoopFuture<Void>
  private let done: EventLoopPromise<LoadFigures>
  private var connections: [LoadConnection] = []
  /// Connected and without a request, the one that waits longest first.
  private var free = CircularBuffer<LoadConnection>()
  private var underway = 0
  private var sent = 0
  private var figures = LoadFigures()
  private var startsAt = NIODeadline.now()
  private var endsAt = NIODeadline.distantFuture
  private var isOver = false

  /// - Parameters:
  ///   - loop: on which this is made and everything runs.
  ///   - dial: connects a connection and adds it to its channel.
  init(_ plan: LoadPlan, on loop: any EventLoop, dial: @escaping (LoadConnection) -> EventLoopFuture<Void>) {
    self.plan = plan
    self.loop = loop
    self.dial = dial
    done = loop.makePromise()
  }

  /// Connects all, then sends.
  /// - Returns: the figures, at the latest when patience ends; a failure only where the server cannot be reached at the beginning.
  func begin(_ messages: (Int) -> any LoadMessages) -> EventLoopFuture<LoadFigures> {
    connections = (0..<plan.connections).map { LoadConnection(number: $0, messages: messages($0), run: self) }
    EventLoopFuture.andAllSucceed(connections.map(dial), on: loop).assumeIsolated().whenComplete { outcome in
      switch outcome {
      case .success: self.start()
      case .failure(let error):
        self.isOver = true
        self.closeAll()
        self.done.fail(error)
      }
    }
    return done.futureResult
  }

  /// Ends it before its time.
  func cancel() { finish() }

  private func start() {
    guard !isOver else { return }
    startsAt = .now()
    endsAt = startsAt + .nanoseconds(Int64(plan.seconds * 1e9))
    free.append(contentsOf: connections)
    turn()
  }

  /// Looks again and again for what is due.
  private func turn() {
    guard !isOver else { return }
    sendDue()
    loop.assumeIsolated().scheduleTask(in: Self.tick) { self.turn() }
  }

  /// Sends what is due on connections that are free, and ends when all is answered or patience is over.
  private func sendDue() {
    let now = NIODeadline.now()
    while !free.isEmpty, let due = nextDue(at: now) { send(on: free.removeFirst(), due: due) }
    let isAllSent = plan.requests.map { sent >= $0 } ?? (now >= endsAt)
    if isAllSent && underway == 0 || now > endsAt + .nanoseconds(Int64(LoadPlan.patienceSeconds * 1e9)) { finish() }
  }

  /// When the next request should be, or should have been, sent; `nil` where that lies ahead.
  private func nextDue(at now: NIODeadline) -> NIODeadline? {
    switch plan.pace {
    case .asFastAsAnswered: return now < endsAt ? now : nil
    case .requestsPerSecond(let rate):
      guard let all = plan.requests, sent < all else { return nil }
      let due = startsAt + .nanoseconds(Int64(Double(sent) / rate * 1e9))
      return due <= now ? due : nil
    }
  }

  private func send(on connection: LoadConnection, due: NIODeadline) {
    sent += 1
    underway += 1
    connection.send(due: due)
  }

  /// An answer came.
  func note(_ status: Int, due: NIODeadline) {
    let now = NIODeadline.now()
    underway -= 1
    if now <= endsAt { figures.inTime += 1 }
    figures.note(status: status)
    figures.note(nanoseconds: (now - due).nanoseconds)
  }

  /// A connection can send again.
  func isFree(_ connection: LoadConnection) {
    // At once where something is due: the clock would let a server that answers in microseconds wait for it.
    if free.isEmpty, let due = nextDue(at: .now()) { return send(on: connection, due: due) }
    free.append(connection)
  }

  /// A connection is closed; it comes back after a pause.
  func isLost(_ connection: LoadConnection, wasUnderway: Bool) {
    guard !isOver else { return }
    free.removeAll { $0 === connection }
    if wasUnderway {
      underway -= 1
      figures.broken += 1
    }
    loop.assumeIsolated().scheduleTask(in: Self.pause) { self.dialAgain(connection) }
  }

  private func dialAgain(_ connection: LoadConnection) {
    guard !isOver else { return }
    dial(connection).assumeIsolated().whenComplete { outcome in
      switch outcome {
      case .success where self.isOver: connection.close()
      case .success: self.isFree(connection)
      case .failure: self.isLost(connection, wasUnderway: false)
      }
    }
  }

  private func finish() {
    guard !isOver else { return }
    isOver = true
    let now = NIODeadline.now()
    figures.seconds = plan.seconds
    figures.unanswered = max(underway, underway + (plan.requests ?? sent) - sent)
    // What was never answered took at least as long as it was waited for.
    for connection in connections { if let due = connection.due { figures.note(nanoseconds: (now - due).nanoseconds) } }
    if plan.requests != nil {
      while let due = nextDue(at: now) {
        figures.note(nanoseconds: (now - due).nanoseconds)
        sent += 1
      }
    }
    closeAll()
    done.succeed(figures)
  }

  /// Connections and run hold each other until here.
  private func closeAll() {
    for connection in connections { connection.close() }
    connections.removeAll()
    free.removeAll()
  }
}
